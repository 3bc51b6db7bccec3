"""How feeds.yaml is replaced: old or new, never half, whatever happens meanwhile.

This is done with a rename if the folder allows one. A file mounted alone into a container (EBUSY), or a writable file
in a folder that is not writable, is written in place with one call; old and new text are kept in a copy next to it
until that is done. A kill during the call can mix the two: the next process that reads the file finds the copy and
restores the old text.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import logging
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor import disk
from monitor.errors import Invalid, MonitorError, NoRoom

log = logging.getLogger(__name__)

IN_PLACE = frozenset({errno.EBUSY, errno.EXDEV, errno.EROFS, errno.EACCES, errno.EPERM})
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
ADVICE = {
    errno.EROFS: "it is mounted read-only: edit it where it comes from, or mount it writable",
    errno.EACCES: "this user may not write it: change its owner or mode, or edit it as its owner",
    errno.EPERM: "this user may not write it: change its owner or mode, or edit it as its owner",
    errno.ENOSPC: "make room on the disk and try again",
}


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """While the block runs no other command of this program changes the file; an unfinished write is undone first."""
    target = path.resolve()
    try:
        folder = os.open(target.parent, os.O_RDONLY)
    except OSError:  # reported when the file is read
        yield
        return
    try:
        with contextlib.suppress(OSError):  # a file system without locks: another write may be under way
            fcntl.flock(folder, fcntl.LOCK_EX)
            _undo(target, path)
            _new(target).unlink(missing_ok=True)  # left by a command that was killed before it could rename it
        yield
    finally:
        os.close(folder)


def read(path: Path) -> bytes:
    """The file: as it is, or as it was before a killed write that this user cannot undo.

    Raises OSError.
    """
    target = path.resolve()
    if not any(copy.exists() for copy in copies(target)):
        return path.read_bytes()
    with alone(path):
        pass
    content = path.read_bytes()
    for copy in copies(target):
        with contextlib.suppress(OSError):
            texts = _texts(copy, target)
            if texts and content not in texts and _is_mixed(content, *texts):
                return texts[0]
    return content


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Replace `before` with `after`.

    Raises Invalid if the file is no longer `before`, MonitorError if it cannot be written; then it is unchanged.
    """
    target = path.resolve()
    if target.read_bytes() != before:
        raise Invalid("was changed by somebody else meanwhile; nothing is written, try again", where=str(path))
    try:
        try:
            _renamed(target, after)
        except OSError as error:
            if error.errno not in IN_PLACE:
                raise
            in_place(target, before, after)
    except OSError as error:
        advice = ADVICE.get(error.errno or 0, "")
        told = f"{path}: cannot be written: {error.strerror}"
        kind = NoRoom if error.errno in NO_ROOM else MonitorError
        raise kind(f"{told}; {advice}" if advice else told) from None


def _new(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _renamed(target: Path, content: bytes) -> None:
    beside = _new(target)
    try:
        with beside.open("wb") as file:
            status = target.stat()
            os.fchmod(file.fileno(), status.st_mode & 0o7777)
            with contextlib.suppress(OSError):  # only root may give a file away
                os.fchown(file.fileno(), status.st_uid, status.st_gid)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def in_place(target: Path, before: bytes, after: bytes) -> None:
    """Overwrite the file, with a copy next to it, or in the folder for temporary files, until the new text is on disk.

    A text that shrinks is padded with empty lines and then cut.
    """
    file = os.open(target, os.O_WRONLY)
    try:
        copy = kept(target, before, after)
        padded = after + b"\n" * (len(before) - len(after))
        if os.pwrite(file, padded, 0) != len(padded):
            _write(file, before)
            copy.unlink()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.ftruncate(file, len(after))
        os.fsync(file)
        copy.unlink()
    finally:
        os.close(file)


def _write(file: int, content: bytes) -> None:
    os.pwrite(file, content, 0)
    os.ftruncate(file, len(content))
    os.fsync(file)


def copies(target: Path) -> tuple[Path, Path]:
    """Where the copy may be: next to the file, or in the folder for temporary files if that is not possible."""
    mark = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    return target.with_name(f".{target.name}.old"), Path(tempfile.gettempdir()) / f".{target.name}.{mark}.old"


def kept(target: Path, before: bytes, after: bytes) -> Path:
    """A copy of both texts, on disk. Raises OSError if there is no place for it."""
    told = hashlib.sha256(before + after).hexdigest()
    content = f"{len(before)} {told}\n".encode() + before + after
    beside, elsewhere = copies(target)
    for copy in (beside, elsewhere):
        try:
            copy.unlink(missing_ok=True)
            status = target.stat()
            with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                if copy is beside:  # readable by those who may read the file itself
                    os.fchmod(file.fileno(), status.st_mode & 0o666)
                    with contextlib.suppress(OSError):
                        os.fchown(file.fileno(), status.st_uid, status.st_gid)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            disk.flush(copy.parent)
        except OSError:
            continue
        return copy
    raise OSError(errno.ENOSPC, "no place for a copy of it")


def _texts(copy: Path, target: Path) -> tuple[bytes, bytes] | None:
    """The old and the new text in a copy; None if it was not finished. Raises OSError if it is not ours."""
    with os.fdopen(os.open(copy, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        foreign = copy.parent != target.parent and status.st_uid != os.geteuid()
        if foreign or not stat.S_ISREG(status.st_mode):  # anybody may write into the folder for temporary files
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        told, _, content = file.read().partition(b"\n")
    size, mark = told.partition(b" ")[0], told.rpartition(b" ")[2]
    if not size.isdigit() or hashlib.sha256(content).hexdigest().encode() != mark:
        return None
    return content[: int(size)], content[int(size) :]


def _undo(target: Path, path: Path) -> None:
    """Undo a write in place that was killed, and remove its copy. Raises OSError."""
    for copy in copies(target):
        if not copy.exists():
            continue
        texts, content = _texts(copy, target), target.read_bytes()
        if texts and content not in texts and _is_mixed(content, *texts):
            file = os.open(target, os.O_WRONLY)
            try:
                _write(file, texts[0])
            finally:
                os.close(file)
            log.warning("%s: a command was killed while it wrote the file; it is as it was before", path)
        copy.unlink()


def _is_mixed(content: bytes, before: bytes, after: bytes) -> bool:
    """Whether each byte comes from the old or the new text; if not, somebody has edited the file since."""
    new = after + b"\n" * (len(before) - len(after))
    old = before + new[len(before) :]
    return len(before) <= len(content) <= len(new) and all(
        one in pair for one, pair in zip(content, zip(old, new, strict=True), strict=False)
    )
