"""Which story an article belongs to on each topic, and what the other reports say of one that is doubtful by itself."""

from __future__ import annotations

from collections.abc import Sequence

from monitor import reading
from monitor.actions import meaning
from monitor.actions.action import Action
from monitor.app import App
from monitor.model import Article, ArticleId, Imprint, Reading, StoredEntry
from monitor.stories import chosen, group, seam
from monitor.stories.placing import Placed, Placement
from monitor.topics import lately


async def of(
    app: App,
    stored: StoredEntry,
    id: ArticleId,
    article: Article,
    readings: Sequence[Reading],
    mark: Imprint,
    actions: Sequence[Action],
) -> Placed:
    """Where an article belongs, topic by topic; what readers have split or joined stays so."""
    keys, since = group.keys(mark), group.horizon(stored.first_seen_at)
    placements: dict[str, Placement] = {}
    lifted: list[Reading] = []
    for said in readings:
        if said.relevant or reading.is_doubtful(said):
            near = await app.store.stories.candidates(
                said.topic, id, article.url, keys, since=since, limit=chosen.CANDIDATES
            )
            crowd = await app.store.stories.crowd(said.topic, since=stored.first_seen_at - chosen.CROWD)
            place = group.place(article, mark, meaning.voting(near, actions), stored.first_seen_at, crowd=crowd)
            place = seam.keeping(place, meaning.apart(actions), meaning.pinned(actions))
            told = said if said.relevant else await _lifted(app, said, article, place)
            if told.relevant:
                placements[said.topic] = place
                lifted += [told] if told is not said else []
    return Placed(article_id=id, placements=placements, keys=keys, lifted=tuple(lifted))


async def _lifted(app: App, said: Reading, article: Article, place: Placement) -> Reading:
    """The reading of a doubtful text: relevant if reports of its event vote for it, or by a name of recent reports."""
    voted = reading.voted(said, await app.store.stories.scores(place.story_id))
    if voted.relevant or not reading.may_be_named(said):
        return voted
    names = await app.store.stories.names_of_clear(since=lately.since(app.now()), least=reading.CLEAR)
    return reading.named(said, article, names.get(said.topic, ()))
