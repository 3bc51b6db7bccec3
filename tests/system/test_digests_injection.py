"""Nothing in an article, a feed or a page can become an element, an address, a header or a template."""

import functools
import json
import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from monitor.digests.forms import archive, links, mime, render
from monitor.edition import EditionId, Issue
from monitor.problems import Problem
from tests import builders as build

SECURITY = Path(__file__).parents[2].parent / "shared/data/security"
LIST = json.loads((Path(__file__).parents[1] / "data/mail-features.json").read_text())
PAGE_ELEMENTS = {
    "h3",
    "header",
    "main",
    "footer",
    "nav",
    "section",
    "article",
    "details",
    "summary",
    "ul",
    "li",
    "time",
}
PAGE_ATTRIBUTES = {"aria-labelledby", "aria-label", "aria-hidden", "http-equiv", "datetime", "id", "height", "bgcolor"}
HEADERS = {
    *("content-type", "mime-version", "from", "to", "subject", "date", "message-id", "list-id", "list-unsubscribe"),
    *("auto-submitted", "x-auto-response-suppress", "content-language", "references", "in-reply-to"),
}
LANGUAGES = ("de", "en", "fr")
EVERY = 60  # one in 60 of the 6,600 public vectors, which differ only in the names of elements and events
OWN = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "jav&#09;ascript:alert(1)",
    "javascript:alert(1)//https://example.org/",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "vbscript:msgbox(1)",
    'https://evil.example/" onmouseover="alert(1)',
    "https://user:password@evil.example/",
    "https://evil.example/<b>",
    "http://[::1",
    "http:///no-host",
    "https://evil.example:99999/",
    "{{7*7}}",
    "{% include 'x' %}{{ ''.__class__.__mro__ }}",
    "{# a comment",
    "</style><script>alert(1)</script>",
    "--><!--[if mso]><b>",
    "]]><b>x</b>",
    "</textarea></title></head><body onload=alert(1)>",
    "&lt;b&gt;&#60;i&#62;&quot;",
    "a\r\nBcc: evil@example.org",
    "a\nBcc: evil@example.org\n\nbody",
    "a\u2028Bcc: evil@example.org",
    "a\u0085Bcc: evil@example.org",
    "a\x00b",
    "=?utf-8?q?a=0D=0ABcc=3A_evil=40x.com=0D=0A=0D=0Abody?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQHguY29tDQoNCmJvZHk=?=",
    "=?iso-8859-1?q?=0d=0aX-Evil:_1?= =?utf-8?q?b?=",
    "=?utf-8?q?unfinished",
    "\u202eevil\u202c\u2066right\u2069",
    "\ud7ff\ufffe",
    "x" * 5000,
    "\u200b\u00ad\ufeff",
    "a" + "\u0301" * 300,
    "<title>x",
    "<!-- ",
    "<plaintext>",
    "\\u003c/script\\u003e</script><script>alert(1)</script>",
    "'); alert(1); ('",
    "%0d%0aBcc:%20evil@example.org",
    '<a href="jav\tascript:alert(1)">x</a>',
    ".\r\n.\r\nMAIL FROM:<evil@example.org>",
)


