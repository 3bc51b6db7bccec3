"""Edition → the forms people and programs read: subject, text, mail, page, JSON.

The mail and its text part tell the same: as many stories as fit into 95 kB of HTML; the rest is on the page. An error
in a user's template never loses an edition: that part takes its built-in form, and the mail says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.digests.forms import edition_view, json_form, layout
from monitor.digests.forms.layout import Layout, Unusable
from monitor.digests.frame import phrases
from monitor.edition import Digest, Edition, RenderedEdition
from monitor.errors import Invalid

LONGEST_MAIL = 95_000  # bytes of HTML; beyond about 102 kB Gmail cuts a mail off
LONGEST_SUBJECT = 250
LINES = 40  # stories told in one line
KNOWN = 40
STEPS = (1.0, 0.75, 0.55, 0.4, 0.3, 0.2, 0.12, 0.06, 0.0)  # of full size, until the mail fits
WHOLE = edition_view.Size(cards=100_000, lines=100_000, known=100_000, whole=True)


Templates = Mapping[str, str | Invalid]  # the user's, by name (`subject.txt`, `body.html`, `_shared/…`)


def edition(digest: Digest, edition: Edition, templates: Templates) -> RenderedEdition:
    """All forms of an edition."""
    readable, bad = _sorted_out(templates)  # template → what is wrong with it; each one found here costs one more round
    own = layout.of(digest.name, *sorted(readable.items())) if readable else layout.builtin()
    while True:
        chosen = {name: layout.builtin() if name in bad else own for name in layout.OWN}
        try:
            return _forms(digest, edition, chosen, _notes(digest, bad.values()))
        except Unusable as problem:
            if problem.template in bad:
                raise
            bad[problem.template] = str(problem)


def _forms(digest: Digest, edition: Edition, chosen: Mapping[str, Layout], notes: tuple[str, ...]) -> RenderedEdition:
    """The forms by the chosen templates; raises Unusable naming the one that failed."""
    size, html = _fitting(chosen["body.html"], digest, edition, notes)
    values = {"edition": edition_view.view(digest, edition, size, notes), "say": phrases.fixed(digest.language)}
    subject = " ".join(chosen["subject.txt"].fill("subject.txt", **values).split())[:LONGEST_SUBJECT]
    return RenderedEdition(
        subject=subject,
        text=_tidy(chosen["body.txt"].fill("body.txt", **values)),
        html=html,
        page=page(digest, edition, notes),
        json=json_form.form(edition, subject=subject),
    )


def page(digest: Digest, edition: Edition, notes: Sequence[str] = ()) -> str:
    """The whole edition as a page of the archive: every story, every entry that is not shown and why."""
    whole = replace(digest, threshold=0.0)
    told = edition_view.view(whole, edition, WHOLE, notes)
    return layout.builtin().fill("page.html", edition=told, say=phrases.fixed(digest.language))


def problems(templates: Templates, digest: Digest, samples: Sequence[Edition] = ()) -> tuple[str, ...]:
    """What is wrong with a user's templates: file, line and mistake; for `monitor check`.

    Found by reading them, and by filling them with `samples`: what is undefined shows only then.
    """
    readable, bad = _sorted_out(templates)
    own = Layout(digest.name, readable)
    found = [*bad.values(), *own.problems()]
    for sample in samples if readable else ():
        for name in layout.OWN:
            problem = _rehearsed(own, name, digest, sample)
            if problem and not any(_same_place(problem, one) for one in found):
                found.append(problem)
    return tuple(found)


def _rehearsed(own: Layout, name: str, digest: Digest, sample: Edition) -> str:
    """What goes wrong when a template is filled with a sample; empty when nothing does."""
    told = edition_view.view(digest, sample, _size(digest, 1.0))
    try:
        own.fill(name, edition=told, say=phrases.fixed(digest.language))
    except Unusable as problem:
        return str(problem)
    return ""


def _same_place(one: str, other: str) -> bool:
    """Whether two problems are of the same line of a file."""
    return one.split(": ", maxsplit=1)[0] == other.split(": ", maxsplit=1)[0]


def _sorted_out(templates: Templates) -> tuple[dict[str, str], dict[str, str]]:
    """Sources by name, and what is wrong with those that could not be read."""
    readable = {name: source for name, source in templates.items() if isinstance(source, str)}
    return readable, {name: str(source) for name, source in templates.items() if name not in readable}


def _fitting(
    layout_: Layout, digest: Digest, edition: Edition, notes: tuple[str, ...]
) -> tuple[edition_view.Size, str]:
    """The largest mail that fits, and its size; raises Unusable when not even one without stories does."""
    for step in STEPS:
        size = _size(digest, step)
        told = edition_view.view(digest, edition, size, notes)
        html = layout.inlined(layout_.fill("body.html", edition=told, say=phrases.fixed(digest.language)))
        if len(html.encode()) < LONGEST_MAIL:
            return size, html
    place = f"digests/{digest.name}/body.html"
    raise Unusable(f"{place}: more than {LONGEST_MAIL // 1000} kB even without stories", template="body.html")


def _notes(digest: Digest, problems: Iterable[str]) -> tuple[str, ...]:
    """What the mail says of the user's templates."""
    return tuple(phrases.phrase(digest.language, "template-problem", problem=problem) for problem in problems)


def _size(digest: Digest, step: float) -> edition_view.Size:
    return edition_view.Size(cards=round(digest.limit * step), lines=round(LINES * step), known=round(KNOWN * step))


def _tidy(text: str) -> str:
    """Text without trailing blanks and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
