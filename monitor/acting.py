"""The one place where a reader's wish is carried out, whichever door it came in by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor import reading
from monitor.actions import meaning
from monitor.actions import wish as wishes
from monitor.actions.action import JUDGEMENTS, Action, ActionId, Kind, Scope
from monitor.actions.wish import Meant, Said, Target, Wish
from monitor.app import App
from monitor.corpus import told
from monitor.digests.forms import json_form
from monitor.model import StoryId
from monitor.problems import Problem
from monitor.stories import group


async def act(app: App, wish: Wish, said: Said) -> Action | Problem:
    """Do what is asked for; the action as stored, or why it cannot be done. Nothing is changed then."""
    scope = await _scope(app, wish, said) if wish.guessed else wish.scope
    if isinstance(scope, Problem):
        return scope
    wish = replace(wish, scope=scope)
    meant, other = await _meant(app, wish.target, said), await _meant(app, wish.other, said)
    for found in (meant, other):
        if isinstance(found, Problem):
            return found
    assert not isinstance(meant, Problem)
    assert not isinstance(other, Problem)
    made = wishes.action(wish, said, meant, other)
    if isinstance(made, Problem):
        return made
    if made.kind in JUDGEMENTS:
        made = await _with_evidence(app, made)
    texts = told.texts(meant.story, said.at) if made.kind is Kind.KNOWN and meant and meant.story else ()
    return await app.store.actions.act(made, [(text, group.keys(text.imprint)) for text in texts])


async def undo_own(app: App, keys: Sequence[int], by: str, digest: str, source: str) -> Sequence[Action | Problem]:
    """Take back what a reader names, or the last thing he said; only what is about his digest, and once for a line."""
    every = [one for one in await app.store.actions.every() if one.is_for(digest)]
    known = {one.id: one for one in every}
    before_now = [one.id for one in every if one.undone_by == source]  # the same line is read again
    last = [one.id for one in every if one.by == by and one.undone_at is None][-1:]
    done: list[Action | Problem] = []
    for key in keys or before_now or last or [ActionId(0)]:
        before = known.get(ActionId(key))
        if before is None:
            done.append(Problem("act-unknown", {"id": key}))
        elif before.undone_at:
            done.append(before if before.undone_by == source else Problem("act-undone", {"id": key}))
        else:
            done.append(await app.store.actions.undo(key, now=app.now(), source=source))
    return done


async def undo(app: App, key: int) -> Action:
    """Take an action back. Raises Invalid if there is none, or it is undone already."""
    return await app.store.actions.undo(key, now=app.now())


async def _meant(app: App, target: Target | None, said: Said) -> Meant | Problem | None:
    """The story or article a target names; None if it names nothing."""
    if target is None or target == Target():
        return None
    if target.number:
        return await _numbered(app, target.number, said)
    if target.url:
        found = await app.store.actions.article_at(target.url)
        if found is None:
            return Problem("act-no-url", {"url": target.url})
        if found.story is None:
            return Meant(topic=found.topic, article=found.article, title=found.title)
        meant = await _story(app, found.story)
        return replace(meant, article=found.article) if isinstance(meant, Meant) else meant
    assert target.story is not None
    return await _story(app, target.story)


async def _story(app: App, id: StoryId) -> Meant | Problem:
    now = await app.store.actions.story_now(id)
    story = (await app.store.stories.get_many([now])).get(now)
    if story is None:
        return Problem("act-no-story", {"id": id})
    return Meant(topic=story.topic, story=story, title=story.reports[0].article.title)


async def _numbered(app: App, number: int, said: Said) -> Meant | Problem:
    """The story with a number in an edition, and the amounts it states of it."""
    key = said.edition if said.edition is not None else await app.store.actions.newest_edition(said.digest)
    if key is None:
        return Problem("act-no-edition")
    numbered = json_form.numbered(await app.store.digests.json(key))
    if number not in numbered:
        return Problem("act-no-number", {"number": number, "all": len(numbered)})
    told_of = numbered[number]
    meant = await _story(app, StoryId(int(told_of["id"])))
    if isinstance(meant, Problem):
        return meant
    stated = tuple((change["new"]["value"], change["new"]["unit"]) for change in told_of["changes"] if change)
    return Meant(topic=meant.topic, story=meant.story, title=told_of["title"], stated=stated)


async def _scope(app: App, wish: Wish, said: Said) -> Scope | Problem:
    """Whether a name is an outlet's or somebody's in the edition that is answered; a problem if it is neither."""
    key = said.edition if said.edition is not None else await app.store.actions.newest_edition(said.digest)
    text = await app.store.digests.json(key) if key is not None else '{"stories": []}'
    sites, heads = json_form.named(text)
    if any(meaning.is_outlet(wish.name, site) for site in sites):
        return Scope.OUTLET
    is_there = any(meaning.is_in(wish.name, head) for head in heads)
    return Scope.NAME if is_there else Problem("act-not-there", {"name": wish.name[:80]})


async def _with_evidence(app: App, action: Action) -> Action:
    """The action with what the rules of its topic see in the text it is about."""
    topic = app.topics.get(action.topic)
    if topic is None or not action.articles:
        return action
    article = await app.store.actions.article(action.articles[0])
    shown = await app.compute.run(reading.evidence, topic, article) if article else ()
    return replace(action, evidence=shown)
