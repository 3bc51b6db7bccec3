"""Mails and archive in a real browser: they fit every width, are readable without styles, and are accessible."""

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.digests import compose
from monitor.digests.forms import archive, render
from monitor.edition import EditionId, Issue
from tests import builders as build
from tests import demo_day
from tests.chromium import CHROMIUM, FLAGS, WANTED

WIDTHS = (360, 700, 1200)
CONTRAST = """() => {
  const shine = colour => {
    const part = colour.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = parts(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) { return colour; }
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
    const box = node.getBoundingClientRect();
    if (!own || box.width < 2 || box.height < 2 || node.tagName === 'SCRIPT') { continue; }
    const [high, low] = [shine(parts(getComputedStyle(node).color)), shine(ground(node))].sort((a, b) => b - a);
    const found = (high + 0.05) / (low + 0.05);
    if (found < 4.5) { bad.push(node.tagName + ' ' + found.toFixed(2) + ' ' + node.textContent.trim().slice(0, 40)); }
  }
  return bad;
}"""

pytestmark = WANTED


def edition_of_a_day():
    story, verdict = build.cerebras()
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 2
    others = [
        build.story(n, build.report(10 * n, build.figure(2e8, of="Oracle"), title=f"{long} {n}")) for n in range(2, 8)
    ]
    arabic = build.story(8, build.report(80, title="أوبن إيه آي تستأجر مركز بيانات جديدا", language="ar"))
    known = build.story(60, build.report(600, title="An old story told again"))
    lines = [build.ledger_line("Cerebras", 1.5e9, n) for n in (1, 2)]
    lines += [build.ledger_line("Cerebras", 0.75e9, 7, hours=300), build.ledger_line("AMD", 6e9, 9)]
    return build.edition(
        *(story, *others, arabic, known),
        verdicts={1: verdict, 60: build.known_verdict()},
        off_topic=288,
        failed=2,
        lines=lines,
        health=[build.health("cnbc", "the server answers 403"), build.health("t3n", recovered=True)],
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The archive of one edition on disk, and its mail."""
    root, edition = tmp_path_factory.mktemp("editions"), edition_of_a_day()
    forms = render.edition(build.digest(), edition, {})
    issue = Issue(id=EditionId(1), digest="daily", name=edition.name, composed_at=edition.composed_at, forms=forms)
    told = build.told(build.digest(), edition, forms)
    files = archive.edition_files(issue, "en") | archive.pages(build.digest(), [told]) | {"mail.html": forms.html}
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert compose.silence(build.digest(), edition) is None
    return root


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - long to import, and only slow tests need it

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


def pages(folder: Path):
    return sorted(path for path in folder.rglob("*.html"))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_and_every_text_can_be_read(browser, folder, width, mode):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=mode)
    for path in pages(folder):
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path.name
        assert page.evaluate(CONTRAST) == [], path.name
        assert {url.split(":")[0] for url in asked} == {"file"}, path.name
    page.close()


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_twelve_stories_and_five_known_ones_fill_eight_screens_of_a_phone(browser, tmp_path, language):
    """In French, which no report of the day is written in, each card has a line more."""
    edition = demo_day.edition(language)
    assert (len(edition.cards), len(edition.known)) == (12, 5)
    mail = tmp_path / "mail.html"
    mail.write_text(render.edition(build.digest(language=language), edition, {}).html)
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(mail.as_uri())
    screens = page.evaluate("document.documentElement.scrollHeight") / 640
    assert screens <= 8
    first = page.evaluate(
        "[...document.querySelectorAll('.first')].filter(n => n.getBoundingClientRect().bottom <= 640).length"
    )
    assert first >= 6
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_mail_without_its_styles_still_reads_in_order(browser, folder, width):
    page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
    page.goto((folder / "mail.html").as_uri())
    page.evaluate("""() => {
      document.querySelectorAll('style').forEach(node => node.remove());
      document.querySelectorAll('[style]').forEach(node => node.removeAttribute('style'));
    }""")
    text = page.inner_text("body").replace("\u00a0", " ")
    order = [
        "Cerebras: 750 MW → 1,5 GW",
        "Leistung (Cerebras)",
        "Schon bekannt",
        "geholt:",
        "t3n ist wieder da",
    ]
    places = [text.index(told) for told in order]
    assert places == sorted(places)
    page.close()


def test_the_search_works_from_disk(browser, folder):
    page = browser.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    box = page.get_by_label("In allen Meldungen suchen")
    box.fill("cerebras 21")
    assert page.get_by_role("status").inner_text() == "1 Treffer"
    page.locator("#matches a").click()
    assert page.url.endswith("2026-11-22T060000Z.html#s1")
    page.go_back()
    box.fill("no such word anywhere")
    assert page.get_by_role("status").inner_text() == "Nichts gefunden."
    assert not problems
    page.close()


def test_a_search_over_ten_thousand_stories_answers_at_once(browser, folder, tmp_path):
    """Also prints the size of such an index."""
    made = edition_of_a_day()
    told = build.told(build.digest(), made, render.edition(build.digest(), made, {}))
    lines = [replace(told.lines[at % len(told.lines)], title=f"Story {at} of Lac Perdrix") for at in range(10_000)]
    page_file = tmp_path / "index.html"
    page_file.write_text(str(archive.pages(build.digest(), [replace(told, lines=tuple(lines))])["search.html"]))
    assert page_file.stat().st_size < 8_000_000
    page = browser.new_page()
    page.goto(page_file.as_uri())
    milliseconds = page.evaluate("""() => {
      const box = document.getElementById('search');
      return ['perdrix 7', 'perdrix 99', 'perdrix 9999'].map(words => {
        const start = performance.now();
        box.value = words;
        box.dispatchEvent(new Event('input'));
        return performance.now() - start;
      });
    }""")
    assert page.get_by_role("status").inner_text() == "1 Treffer"
    assert sorted(milliseconds)[1] < 100, milliseconds
    page.close()


def test_the_order_of_focus_begins_with_the_content(browser, folder):
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.close()
