"""Edition → the forms people and programs read: subject, text, mail, page, JSON.

The mail and its text part tell the same: as many stories as fit into 95 kB of HTML; the rest is on the page. An error
in a user's template never loses an edition: that part takes its built-in form, and the mail says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.digests import json_form, layout, words
from monitor.digests import view as views
from monitor.digests.layout import Layout, Unusable
from monitor.edition import Digest, Edition, RenderedEdition

LONGEST_MAIL = 95_000  # bytes of HTML; beyond about 102 kB Gmail cuts a mail off
LINES = 40  # stories told in one line
KNOWN = 40
STEPS = (1.0, 0.75, 0.55, 0.4, 0.3, 0.2, 0.12, 0.06, 0.0)  # of full size, until the mail fits
WHOLE = views.Size(cards=100_000, lines=100_000, known=100_000, whole=True)


def edition(digest: Digest, edition: Edition, templates: Mapping[str, str]) -> RenderedEdition:
    """All forms of an edition. `templates` are the user's by name (`subject.txt`, `body.html`, `_shared/…`)."""
    own = Layout(digest.name, templates)
    problems: list[str] = []
    usable = {name: _tried(own, name, digest, edition, problems) for name in layout.OWN}
    notes = tuple(words.phrase(digest.language, "template-problem", problem=problem) for problem in problems)
    size, html = _fitting(usable["body.html"], digest, edition, notes)
    told = views.view(digest, edition, size, notes)
    subject = usable["subject.txt"].fill("subject.txt", edition=told, say=_phrases(digest))
    text = usable["body.txt"].fill("body.txt", edition=told, say=_phrases(digest))
    return RenderedEdition(
        subject=" ".join(subject.split())[:250],
        text=_tidy(text),
        html=html,
        page=page(digest, edition, notes),
        json=json_form.form(edition, subject=" ".join(subject.split())),
    )


def page(digest: Digest, edition: Edition, notes: Sequence[str] = ()) -> str:
    """The whole edition as a page of the archive: every story, every entry that is not shown and why."""
    whole = replace(digest, threshold=0.0)
    told = views.view(whole, edition, WHOLE, notes)
    return layout.builtin().fill("page.html", edition=told, say=_phrases(digest))


def problems(templates: Mapping[str, str], digest: str = "") -> tuple[str, ...]:
    """What is wrong with the syntax of a user's templates: file, line and mistake; for `monitor check`."""
    return Layout(digest, templates).problems()


def _tried(own: Layout, name: str, digest: Digest, edition: Edition, problems: list[str]) -> Layout:
    """The layout that can fill this template: the user's, or else the built-in one and a problem to tell."""
    if name not in own.names and not any(used.startswith(layout.SHARED) for used in own.names):
        return layout.builtin()
    small = views.Size(cards=max(1, min(digest.limit, 5)), lines=2, known=2)
    try:
        own.fill(name, edition=views.view(digest, edition, small), say=_phrases(digest))
    except Unusable as problem:
        problems.append(str(problem))
        return layout.builtin()
    return own


def _fitting(layout_: Layout, digest: Digest, edition: Edition, notes: tuple[str, ...]) -> tuple[views.Size, str]:
    """The largest mail that fits, and its size; a user's template that never fits gives way to the built-in one."""
    for tried in dict.fromkeys((layout_, layout.builtin())):
        for step in STEPS:
            size = _size(digest, step)
            try:
                html = _html(tried, digest, edition, size, notes)
            except Unusable:
                break
            if len(html.encode()) < LONGEST_MAIL:
                return size, html
    raise AssertionError("an edition without stories fits")  # pragma: no cover - every text of a view is cut


def _size(digest: Digest, step: float) -> views.Size:
    return views.Size(cards=round(digest.limit * step), lines=round(LINES * step), known=round(KNOWN * step))


def _html(layout_: Layout, digest: Digest, edition: Edition, size: views.Size, notes: tuple[str, ...]) -> str:
    told = views.view(digest, edition, size, notes)
    return layout.inlined(layout_.fill("body.html", edition=told, say=_phrases(digest)))


def _phrases(digest: Digest) -> Mapping[str, str]:
    """The fixed words of the frame, for templates: `say.must`, `say["known-before"]`."""
    return words.fixed(digest.language)


def _tidy(text: str) -> str:
    """Text without trailing blanks and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