@functools.cache
def vectors():
    """Our own vectors and, if present, all of the public lists."""
    found = list(OWN)
    for path in sorted((SECURITY / "xss-payload-list").rglob("*.txt")) if SECURITY.is_dir() else ():
        found += [line.strip() for line in path.read_text("utf-8", "replace").splitlines() if line.strip()][::EVERY]
    if (naughty := SECURITY / "blns/blns.json").is_file():
        found += json.loads(naughty.read_text())[:: EVERY // 10]
    return tuple(dict.fromkeys(text.encode("utf-8", "ignore").decode() for text in found))


def hostile(number, text):
    """A report with the vector in every field that strangers can write."""
    figure = build.figure(1e9 + number, text=text, of=text[:200], claimant=text, sentence=text, url=text)
    return build.report(
        number,
        figure,
        said=build.reading(figure, names=(text,), why=(Problem("as-told", {"words": text}),)),
        title=text,
        text=f"{text}. A sentence of ordinary length that says {text} about computing power.",
        url=text,
        site=text,
        language="en",
    )


def made(texts, digest):
    """An edition with these vectors in all fields."""
    stories = [build.story(n, hostile(n, text)) for n, text in enumerate(texts, start=1)]
    verdicts = {
        one.id: build.Verdict(
            status="update" if one.id % 2 else "known",
            known=(
                build.known(
                    one.id,
                    build.figure(2e9, of=texts[one.id - 1][:200]),
                    title=texts[one.id - 1],
                    url=texts[one.id - 1],
                ),
            ),
            new_figures=one.reports[0].reading.figures,
            new_entities=(texts[one.id - 1],),
            why=(texts[one.id - 1],),
        )
        for one in stories
    }
    health = [build.health(text[:3000] or "x", problem=text) for text in texts]
    lines = [build.ledger_line(text, 1e9 + n, n) for n, text in enumerate(texts)]
    return build.edition(*stories, digest=digest, verdicts=verdicts, failed=2, health=health, lines=lines)


@functools.cache
def rendered(texts, language):
    """Such an edition, with its digest and forms."""
    digest = build.digest(title=texts[0], page_url=texts[0], limit=200, language=language)
    edition = made(texts, digest)
    return digest, edition, render.edition(digest, edition, {})


def chunks(size=80):
    found = vectors()
    return [found[at : at + size] for at in range(0, len(found), size)]


def spoken():
    """Each public vector in one language, our own in all languages."""
    public = [(texts, LANGUAGES[at % 3]) for at, texts in enumerate(chunks())]
    return dict.fromkeys([*public, *((OWN, language) for language in LANGUAGES)])


EVERYWHERE = pytest.mark.parametrize(
    ("texts", "language"),
    spoken(),
    ids=lambda given: given if isinstance(given, str) else given[0][:12].encode("unicode_escape").decode(),
)


def unsafe(source, *, page):
    """What must not be in a mail or page: (where, what)."""
    elements = set(LIST["element"]) | (PAGE_ELEMENTS if page else set())
    for element in html.document_fromstring(source).iter():
        if not isinstance(element.tag, str):
            if not str(element.text).startswith("[if mso]>"):
                yield "comment", element.text
            continue
        if element.tag not in elements:
            yield "element", element.tag
        for name, value in element.attrib.items():
            allowed = set(LIST["attribute"]) | (PAGE_ATTRIBUTES if page else set())
            if name not in allowed:
                yield "attribute", name
            if name == "href" and not (page and value.startswith(("./", "../", "#"))):
                parts = urlsplit(value)
                if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
                    yield "address", value
    if not page and re.search(r"[\u202a-\u202e\u2066-\u2069]", source):
        yield "text", "a mark that turns the direction"


def test_row_33_and_34_have_enough_vectors():
    assert len(vectors()) >= (200 if SECURITY.is_dir() else 40)


@EVERYWHERE
def test_row_34_mail_and_page_hold_only_what_is_allowed(texts, language):
    _, edition, forms = rendered(texts, language)
    assert edition.account.balanced
    assert not list(unsafe(forms.html, page=False))
    assert not list(unsafe(forms.page, page=True))
    json.loads(forms.json)


def test_row_35_template_code_of_strangers_stays_text():
    digest = build.digest()
    forms = render.edition(digest, made(("{{7*7}}", "{% raw %}"), digest), {})
    assert "{{7*7}}" in forms.text
    assert "{{7*7}}" in forms.html
    assert "{{7*7}}" in forms.page


@EVERYWHERE
def test_row_36_a_mail_loads_nothing(texts, language):
    *_, forms = rendered(texts, language)
    mail = html.document_fromstring(forms.html)
    assert not mail.xpath("//@src | //@srcset | //@background | //@poster | //@data | //link | //img | //iframe")
    styles = "".join([*mail.xpath("//@style"), *mail.xpath("//style/text()")])
    assert "url(" not in styles
    assert "@import" not in styles


@pytest.mark.slow
@EVERYWHERE
def test_row_34_the_pages_over_all_editions_hold_only_what_is_allowed(texts, language):
    digest, edition, forms = rendered(texts, language)
    files = archive.pages(digest, [build.told(digest, edition, forms)])
    etree.fromstring(files["atom.xml"].encode())
    index = html.document_fromstring(files["index.html"])
    assert len(index.findall(".//script")) == 2
    assert {script.get("type") for script in index.findall(".//script")} == {None, "application/json"}
    json.loads(index.xpath("//script[@type='application/json']")[0].text)
    for name, source in files.items():
        if name.startswith("stories/"):
            assert not list(unsafe(source, page=True)), name
        if name.endswith(".html"):
            assert not html.document_fromstring(source).xpath("//@*[starts-with(name(), 'on')]")
    assert all(re.fullmatch(r"stories/\d+\.html|month-\d{4}-\d\d\.html|[a-z]+\.(html|xml)", name) for name in files)


@pytest.mark.slow
@pytest.mark.parametrize("texts", chunks(), ids=lambda texts: texts[0][:12].encode("unicode_escape").decode())
def test_row_33_headers_are_exactly_the_intended_ones(texts):
    for text in texts:
        digest = build.digest(name=text, title=text, to=("reader@example.org",))
        forms = build.forms(subject=text)
        edition = build.empty_edition()
        (message,) = mime.messages(digest, edition, forms, f"{text} <monitor@example.org>", f"<{text}@x>")
        for reading in (policy.compat32, policy.default):
            parsed = message_from_bytes(message.content, policy=reading)
            assert {name.casefold() for name in parsed.keys()} <= HEADERS  # noqa: SIM118
            assert len(parsed.keys()) == len(set(parsed.keys()))
        head = message.content.split(b"\r\n\r\n")[0]
        assert max(map(len, head.split(b"\r\n"))) <= 255
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]", head)
        told = str(make_header(decode_header(message_from_bytes(message.content)["Subject"])))
        assert told.replace("\n", "") == links.cut(text, 250) or len(told) > 70
        assert len(list(message_from_bytes(message.content).walk())) == 3


def test_row_33_an_archived_message_to_nobody_is_as_safe():
    for text in OWN:
        issue = Issue(id=EditionId(1), digest=text, name=text, composed_at=build.NOW, forms=build.forms(subject=text))
        parsed = message_from_bytes(mime.unaddressed(issue))
        assert {name.casefold() for name in parsed.keys()} <= HEADERS  # noqa: SIM118
        assert parsed["To"] == "undisclosed-recipients:;"
