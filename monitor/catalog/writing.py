"""How feeds.yaml is replaced: old or new, never half, whatever happens meanwhile.

A rename does it, where the folder allows one. A file mounted alone into a container (EBUSY), or one that may be written
in a folder that may not, is written in place with one call. Only a kill within that call can mix the two, in a file of
more than a page (4 KiB); then the copy `.feeds.yaml.old` is whole.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import Invalid, MonitorError

IN_PLACE = frozenset({errno.EBUSY, errno.EXDEV, errno.EROFS, errno.EACCES, errno.EPERM})
ADVICE = {
    errno.EROFS: "it is mounted read-only: edit it where it comes from, or mount it writable",
    errno.EACCES: "this user may not write it: change its owner or mode, or edit it as its owner",
    errno.EPERM: "this user may not write it: change its owner or mode, or edit it as its owner",
    errno.ENOSPC: "make room on the disk and try again",
}


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """While the block runs no other command of this program changes the file."""
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError:  # told when the file is read
        yield
        return
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`.

    Raises Invalid when the file is not `before` any more, MonitorError when it cannot be written; it is as it was then.
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
        raise MonitorError(f"{told}; {advice}" if advice else told) from None


def _renamed(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name}.new")
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
    """Write over the file, with a copy beside it, or in the folder for temporary files, until the new text is on disk.

    A text that shrinks is padded with empty lines and then cut.
    """
    file = os.open(target, os.O_WRONLY)
    try:
        copy = _kept(target, before)
        padded = after + b"\n" * (len(before) - len(after))
        if os.pwrite(file, padded, 0) != len(padded):
            os.pwrite(file, before, 0)
            os.ftruncate(file, len(before))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.ftruncate(file, len(after))
        os.fsync(file)
        copy.unlink()
    finally:
        os.close(file)


def _kept(target: Path, content: bytes) -> Path:
    for folder in (target.parent, Path(tempfile.gettempdir())):
        copy = folder / f".{target.name}.old"
        try:
            copy.unlink(missing_ok=True)
            with copy.open("xb") as file:
                file.write(content)
                os.fsync(file.fileno())
        except OSError:
            continue
        return copy
    raise OSError(errno.ENOSPC, "no place for a copy of it")
