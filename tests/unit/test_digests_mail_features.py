"""The HTML of a mail uses only features on our list of what mail programs support, and loads nothing."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from monitor.digests.forms import render
from tests import builders as build

ROOT = Path(__file__).parents[2]
LIST = json.loads((ROOT / "tests/data/mail-features.json").read_text())
CANIEMAIL = ROOT.parent / "shared/data/email/caniemail/_features"
FAMILIES = {
    "gmail": ("gmail", None),
    "outlook-windows": ("outlook", "windows"),
    "outlook-mac": ("outlook", "macos"),
    "outlook-web": ("outlook", "outlook-com"),
    "apple-mail": ("apple-mail", None),
    "yahoo": ("yahoo", None),
    "samsung": ("samsung-email", "android"),
    "gmx": ("gmx", None),
    "web-de": ("web-de", None),
    "thunderbird": ("thunderbird", None),
}
ENTRIES = [
    (kind, name, entry) for kind in ("element", "attribute", "property", "rule") for name, entry in LIST[kind].items()
]


@cache
def rich_mail(language="de"):
    story, verdict = build.cerebras()
    others = [
        build.story(n, build.report(10 * n, build.figure(2e8, of="Oracle"), title=f"Story {n}")) for n in range(2, 50)
    ]
    known = build.story(60, build.report(600, title="An old story told again", url=""))
    lines = [build.ledger_line("Cerebras", 1.5e9, n) for n in (1, 2)]
    lines += [build.ledger_line("Cerebras", 0.75e9, 7, hours=300), build.ledger_line("AMD", 6e9, 9, unit="USD")]
    health = [build.health("cnbc", "the server answers 403"), build.health("t3n", recovered=True)]
    digest = build.digest(page_url="https://archive.example/daily", language=language)
    edition = build.edition(
        story,
        *others,
        known,
        digest=digest,
        verdicts={1: verdict, 60: build.known_verdict()},
        off_topic=9,
        failed=1,
        health=health,
        lines=lines,
    )
    return render.edition(digest, edition, {"body.txt": "{{ oops }}"}).html


def features(source):
    """(kind, name) of every feature an HTML mail uses."""
    tree = html.document_fromstring(source)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "rule", "conditional comment"
            assert element.text.startswith("[if mso]>"), element.text
            continue
        yield "element", element.tag
        for name, value in element.attrib.items():
            yield "attribute", name
            if name == "style":
                yield from (("property", part.split(":")[0].strip()) for part in value.split(";") if part.strip())
    for sheet in re.findall(r"<style>(.*?)</style>", source, re.DOTALL):
        yield from rules(sheet)


def rules(sheet):
    for query, body in re.findall(r"@media\s*([^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}", sheet):
        yield from (("rule", "@media"), ("rule", query.strip()))
        for selectors, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", body):
            yield from (("rule", "selector list") for _ in selectors.split(",")[1:])
            for selector in selectors.split(","):
                parts = selector.split()
                yield from (("rule", "descendant selector") for _ in parts[1:])
                yield from (("rule", "class selector" if part.startswith(".") else "type selector") for part in parts)
            for declaration in filter(str.strip, declarations.split(";")):
                yield "property", declaration.split(":")[0].strip()
                if "!important" in declaration:
                    yield "rule", "!important"
    assert "@" not in re.sub(r"@media", "", sheet), "only @media rules are allowed"


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_a_mail_uses_only_what_is_on_the_list(language):
    used = set(features(rich_mail(language)))
    assert {("element", "table"), ("property", "background-color"), ("rule", "@media")} <= used
    assert not [use for use in used if use[1] not in LIST[use[0]]]


def test_the_list_holds_nothing_a_mail_does_not_use():
    used = set(features(rich_mail()))
    assert not [(kind, name) for kind, name, _ in ENTRIES if (kind, name) not in used]


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_nothing_is_loaded_from_anywhere(language):
    source = rich_mail(language)
    assert not re.search(
        r"<(img|link|script|iframe|object|embed|video|audio|svg|base|form)\b|url\(|@import|@font-face", source
    )
    assert all(value.startswith(("https://", "http://")) for value in re.findall(r'href="([^"]*)"', source))


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_headings_go_down_one_by_one(language):
    headings = html.document_fromstring(rich_mail(language)).xpath("//h1|//h2|//h3|//h4")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert len(levels) > 20
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("kind", "name", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_not_supported_everywhere_is_harmless_and_says_why(kind, name, entry):
    told = entry["support"].split()
    assert entry["support"] == "-" or len(told) == len(LIST["clients"])
    assert entry["harmless"] or set(told) == {"y"}


def support(slug):
    """What the public tables say about a feature, per client of our list: the newest version of each of its apps."""
    text = re.search(r"^stats:\s*(\{.*?^\})", (CANIEMAIL / f"{slug}.md").read_text(), re.DOTALL | re.MULTILINE).group(1)
    text = re.sub(r"([{,]\s*)([\w-]+)\s*:", r'\1"\2":', text)
    stats = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))
    told = []
    for client in LIST["clients"]:
        family, app = FAMILIES[client]
        apps = [stats.get(family, {}).get(app, {})] if app else list(stats.get(family, {}).values())
        values = {list(versions.values())[-1].split()[0] for versions in apps if versions}
        told.append("/".join(sorted(values)) or "?")
    return " ".join(told)


@pytest.mark.skipif(not CANIEMAIL.is_dir(), reason="the public tables of mail clients are not beside this checkout")
@pytest.mark.parametrize(("kind", "name", "entry"), [one for one in ENTRIES if one[2]["feature"]])
def test_the_list_says_what_the_public_tables_say(kind, name, entry):
    assert entry["support"] == support(entry["feature"])
