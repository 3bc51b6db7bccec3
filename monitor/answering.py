"""Readers' answers, from the mailbox to what they ask for: a job like those of `pipeline.py`.

Whatever stops it between two steps, a mail is acted upon once: its lines are, by their source, and its answer goes out
with the note that it was taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from monitor import acting
from monitor.actions.action import Action, Kind, Scope
from monitor.actions.wish import Said, Wish
from monitor.app import App
from monitor.digests.forms import mime
from monitor.edition import Digest
from monitor.errors import Temporary
from monitor.problems import Problem
from monitor.replies import answers, belief, box, commands, letters
from monitor.replies.answers import Outcome
from monitor.replies.box import Sent
from monitor.replies.letters import Letter
from monitor.work import Work

EVERY = timedelta(minutes=1)
HOUR = timedelta(hours=1)
HOURLY = 20  # mails taken in an hour; the rest wait in their box
BROKEN = frozenset({"slow", "worker-broken", "worker-memory"})  # trouble that a mail itself causes


async def read_replies(app: App, work: Work) -> None:
    """Look into the mailbox once: each new answer is believed or left, acted upon and answered."""
    if app.mailbox is None:
        raise Temporary("no mailbox is set up (MONITOR_IMAP_URL)")
    place = await app.store.replies.place(work.key)
    room = HOURLY - await app.store.replies.taken_since(app.now() - HOUR)
    look = box.Look(place=place)
    if room > 0:
        wanted = box.concerning(mime.address_of(app.sender))
        look = await app.mailbox.look(place, most=room, wanted=wanted, now=app.now())
    for content in look.mails:
        await take(app, work, await _read(app, content))
    due_at = app.now() + EVERY
    await app.store.replies.save_look(work, look.place, trouble=look.trouble, due_at=due_at, now=app.now())


async def _read(app: App, content: bytes) -> Letter:
    """The letter; a mail that breaks its reader is nobody's."""
    try:
        return await app.compute.run(letters.read, content)
    except Temporary as error:
        if error.problem is None or error.problem.code not in BROKEN:
            raise
        return Letter(mark=sha256(content).hexdigest()[:40], sender="", automatic="it cannot be read")


async def take(app: App, work: Work, letter: Letter) -> None:
    """Do what a letter asks for, once; or leave it, and say nothing to whoever sent it."""
    if await app.store.replies.is_taken(letter.mark):
        return
    if letter.bounce:
        told = " ".join(part for part in (letter.bounce.status, letter.bounce.told) if part) or "came back"
        await app.store.replies.save_returned(work, letter.mark, letter.bounce.mails, told, now=app.now())
        return
    names = belief.names(letter, mime.address_of(app.sender))
    found = await app.store.replies.sent(names)
    sent = next((found[name] for name in names if name in found), None)
    key = await app.store.replies.key()
    digest = app.catalog.digests.get(sent.digest) if sent else None
    if sent is None or digest is None or (doubt := _doubt(app, letter, sent, digest, key)):
        what = letter.automatic or ("no mail of ours" if sent is None or digest is None else doubt)
        await app.store.replies.save_taken(work, letter.mark, what, now=app.now())
        return
    outcomes = await _fulfilled(app, letter, sent)
    answer = answers.message(digest, letter, sent, outcomes, sender=app.sender, key=key, now=app.now())
    hold = app.mailer is None
    await app.store.replies.save_taken(
        work, letter.mark, "done", answer, edition=sent.edition, hold=hold, now=app.now()
    )


def _doubt(app: App, letter: Letter, sent: Sent, digest: Digest, key: bytes) -> str:
    if letter.automatic:
        return letter.automatic
    trusted = app.trusted if app.mailbox else ""
    return belief.doubt(letter, sent, digest.to, key, trusted, app.now())


async def _fulfilled(app: App, letter: Letter, sent: Sent) -> Sequence[Outcome]:
    """What became of each line; an unsubscribing subject is one."""
    wanted = commands.of(letter.lines)
    if belief.UNSUBSCRIBING.search(letter.subject) and not any(one.unsubscribe for one in wanted):
        wanted = (*wanted, commands.Command(line=letter.subject, unsubscribe=True))
    outcomes: list[Outcome] = []
    for place, command in enumerate(wanted):
        asked = [*command.wishes]
        if command.unsubscribe:
            asked.append(Wish(kind=Kind.PAUSE, scope=Scope.READER, name=letter.sender))
        for number, wish in enumerate(asked):
            source = f"{letter.mark}:{place}:{number}"
            said = Said(by=letter.sender, at=app.now(), digest=sent.digest, edition=sent.edition, source=source)
            outcomes.append(_outcome(command.line, await acting.act(app, wish, said)))
        if command.undo is not None:
            source = f"{letter.mark}:{place}:undo"
            undone = await acting.undo_own(app, command.undo, letter.sender, sent.digest, source)
            outcomes += [_outcome(command.line, one) for one in undone]
        if not command.understood:
            outcomes.append(Outcome(line=command.line))
    return outcomes


def _outcome(line: str, done: Action | Problem) -> Outcome:
    return Outcome(line=line, problem=done) if isinstance(done, Problem) else Outcome(line=line, done=done)
