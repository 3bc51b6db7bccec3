"""What people and the daemon ask of a database with years of history: `status`, `why`, `preview`, an edition.

    python -m benchmarks.history [ENTRIES]      default 1000000; a tenth as many articles, a thousandth as many editions

The demo is run once; its articles, stories and editions are then repeated by SQL over the years before it, each with
keys of its own and some that it shares, and the demo's last days are still to be told. Each command is a process of its
own; "once" composes that edition and writes its files and the pages about all editions.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZE = 1_000_000
ARTICLE, EDITION, STORY = 10, 1_000, 100  # entries for each article, edition and story
TEXTS = 60_000  # newest articles that still have a text
RUNNING = 5  # newest editions that tell the stories of the next one, too
KEYS = 40  # postings of a known text or an article in a story
NUMBERS = "WITH RECURSIVE n(id) AS (VALUES(1) UNION ALL SELECT id + 1 FROM n WHERE id < :last)"
AT = "strftime('%Y-%m-%d %H:%M:%S.000000', :start, '+' || (n.id * :minutes / :last) || ' minutes')"
MADE = f":start, '+' || (n.id * :minutes * {EDITION} / :last) || ' minutes'"
OWN = "1000000 + n.id"  # behind all ids of the demo
URL = "'https://paper' || (n.id % 300) || '.example/2025/01/31/a-headline-of-the-usual-length-' || n.id"
KEY = "'paper' || (n.id % 300) || '.example/2025/01/31/a-headline-of-the-usual-length-' || n.id"
HASH = "substr('0123456789abcdef0123456789abcdef', 1 + n.id % 16, 12) || printf('%020d', n.id * 7919)"
ENTRY = """'{"guid": "' || n.id || '", "url": "' || {url} || '", "title":
    "A headline of the usual length for piece ' || n.id || '", "summary": "' || :teaser || '"}'""".replace("{url}", URL)
