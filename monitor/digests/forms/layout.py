"""Templates → text and HTML: the only home of Jinja2 and css-inline.

A name is looked up among the user's templates first, then among the built-in ones; `builtin/NAME` is always the
built-in one, so that a user's template can extend what it changes. Values are escaped everywhere except in `.txt`;
undefined names are errors; templates run in a sandbox, because a digests/ folder may come from somebody else.
"""

from __future__ import annotations

import functools
import hashlib
import re
import signal
import textwrap
import threading
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import css_inline
    import jinja2
    from jinja2 import nodes

BUILTIN = "builtin/"
SHARED = "_shared/"
OWN = ("subject.txt", "body.txt", "body.html")  # the templates of a mail that users may replace
WIDTH = 76  # columns of the text part
SECONDS = 5.0  # of the processor, for filling one template of a user: an edition takes less than one

AMOUNT = re.compile(r"\d[\d.,\u202f]* [^\W\d]\S{0,9}(?: [$€£¥]|(?=[ .,;:)]|$))|\d[\d.,\u202f]* [$€£¥%]")

Loaded = tuple[str, str, Callable[[], bool]]


class Unusable(Exception):
    """A user's template cannot be used; the text names file and line."""

    def __init__(self, message: str, *, template: str) -> None:
        super().__init__(message)
        self.template = template


class Layout:
    """The templates of one digest, compiled on demand."""

    def __init__(self, digest: str = "", templates: Mapping[str, str] | None = None, colon: str = ":") -> None:
        self._digest = digest
        self._templates = dict(templates or {})
        self._environment = _environment(self._load, sandboxed=bool(self._templates))
        self._seconds = SECONDS if self._templates else 0.0
        self._environment.globals["colon"] = colon  # in the reader's language; macros have no access to `say`

    def fill(self, name: str, **values: object) -> str:
        """The filled template; raises Unusable with file and line, whatever went wrong in it."""
        try:
            with _limited(self._seconds):
                return self._environment.get_template(name).render(**values)
        except Exception as error:
            raise Unusable(self._place(name, error), template=name) from error

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the user's templates before they are filled, one line each."""
        return tuple(problem for name in self._templates for problem in self._wrong_with(name))

    def _wrong_with(self, name: str) -> Iterator[str]:
        """Syntax, filters and tests, parents and parts that are not there, blocks the parent does not have."""
        import jinja2  # noqa: PLC0415 - as below
        from jinja2 import nodes  # noqa: PLC0415

        source, path = self._templates[name], self._path(name)
        try:
            tree = self._environment.parse(source, name, path)
            self._environment.compile(source, name, path)
        except jinja2.TemplateError as error:
            yield self._place(name, error)
            return
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            template = dict(node.iter_fields())["template"]
            wanted = str(template.value) if isinstance(template, nodes.Const) else ""
            if wanted and self._load(wanted) is None:
                yield f"{path}, line {node.lineno}: there is no template {wanted!r}"
            elif wanted and isinstance(node, nodes.Extends):
                yield from self._strange_blocks(tree, wanted, path)

    def _strange_blocks(self, tree: nodes.Template, parent: str, path: str) -> Iterator[str]:
        """Blocks that would never be shown: the parent has none of that name."""
        from jinja2 import nodes  # noqa: PLC0415 - as below

        found = self._load(parent)
        there = [block.name for block in self._environment.parse(found[0]).find_all(nodes.Block)] if found else []
        nested = {inner for block in tree.find_all(nodes.Block) for inner in block.find_all(nodes.Block)}
        for block in tree.find_all(nodes.Block):
            if block.name not in there and block not in nested:
                has = ", ".join(there)
                yield f"{path}, line {block.lineno}: {parent} has no block {block.name!r}; it has: {has}"

    def _load(self, name: str) -> Loaded | None:
        if not name.startswith(BUILTIN) and name in self._templates:
            return self._templates[name], self._path(name), lambda: True
        bare = name.removeprefix(BUILTIN).removeprefix(SHARED)
        source = builtin_sources().get(bare)
        return (source, BUILTIN + bare, lambda: True) if source is not None else None

    def _path(self, name: str) -> str:
        """A template's file as the user knows it."""
        return f"digests/{name}" if name.startswith(SHARED) else f"digests/{self._digest}/{name}"

    def _place(self, name: str, error: Exception) -> str:
        """File, line and what is wrong, on one line."""
        import jinja2  # noqa: PLC0415 - as below

        problem = " ".join(str(error).split()) or type(error).__name__
        if isinstance(error, jinja2.TemplateSyntaxError):
            return f"{error.filename or self._path(name)}, line {error.lineno}: {problem}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(("digests/", BUILTIN)):
                return f"{frame.filename}, line {frame.lineno}: {problem}"
        return f"{self._path(name)}: {problem}"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the block when it has used so many seconds of the processor; 0 is no limit.

    Only a main thread can be interrupted: that of a worker, or of a command.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"not finished after {seconds:g} seconds; has it an end?")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _environment(load: Callable[[str], Loaded | None], *, sandboxed: bool) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415 - only where something is told; often nothing is
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    kind = ImmutableSandboxedEnvironment if sandboxed else jinja2.Environment
    made = kind(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"wrapped": wrapped, "block_bar": block_bar, "unbroken": unbroken}
    return made


