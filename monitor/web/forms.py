"""What a browser sends with a form: its fields and at most one file, bounded, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request

LARGEST, FIELDS = 8192, 24  # bytes and fields of a form
LARGEST_FILE = 2 * 1024 * 1024  # bytes of a form with a file
PLAIN, WITH_FILE = "application/x-www-form-urlencoded", "multipart/form-data"
BOUNDARY = re.compile(r"""boundary="?([0-9A-Za-z'()+_,./:=?-]{1,70})"?\s*(?:;|$)""")
NAMED = re.compile(
    rb'^content-disposition: *form-data; *name="([^"\r\n]{1,40})"(; *filename=)?', re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a form, and the file that came with it."""

    fields: Mapping[str, str] = field(default_factory=dict)
    file: bytes = b""


async def read(request: Request, *, with_file: bool) -> Form | None:
    """The form that is sent; None if it is none, too large or has a field twice."""
    told = request.headers.get("content-type", "")
    kind = told.partition(";")[0].strip().lower()
    if kind != (WITH_FILE if with_file else PLAIN):
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > (LARGEST_FILE if with_file else LARGEST):
            return None
        parts.append(part)
    body = b"".join(parts)
    return _of_parts(body, BOUNDARY.search(told)) if with_file else _plain(body)


def _plain(body: bytes) -> Form | None:
    try:
        return _once(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        return None


def _of_parts(body: bytes, boundary: re.Match[str] | None) -> Form | None:
    """A form whose parts stand between lines of their own (RFC 7578), as browsers send one with a file."""
    if boundary is None:
        return None
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode("ascii"), FIELDS)
    if first or not parts or not parts.pop().startswith(b"--"):
        return None
    pairs, files = [], []
    for part in parts:
        head, _, content = part.partition(b"\r\n\r\n")
        named = NAMED.search(head)
        if named is None:
            return None
        if named[2]:
            files.append(content)
        else:
            pairs.append((named[1].decode("utf-8", "replace"), content.decode("utf-8", "replace")))
    return _once(pairs, *files)


def _once(pairs: Sequence[tuple[str, str]], *files: bytes) -> Form | None:
    found = dict(pairs)
    return Form(fields=found, file=b"".join(files)) if len(found) == len(pairs) and len(files) <= 1 else None
