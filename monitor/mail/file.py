"""The `digests/` folder: the user's templates in, editions out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from monitor import disk, failpoints
from monitor.errors import Invalid, Temporary

SHARED = "_shared"
TEMPLATES = frozenset({".txt", ".html"})
PRIVATE = ".eml"  # contains the reader's address
LONGEST = 1_000_000  # bytes of a template; more is a mistake


@dataclass(frozen=True, slots=True)
class DigestFolder:
    """The folder of all digests: `<name>/` with templates, `<name>/editions/` with what was made."""

    root: Path

    def templates(self, digest: str) -> Mapping[str, str | Invalid]:
        """Template sources by name: `subject.txt`, `body.html`, `_shared/style.css` …, or what is wrong with the file.

        A folder that cannot be listed appears under its own name.
        """
        shared, own = _sources(self.root / SHARED), _sources(self.root / _plain(digest))
        own = {name: source for name, source in own.items() if Path(name).suffix in TEMPLATES or name == digest}
        return {(name if name == SHARED else f"{SHARED}/{name}"): source for name, source in shared.items()} | own

    def write(self, digest: str, files: Mapping[str, str | bytes]) -> None:
        """Write files below `<digest>/editions/`, each one atomically; the same content is not written again.

        A name may contain one subfolder. Raises Invalid for a name that leads elsewhere, before anything is written,
        and Temporary when the folder cannot be written.
        """
        folder = self.root / _plain(digest) / "editions"
        paths = {name: folder / _below(name) for name in files}
        for name, content in files.items():
            path, body = paths[name], content.encode() if isinstance(content, str) else content
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if not (path.is_file() and path.read_bytes() == body):
                    _replace(path, body)
                elif path.suffix == PRIVATE:
                    path.chmod(0o600)
            except OSError as error:
                where = error.filename if isinstance(error.filename, str) else path
                raise Temporary(f"{where} cannot be written: {error.strerror}") from error


def _sources(folder: Path) -> dict[str, str | Invalid]:
    """The visible files of a folder by name; none where there is no folder."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return {}
    except OSError as error:
        return {folder.name: Invalid(f"cannot be read: {error.strerror}", where=str(folder))}
    return {path.name: _source(path) for path in paths if path.is_file() and not path.name.startswith(".")}


def _source(path: Path) -> str | Invalid:
    try:
        source = path.read_bytes()
    except OSError as error:
        return Invalid(f"cannot be read: {error.strerror}", where=str(path))
    if len(source) > LONGEST:
        return Invalid(f"has {len(source)} bytes; a template may have at most {LONGEST}", where=str(path))
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Invalid(f"is not UTF-8 (byte {error.start}); save it as UTF-8", where=str(path))


def _plain(name: str) -> str:
    """The name of a digest as a folder's name. Raises Invalid."""
    if not name or name.startswith((".", "_")) or any(char in "/\\\0" for char in name):
        raise Invalid(f"`{name}` cannot be the name of a digest's folder")
    return name


def _below(name: str) -> PurePosixPath:
    """A file's name below `editions/`, with at most one subfolder. Raises Invalid."""
    path = PurePosixPath(name)
    odd = path.is_absolute() or not 1 <= len(path.parts) <= 2 or "\\" in name or "\0" in name
    if odd or any(part.startswith(".") for part in path.parts):
        raise Invalid(f"`{name}` cannot be the name of an edition's file")
    return path


def _replace(path: Path, body: bytes) -> None:
    """Old or new, never half: write to a temporary file, sync to disk, rename."""
    beside = path.with_name(f".{path.name}.new")
    failpoints.hit("archive.before")
    beside.unlink(missing_ok=True)
    mode = 0o600 if path.suffix == PRIVATE else 0o666
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    disk.flush(path.parent)
    failpoints.hit("archive.after")