READ = """'[{"topic":"openai-infrastructure","relevant":false,"score":0.03,"threshold":0.5,"why":[]}]'"""
SLOTS = f"s(slot) AS (VALUES(0) UNION ALL SELECT slot + 1 FROM s WHERE slot < {KEYS - 1})"
SPREAD = "(((n.id * 64 + slot) * 2654435761 & 4294967295) / 4294967296.0)"
SHARED = f"CAST(1000000 * {SPREAD} * {SPREAD} * {SPREAD} AS INTEGER)"
STATEMENTS = (
    "CREATE TEMP TABLE told AS SELECT row_number() OVER (ORDER BY article_id) - 1 AS place, article_id FROM members",
    """CREATE TEMP TABLE made AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS place, * FROM editions WHERE number IS NOT NULL""",
    "CREATE TEMP TABLE kept AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, * FROM known WHERE digest <> ''",
    "DELETE FROM withheld",
    "DELETE FROM outbox",
    "DELETE FROM known_postings WHERE known_id IN (SELECT id FROM kept)",
    "DELETE FROM known WHERE digest <> ''",
    "DELETE FROM told_stories",
    "DELETE FROM editions",
    "DELETE FROM deferrals",
    "UPDATE entries SET seq = seq + :last + 1",
    f"""{NUMBERS} INSERT INTO articles(id, url, url_key, site, title, language, basis, saved_at, imprint, text)
    SELECT {OWN}, {URL}, {KEY}, 'Paper', a.title, a.language, a.basis, {AT}, a.imprint,
    CASE WHEN n.id > :last / {ARTICLE} - {TEXTS} THEN a.text ELSE '' END
    FROM n JOIN told ON told.place = n.id % (SELECT count(*) FROM told) JOIN articles a ON a.id = told.article_id
    WHERE n.id <= :last / {ARTICLE}""",
    f"""{NUMBERS} INSERT INTO readings(article_id, topic, relevant, reading)
    SELECT {OWN}, r.topic, n.id % {STORY // ARTICLE} = 0, r.reading FROM n
    JOIN told ON told.place = n.id % (SELECT count(*) FROM told) JOIN readings r ON r.article_id = told.article_id
    WHERE n.id <= :last / {ARTICLE}""",
    f"""{NUMBERS} INSERT INTO stories(id, topic, begun_at) SELECT {OWN}, 'openai-infrastructure', {AT} FROM n
    WHERE n.id <= :last / {STORY}""",
    f"""{NUMBERS} INSERT INTO members(article_id, topic, story_id, role, score, seen_at)
    SELECT 1000000 + n.id * {STORY // ARTICLE}, 'openai-infrastructure', {OWN}, 'lead', 0.9, {AT} FROM n
    WHERE n.id <= :last / {STORY}""",
    f"""{NUMBERS}, {SLOTS} INSERT OR IGNORE INTO postings(key, article_id)
    SELECT CASE WHEN slot < 8 THEN {SHARED} ELSE (n.id * 64 + slot) * 1000003 END, 1000000 + n.id * {STORY // ARTICLE}
    FROM n, s WHERE n.id <= :last / {STORY} ORDER BY 1, 2""",
    f"""{NUMBERS} INSERT INTO figures(topic, article_id, "of", kind, seen_at, figure)
    SELECT f.topic, 1000000 + n.id * {STORY // ARTICLE}, f."of", f.kind, {AT}, f.figure FROM n
    JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS place, * FROM figures) f ON f.place = n.id % :figures
    WHERE n.id <= :last / {STORY}""",
    f"""{NUMBERS} INSERT INTO entries(id, feed_id, guid, url, url_key, title_hash, text_hash, identity, published_at,
    first_seen_at, article_id, seq, settled_at, host, entry, readings)
    SELECT {OWN}, (SELECT min(id) FROM feeds) + n.id % (SELECT count(*) FROM feeds), {URL}, {URL}, {KEY},
    {HASH}, {HASH}, {HASH}, {AT}, {AT}, CASE WHEN n.id % {ARTICLE} = 0 THEN 1000000 + n.id / {ARTICLE} END, n.id,
    {AT}, 'paper.example', {ENTRY}, CASE WHEN n.id % {ARTICLE} = 0 THEN '' ELSE {READ} END FROM n""",
    f"""{NUMBERS} INSERT INTO editions(id, digest, name, number, start, "end", start_at, end_at, composed_at, account,
    subject, text, html, page, json, brief)
    SELECT n.id, m.digest, strftime('%Y-%m-%dT%H:%M:%SZ', {MADE}), n.id,
    1 + (n.id - 1) * {EDITION}, 1 + n.id * {EDITION}, {AT}, {AT},
    strftime('%Y-%m-%d %H:%M:%S.000000', {MADE}), m.account, m.subject,
    m.text, m.html, m.page, m.json, m.brief
    FROM n JOIN made m ON m.place = n.id % (SELECT count(*) FROM made) WHERE n.id <= :last / {EDITION}""",
    f"""{NUMBERS} INSERT INTO withheld(edition_id, entry_id, reason, detail)
    SELECT 1 + (n.id - 1) / {EDITION}, {OWN}, 'off_topic', '' FROM n WHERE n.id % {STORY} > 0""",
    f"""{NUMBERS} INSERT INTO known(id, name, digest, story_id, edition_id, article_id, told_at, known)
    SELECT {OWN}, k.name || '-' || n.id, k.digest, {OWN}, 1 + (n.id - 1) * {STORY} / {EDITION},
    1000000 + n.id * {STORY // ARTICLE}, {AT},
    k.known FROM n JOIN kept k ON k.place = n.id % (SELECT count(*) FROM kept) WHERE n.id <= :last / {STORY}""",
    f"""{NUMBERS}, {SLOTS} INSERT OR IGNORE INTO known_postings(key, known_id)
    SELECT CASE WHEN slot < 8 THEN {SHARED} ELSE (n.id * 64 + slot) * 1000003 END, {OWN} FROM n, s
    WHERE n.id <= :last / {STORY} ORDER BY 1, 2""",
    "UPDATE counters SET value = (SELECT max(seq) + 1 FROM entries)",
    "UPDATE digests SET upto = :last + 1 - 900, upto_at = :end, due_at = :later",
    "UPDATE feeds SET due_at = :later",
    "ANALYZE",
)