@functools.cache
def builtin_sources() -> Mapping[str, str]:
    """The built-in templates by name."""
    folder = resources.files("monitor.digests.forms").joinpath("templates")
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.is_file()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """What the mails of a digest are filled from: the user's templates, and built-in ones instead of the bad ones."""

    digest: str
    colon: str
    own: Mapping[str, str]  # sources by name
    bad: Collection[str] = ()

    def fill(self, name: str, **values: object) -> str:
        """The filled template; raises Unusable with file and line, whatever went wrong in it."""
        is_own = bool(self.own) and name not in self.bad
        layout = _of(self.digest, self.colon, *sorted(self.own.items())) if is_own else builtin(self.colon)
        return layout.fill(name, **values)


@functools.lru_cache(maxsize=16)
def _of(digest: str, colon: str, *templates: tuple[str, str]) -> Layout:
    """A digest's templates by name and source, compiled once as long as they do not change."""
    return Layout(digest, dict(templates), colon)


@functools.cache
def builtin(colon: str = ":") -> Layout:
    """The built-in templates alone."""
    return Layout(colon=colon)


def tidied(text: str) -> str:
    """Text without trailing blanks and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"


def inlined(html: str) -> str:
    """HTML with its CSS rules moved into `style` attributes; @media rules stay in the head, nothing is loaded."""
    return _inliner().inline(html)


@functools.cache
def _inliner() -> css_inline.CSSInliner:
    import css_inline  # noqa: PLC0415 - as above

    return css_inline.CSSInliner(
        inline_style_tags=True,
        keep_style_tags=False,
        keep_link_tags=False,
        keep_at_rules=True,
        minify_css=True,
        load_remote_stylesheets=False,
    )


def script_hash(script: str) -> str:
    """The hash in a page's content security policy that allows exactly this script."""
    return "sha256-" + _base64(hashlib.sha256(script.encode()).digest())


def _base64(content: bytes) -> str:
    import base64  # noqa: PLC0415

    return base64.b64encode(content).decode("ascii")


def wrapped(text: str, indent: int = 0, hanging: int | None = None, width: int = WIDTH) -> str:
    """Text wrapped into lines; addresses are never broken."""
    rest = " " * (indent if hanging is None else hanging)
    return textwrap.fill(
        text, width, initial_indent=" " * indent, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def unbroken(text: str) -> str:
    """Text whose amounts stay on one line: no break between a number, its unit and its sign."""
    return AMOUNT.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def block_bar(share: int, width: int = 26) -> str:
    """A bar of block characters; `share` of 100 fills `width` columns."""
    eighths = round(share * width * 8 / 100)
    part = " ▏▎▍▌▋▊▉"[eighths % 8] if eighths % 8 else ""
    return ("█" * (eighths // 8) + part).ljust(width)
