"""Edition → the forms people and programs read: subject, text, mail, page, JSON.

The mail and its text part have the same content: as many stories as fit; the rest is on the page. An error in a user's
template never loses an edition: the built-in template is used instead, and the mail says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.digests.forms import edition_view, fitting, json_form, layout
from monitor.digests.forms.layout import Layout, Templates, Unusable
from monitor.digests.frame import Frame
from monitor.edition import Digest, Edition, RenderedEdition
from monitor.errors import Invalid

LONGEST_SUBJECT = 250

Sources = Mapping[str, str | Invalid]  # the user's, by name (`subject.txt`, `body.html`, `_shared/…`)


def edition(digest: Digest, edition: Edition, templates: Sources) -> RenderedEdition:
    """All forms of an edition."""
    readable, bad = _sorted_out(templates)  # template → what is wrong with it; each one found below costs another round
    while True:
        try:
            return _forms(digest, edition, readable, bad)
        except Unusable as problem:
            if problem.template in bad:
                raise
            bad[problem.template] = str(problem)


def _forms(digest: Digest, edition: Edition, own: Mapping[str, str], bad: Mapping[str, str]) -> RenderedEdition:
    """The forms, made with the user's templates except the bad ones; raises Unusable with the one that failed."""
    whole, frame = edition_view.view(digest, edition, bad.values()), Frame.of(digest)
    say, templates = frame.fixed, Templates(digest=digest.name, colon=frame.colon, own=own, bad=bad)
    told, html = fitting.mail(digest, edition, whole, templates)
    subject = " ".join(templates.fill("subject.txt", edition=told, say=say).split())[:LONGEST_SUBJECT]
    return RenderedEdition(
        subject=subject,
        text=layout.tidied(templates.fill("body.txt", edition=told, say=say)),
        html=html,
        page=layout.builtin(frame.colon).fill("page.html", edition=whole, say=say),
        json=json_form.form(edition, subject=subject),
    )


def page(digest: Digest, edition: Edition) -> str:
    """The whole edition as a page of the archive: every story, every withheld entry and why."""
    told, frame = edition_view.view(digest, edition), Frame.of(digest)
    return layout.builtin(frame.colon).fill("page.html", edition=told, say=frame.fixed)


def problems(templates: Sources, digest: Digest, samples: Sequence[Edition] = ()) -> tuple[str, ...]:
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
    told = fitting.shortened(edition_view.view(digest, sample), digest, sample)
    try:
        own.fill(name, edition=told, say=Frame.of(digest).fixed)
    except Unusable as problem:
        return str(problem)
    return ""


def _same_place(one: str, other: str) -> bool:
    """Whether two problems are in the same line of a file."""
    return one.split(": ", maxsplit=1)[0] == other.split(": ", maxsplit=1)[0]


def _sorted_out(templates: Sources) -> tuple[dict[str, str], dict[str, str]]:
    """Sources by name, and what is wrong with those that could not be read."""
    readable = {name: source for name, source in templates.items() if isinstance(source, str)}
    return readable, {name: str(source) for name, source in templates.items() if name not in readable}