def fill(path: Path, size: int) -> None:
    """Repeat what the demo stored over the years before it."""
    now = datetime.now(UTC)
    years = timedelta(days=size // EDITION)
    with closing(sqlite3.connect(path)) as base:
        values: dict[str, object] = {
            "last": size,
            "start": f"{now - years:%Y-%m-%d %H:%M:%S}",
            "end": f"{now:%Y-%m-%d %H:%M:%S.000000}",
            "later": f"{now + timedelta(days=1):%Y-%m-%d %H:%M:%S.000000}",
            "minutes": years // timedelta(minutes=1),
            "teaser": "What the piece tells, as its feed says it in two lines or so. " * 4,
            "figures": base.execute("SELECT count(*) FROM figures").fetchone()[0],
        }
        for setting in ("synchronous = OFF", "cache_size = -400000", "temp_store = FILE"):
            base.execute(f"PRAGMA {setting}")
        for statement in STATEMENTS:
            base.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
        set_apart(base)
        base.commit()


def set_apart(base: sqlite3.Connection) -> None:
    """Give the stories of each old edition ids of their own: a story runs for days, not for years."""
    newest = base.execute("SELECT max(id) FROM editions").fetchone()[0]
    for id, text, brief in base.execute("SELECT id, json, brief FROM editions WHERE number IS NOT NULL").fetchall():
        if id > newest - RUNNING:
            continue
        told, short = json.loads(text), json.loads(brief)
        for story in (*told["stories"], *short["lines"]):
            story["id"] = f"{id}{story['id']:0>6}"
        told["corrections"] = []
        short["stories"] = [story["id"] for story in told["stories"]]
        base.execute("UPDATE editions SET json = ?, brief = ? WHERE id = ?", (json.dumps(told), json.dumps(short), id))


def command(env: Mapping[str, str], *arguments: str) -> str:
    """Run a command of the program; how long it took, and the last line it said."""
    before = os.times()
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        env=dict(env),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    taken, after = time.monotonic() - began, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    said = (done.stdout.strip() or done.stderr.strip()).splitlines()[-1:]
    return (
        f"{taken:6.2f} s by the clock, {busy:5.2f} s of the processor   (exit {done.returncode}: {''.join(said)[:70]})"
    )


def main() -> None:
    """Make the history, run each command three times."""
    size = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else SIZE
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-m", "monitor", "demo", "--keep"],
            env=env,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        world = folder / "var/demo"
        path = world / "monitor.sqlite"
        small = path.stat().st_size
        began = time.monotonic()
        fill(path, size)
        grown = path.stat().st_size - small
        print(
            f"{size:,} entries, {size // ARTICLE:,} articles, {size // EDITION:,} editions "
            f"in {time.monotonic() - began:.0f} s"
        )
        print(f"{grown / 1e9:.2f} GB; with 1,000 entries a day {grown / size * 365_000 / 1e9:.2f} GB a year")
        env |= {
            "MONITOR_CONFIG": str(world / "feeds.yaml"),
            "MONITOR_DIGESTS": str(world / "digests"),
            "MONITOR_DATABASE_URL": f"sqlite:///{path}",
        }
        asked = {
            "status": ["status"],
            "why, by words": ["why", "headline", "piece", str(size // 2)],
            "why, by address": [
                "why",
                f"https://paper7.example/2025/01/31/a-headline-of-the-usual-length-{300 * 40 + 7}",
            ],
            "preview": ["preview", "demo", "--to", str(folder / "shown")],
            "once": ["once", "--no-mail"],
        }
        for what, arguments in asked.items():
            for _ in range(1 if what == "once" else 3):
                print(f"{what:16} {command(env, *arguments)}")
        written = sum(file.stat().st_size for file in (world / "digests").rglob("*") if file.is_file())
        print(f"the archive's pages about all editions and one edition: {written / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
