"""Edition → the forms people and programs read: subject, text, mail, page, JSON.

The mail and its text part have the same content: as many stories as fit into 95 kB of HTML; the rest is on the page. An
error in a user's template never loses an edition: the built-in template is used instead, and the mail says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from monitor.digests.forms import edition_view, json_form, layout
from monitor.digests.forms.edition_view import View
from monitor.digests.forms.layout import Layout, Unusable
from monitor.digests.frame import Frame
from monitor.edition import Digest, Edition, RenderedEdition
from monitor.errors import Invalid

LONGEST_MAIL = 95_000  # bytes of HTML; beyond about 102 kB Gmail cuts a mail off
LONGEST_SUBJECT = 250
LINES = 40  # stories shown in one line
KNOWN = 40
STEPS = (1.0, 0.75, 0.55, 0.4, 0.3, 0.2, 0.12, 0.06, 0.0)  # of full size, until the mail fits

Templates = Mapping[str, str | Invalid]  # the user's, by name (`subject.txt`, `body.html`, `_shared/…`)


def edition(digest: Digest, edition: Edition, templates: Templates) -> RenderedEdition:
    """All forms of an edition."""
    readable, bad = _sorted_out(templates)  # template → what is wrong with it; each one found below costs another round
    while True:
        notes = [Frame.of(digest).phrase("template-problem", problem=problem) for problem in bad.values()]
        try:
            return _forms(digest, edition, edition_view.view(digest, edition, notes), readable, bad)
        except Unusable as problem:
            if problem.template in bad:
                raise
            bad[problem.template] = str(problem)


def _forms(
    digest: Digest, edition: Edition, whole: View, templates: Mapping[str, str], bad: Collection[str]
) -> RenderedEdition:
    """The forms, made with all templates except the bad ones; raises Unusable with the one that failed."""
    frame = Frame.of(digest)
    say, builtin = frame.fixed, layout.builtin(frame.colon)
    own = layout.of(digest.name, frame.colon, *sorted(templates.items())) if templates else builtin
    chosen = {name: builtin if name in bad else own for name in layout.OWN}
    told, html = _fitting(chosen["body.html"], digest, edition, whole)
    subject = " ".join(chosen["subject.txt"].fill("subject.txt", edition=told, say=say).split())[:LONGEST_SUBJECT]
    return RenderedEdition(
        subject=subject,
        text=_tidy(chosen["body.txt"].fill("body.txt", edition=told, say=say)),
        html=html,
        page=builtin.fill("page.html", edition=whole, say=say),
        json=json_form.form(edition, subject=subject),
    )


def page(digest: Digest, edition: Edition) -> str:
    """The whole edition as a page of the archive: every story, every withheld entry and why."""
    told, frame = edition_view.view(digest, edition), Frame.of(digest)
    return layout.builtin(frame.colon).fill("page.html", edition=told, say=frame.fixed)


def problems(templates: Templates, digest: Digest, samples: Sequence[Edition] = ()) -> tuple[str, ...]:
    """What is wrong with a user's templates: file, line and mistake; for `monitor check`.

    Found by reading them, and by filling them with `samples`, which is the only way to find undefined names.
    """
    readable, bad = _sorted_out(templates)
    own = Layout(digest.name, readable, Frame.of(digest).colon)
    found = [*bad.values(), *own.problems()]
    for sample in samples if readable else ():
        for name in layout.OWN:
            problem = _rehearsed(own, name, digest, sample)
            if problem and not any(_same_place(problem, one) for one in found):
                found.append(problem)
    return tuple(found)


def _rehearsed(own: Layout, name: str, digest: Digest, sample: Edition) -> str:
    """What goes wrong when a template is filled with a sample; empty if nothing does."""
    told = edition_view.shortened(edition_view.view(digest, sample), digest, sample, _size(digest, 1.0))
    try:
        own.fill(name, edition=told, say=Frame.of(digest).fixed)
    except Unusable as problem:
        return str(problem)
    return ""


def _same_place(one: str, other: str) -> bool:
    """Whether two problems are in the same line of a file."""
    return one.split(": ", maxsplit=1)[0] == other.split(": ", maxsplit=1)[0]


def _sorted_out(templates: Templates) -> tuple[dict[str, str], dict[str, str]]:
    """Sources by name, and what is wrong with those that could not be read."""
    readable = {name: source for name, source in templates.items() if isinstance(source, str)}
    return readable, {name: str(source) for name, source in templates.items() if name not in readable}


def _fitting(layout_: Layout, digest: Digest, edition: Edition, whole: View) -> tuple[View, str]:
    """The largest mail that fits; raises Unusable if not even one without stories does."""
    say = Frame.of(digest).fixed
    for step in STEPS:
        told = edition_view.shortened(whole, digest, edition, _size(digest, step))
        html = layout.inlined(layout_.fill("body.html", edition=told, say=say))
        if len(html.encode()) < LONGEST_MAIL:
            return told, html
    place = f"digests/{digest.name}/body.html"
    raise Unusable(f"{place}: more than {LONGEST_MAIL // 1000} kB even without stories", template="body.html")


def _size(digest: Digest, step: float) -> edition_view.Size:
    return edition_view.Size(cards=round(digest.limit * step), lines=round(LINES * step), known=round(KNOWN * step))


def _tidy(text: str) -> str:
    """Text without trailing blanks and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
