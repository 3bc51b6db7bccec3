"""What a document says: formats, texts, aggregators, hints; pages that link to feeds; lists of feeds; words for people."""

import json
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import problems
from monitor.errors import Invalid
from monitor.feeds import cadence, changes, discover, opml, parse, text, wishes
from monitor.habits import FeedHints
from monitor.model import Feed, FeedState, Page, ParsedFeed, Poll
from tests.faults import START, entry, rss

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-AT" xml:base="https://e.org/blog/">
<title type="html">A &amp;amp; B</title><entry><id>tag:e.org,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ten <b>GW</b></div></title>
<link rel="alternate" href="one?utm_source=atom"/><link rel="self" href="self"/><updated>2026-11-21T10:00:00+01:00</updated><author><name>Ann</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry></feed>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel rdf:about="https://e.org/"><title>R</title>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://e.org/1"><title>One</title><link>https://e.org/1</link><dc:date>2026-11-21T10:00:00Z</dc:date></item></rdf:RDF>"""
OLD = b"<rss version='0.91'><channel><title>Old</title><item><title>One</title><link>https://e.org/1</link></item></channel></rss>"
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J",
    "language": "en-US",
    "items": [
        {
            "id": 5,
            "url": "/one?utm_medium=x",
            "title": "One &amp; only",
            "content_html": "<p>A</p><p>B</p>",
            "date_published": "2026-11-21T10:00:00+01:00",
        },
        {
            "id": "https://e.org/2",
            "external_url": "https://e.org/2",
            "content_text": "Only text",
            "authors": [{"name": "Ann"}, {"name": "Bob"}],
            "language": "de",
        },
        "no entry",
        {"title": ["no text"], "url": ["/7"], "date_published": "soon"},
    ],
}


def page_of(body: bytes, url: str = "https://e.org/feed", **headers: str) -> Page:
    return Page(url=url, status=200, headers=tuple(headers.items()), body=body, fetched_at=START)


def test_atom() -> None:
    found = parse.document(page_of(ATOM))
    (one,) = found.entries
    assert (found.title, found.problem) == ("A & B", None)
    assert (one.guid, one.url, one.title, one.author, one.language) == (
        "tag:e.org,2026:1",
        "https://e.org/blog/one",
        "Ten GW",
        "Ann",
        "de",
    )
    assert (one.summary, one.content) == ("Short.", "One.\nTwo.")
    assert f"{one.published_at:%F %R}" == "2026-11-21 09:00", "an entry that was only updated was published then"


@pytest.mark.parametrize(("body", "title", "ttl"), [(RDF, "R", timedelta(hours=6)), (OLD, "Old", None)])
def test_older_rss(body: bytes, title: str, ttl: timedelta | None) -> None:
    found = parse.document(page_of(body))
    assert (found.title, found.hints.ttl, found.problem) == (title, ttl, None)
    assert [known.url for known in found.entries] == ["https://e.org/1"]


def test_json_feed() -> None:
    found = parse.document(page_of(json.dumps(JSON).encode()))
    one, two, three = found.entries
    assert (found.title, found.language) == ("J", "en")
    assert (one.guid, one.url, one.title, one.content, one.language) == (
        "5",
        "https://e.org/one",
        "One &amp; only",
        "A\nB",
        "en",
    )
    assert f"{one.published_at:%R}" == "09:00"
    assert (two.url, two.content, two.author, two.language) == ("https://e.org/2", "Only text", "Ann, Bob", "de")
    assert (three.title, three.url, three.published_at) == ("", "", None)
    assert found.dropped == sum(not isinstance(item, dict) for item in JSON["items"])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"{", "not well-formed JSON"),
        (b"{}", "not a JSON Feed"),
        (b"[1]", "not a feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 5}', "not a JSON Feed"),
        (b"{" * 100_000, "JSON"),
        (b"<!doctype html><title>x</title>", "web page"),
        (b"<html><body>x</body></html>", "web page"),
        (b"hello", "not a feed"),
        (b"%PDF-1.4", "not a feed"),
        (bytes(1000), "not a feed"),
    ],
)
def test_what_is_no_feed_says_so(body: bytes, says: str) -> None:
    found = parse.document(page_of(body))
    assert says in problems.told(found.problem)
    assert found.entries == ()


TITLES = [
    ("Plain", "Plain"),
    ("A &amp;amp; B", "A & B"),
    ("AT&amp;T &lt;b&gt;bold&lt;/b&gt;", "AT&T bold"),
    ("5 &lt; 6 &gt; 4", "5 < 6 > 4"),
    ("The &lt;template&gt; element", "The <template> element"),
    ("&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"),
    ("&amp;quot;Stargate&amp;quot;", '"Stargate"'),
    ("Gr&#xF6;&#223;e &amp;uuml;ber", "Größe über"),
    ("<![CDATA[Milliarden&nbsp;Euro]]>", "Milliarden Euro"),
    ("  two\n lines\t here ", "two lines here"),
    ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
    ("u\u0308ber", "über"),
]


@pytest.mark.parametrize(("told", "title"), TITLES)
def test_titles_are_plain_text(told: str, title: str) -> None:
    found = parse.document(page_of(rss(f"<item><title>{told}</title></item>")))
    assert found.entries[0].title == title


def test_google_news_names_the_outlet() -> None:
    body = rss(
        "<item><title>OpenAI plans 10 GW - Reuters</title><link>https://news.google.com/rss/articles/CBMi?oc=5</link>"
        '<guid isPermaLink="false">CBMi</guid><source url="https://www.reuters.com">Reuters</source></item>'
    )
    (one,) = parse.document(page_of(body)).entries
    assert (one.title, one.outlet, one.url) == (
        "OpenAI plans 10 GW",
        "Reuters",
        "https://news.google.com/rss/articles/CBMi",
    )


def test_bing_names_outlet_and_address() -> None:
    body = (
        b'<rss version="2.0" xmlns:News="https://www.bing.com/news/search?q=x&amp;format=rss"><channel><title>t</title><item><title>One</title>'
        b"<link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url=https%3a%2f%2fe.org%2fone&amp;c=1</link><News:Source>Golem</News:Source></item></channel></rss>"
    )
    (one,) = parse.document(page_of(body)).entries
    assert (one.outlet, one.url) == ("Golem", "https://e.org/one")


def test_texts_are_paragraphs_without_markup() -> None:
    told = '<p>One <b>two</b>.</p><ul><li>three</li></ul><script>evil()</script><img alt="picture" src="x"><a href="javascript:x">four</a>&nbsp;&euro;'
    (one,) = parse.document(
        page_of(rss(f"<item><title>x</title><description><![CDATA[{told}]]></description></item>"))
    ).entries
    assert one.summary.splitlines()[0] == "One two."
    assert "evil" not in one.summary
    assert "three" in one.summary
    assert one.summary.endswith("four €")


@pytest.mark.parametrize(("length", "limit"), [(10, 20), (30, 20), (1000, 500)])
def test_long_texts_end_at_a_word(length: int, limit: int) -> None:
    short = text.shortened("word " * length, limit)
    assert len(short) <= limit
    assert short.endswith(("…", "word "))


def test_an_encoded_word_can_no_longer_be_decoded() -> None:
    assert "=?" not in text.line("=?utf-8?q?a=0D=0ABcc=3A_x?=")
    assert "=?" not in text.line("=\u200b?utf-8?q?x?=")


# -- wishes


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({"cache-control": "max-age=7200"}, 2),
        ({"cache-control": "no-cache, max-age=0", "expires": "Sun, 01 Nov 2026 09:00:00 GMT"}, 0),
        ({"expires": "Sun, 01 Nov 2026 09:00:00 GMT"}, 3),
        ({"expires": "Sun, 01 Nov 2026 09:00:00 GMT", "date": "Sun, 01 Nov 2026 08:00:00 GMT"}, 1),
        ({"expires": "-1"}, 0),
        ({"cache-control": "x-max-age=7200"}, 0),
        ({}, 0),
    ],
)
def test_freshness(headers: dict[str, str], hours: int) -> None:
    page = Page(url="", status=200, headers=tuple(headers.items()), fetched_at=START)
    assert wishes.freshness(page) == timedelta(hours=hours)


def test_the_reason_of_the_next_look_is_told() -> None:
    feed = Feed(url="https://e.org/feed")
    plain = page_of(rss(entry(1, at=START)), etag='"1"')
    reasons = {}
    for name, page in {
        "rhythm": plain,
        "max-age": page_of(plain.body, **{"cache-control": "max-age=864000"}),
        "ttl": page_of(rss(entry(1), head="<ttl>20000</ttl>")),
        "retry": Page(
            url="", status=503, headers=(("retry-after", "90000"),), fetched_at=START, problem=problems.as_told("down")
        ),
        "failure": Page(url="", status=500, fetched_at=START, problem=problems.as_told("e.org has an error")),
    }.items():
        found = parse.document(page) if page.status == 200 else None
        poll = changes.decide(feed, FeedState(url=feed.url), page, found, (), START)
        reasons[name] = problems.words(poll.state.next_look_why)
    assert "entries a day" in reasons["rhythm"]
    assert "Cache-Control" in reasons["max-age"]
    assert "ttl" in reasons["ttl"]
    assert "the server asks us to wait" in reasons["retry"]
    assert reasons["failure"] == "5 minutes, because it has never worked yet: e.org has an error"
    wished = cadence.interval(Feed(url="x", interval=timedelta(hours=5)), FeedState(url="x"))
    assert (wished[0], problems.words(wished[1])) == (timedelta(hours=5), "every 5 hours, as feeds.yaml says")
    assert problems.words(wished[1], "de") == "alle 5 Stunden, wie feeds.yaml sagt"


# -- words


def test_a_blemish_is_told_and_does_no_harm() -> None:
    broken = rss(entry(1)).replace(b"</description>", b"</description><b>")
    found = parse.document(page_of(broken))
    poll = changes.decide(Feed(url="x"), FeedState(url="x"), page_of(broken), found, (), START)
    assert len(poll.fresh) == 1
    assert "not well-formed XML" in problems.told(poll.state.problem)
    assert poll.state.failure_weight == 0


# -- pages that link to feeds

PAGE = b"""<!doctype html><html><head><base href="/blog/">
<link rel="alternate" type="application/rss+xml" title="News" href="rss.xml">
<link rel="ALTERNATE" type="Application/Atom+XML; charset=utf-8" href="https://e.org/atom.xml">
<link rel="alternate" type="application/feed+json" href="feed.json">
<link rel="alternate" type="application/json" href="/wp-json/x">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="rss.css">
<link rel="alternate" type="application/rss+xml" href="javascript:x">
</head><body><a href="/feed/podcast">Podcast</a><a href="/feedback">Feedback</a><a href="rss.xml">again</a><a href="/topics.rdf">RDF</a></body></html>"""


OWN = b"""<head><link rel=alternate type=application/rss+xml title="A hall" href=https://e.org/2026/a-hall/feed/>
<link rel=alternate type=application/rss+xml title="Feed dei commenti" href=https://e.org/all/feed/>
<link rel=alternate type=application/rss+xml title="All" href=/blog/rss.xml></head>"""


def test_feeds_of_a_page() -> None:
    found = discover.feeds(page_of(PAGE, "https://e.org/x"))
    assert [known.url for known in found if known.announced] == [
        "https://e.org/blog/rss.xml",
        "https://e.org/atom.xml",
        "https://e.org/blog/feed.json",
    ]
    assert [known.url for known in found if not known.announced] == [
        "https://e.org/feed/podcast",
        "https://e.org/topics.rdf",
    ]
    assert found[0].title == "News"
    assert discover.feeds(page_of(OWN, "https://e.org/2026/a-hall/?utm=1"))[0].url == "https://e.org/blog/rss.xml"
    assert len(discover.feeds(page_of(OWN, "https://e.org/2026/a-hall/?utm=1"))) == 1
    assert "https://e.org/feed" in discover.usual_places("https://e.org/a/b")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"<link",
        b"<![",
        b"<!DOCTYPE [",
        b"<a href='//['>",
        bytes(range(256)),
        b"<base href='http://['><a href='rss.xml'>",
    ],
)
def test_pages_without_sense_lead_nowhere(body: bytes) -> None:
    assert len(discover.feeds(page_of(body))) <= 1


# -- OPML


def test_opml_out_and_in_again() -> None:
    feeds = (
        Feed(url="https://e.org/a?b=1&c=2", title='A & "B" <c>', language="de", tags=("Press/German", "wire")),
        Feed(url="https://e.org/b", title="B", tags=("Press",)),
        Feed(url="https://e.org/c", title="https://e.org/c"),
    )
    assert opml.feeds(opml.document(feeds, title="Mine", now=START)).feeds == (*feeds,)


OUTLINE = '<outline text="Größe" xmlUrl="https://e.org/x"/>'


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("iso-8859-1", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        ("cp1252", "<?xml version='1.0' encoding='windows-1252'?>"),
        ("cp1252", '<?xml version="1.0" encoding="UTF-8"?>'),  # declared, but not true
        ("cp1252", ""),
        ("utf-8", '<?xml version="1.0" encoding="ISO-8859-15"?>'.replace("ISO-8859-15", "utf8")),
        ("utf-8-sig", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        ("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
        ("iso-8859-15", '<?xml version="1.0" encoding="ISO-8859-15"?>'),
        ("utf-8", '<?xml version="1.0" encoding="nonsense"?>'),
    ],
)
def test_opml_in_the_encodings_that_programs_write(encoding: str, head: str) -> None:
    found = opml.feeds(f"{head}<opml><body>{OUTLINE}</body></opml>".encode(encoding)).feeds
    assert [feed.title for feed in found] == ["Größe"]


ROUGH = """<OPML version=2.0><BODY>
<OUTLINE TEXT="Upper" XMLURL="HTTPS://E.org/Upper"/>
<outline text="Bare &amp; host" xmlUrl="e.org/bare?a=1&b=2">
</outline>
<outline title="Tech"><outline text="Deep"><outline type="rss" text="In folders" xmlUrl=" feed:https://e.org/in "
 category="/News/IT,chips" language="de-AT"/></outline></outline>
<outline text="feed://" xmlUrl="feed://e.org/feed" language="unknown"/>
<outline text="Login" xmlUrl="https://user:geheim@e.org/login"/>
<outline text="Blank" xmlUrl="https://e.org/my feed"/>
<outline text="Local" xmlUrl="file:///etc/passwd"/>
<outline text="Typo" xmlUrl="htp://e.org/typo"/>
<outline text="Nothing" type="rss" xmlUrl=""/>
<outline text="No address" type="rss" htmlUrl="https://e.org/"/>
<outline text="A page" type="link" url="https://e.org/page"/>
<outline xmlUrl="https://x:geheim@e.org/nameless"/>
<outline text="Twice" xmlUrl="https://e.org/Upper" category="again"/>
<outline text="Last &eacute; one" xmlUrl="https://e.org/last"/><outline text="Cut" xmlUrl="https://e.org/cu"""


def test_opml_goes_on_past_every_bad_entry_and_names_it() -> None:
    listed = opml.feeds(ROUGH.encode())
    assert [(feed.url, feed.title, feed.language, feed.tags) for feed in listed.feeds] == [
        ("https://e.org/Upper", "Upper", "", ("again",)),
        ("https://e.org/bare?a=1&b=2", "Bare & host", "", ()),
        ("https://e.org/in", "In folders", "de", ("Tech/Deep", "News/IT", "chips")),
        ("http://e.org/feed", "feed://", "", ()),
        ("https://e.org/last", "Last é one", "", ()),
    ]
    left = {entry.name: entry.why for entry in listed.left_out}
    assert [name.strip('"') for name in left] == [
        "Login", "Blank", "Local", "Typo", "Nothing", "No address", "https://…@e.org/nameless"
    ]  # fmt: skip
    assert "auth: env:NAME" in left["Login"]
    assert "did you mean http://e.org/typo" in left["Typo"]
    assert "geheim" not in str(listed)


def test_a_list_of_only_bad_entries_names_them() -> None:
    listed = opml.feeds(b"<opml><body><outline text='x' xmlUrl='file:///etc/passwd'/></body></opml>")
    assert (listed.feeds, [entry.name for entry in listed.left_out]) == ((), ["x"])


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html></html>",
        b"<opml version='2.0'><body/></opml>",
        b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body><outline xmlUrl='https://e.org/&x;'/></body></opml>",
        b"<opml><body>" + b" " * (10 * 1024 * 1024) + b"</body></opml>",
    ],
)
def test_what_is_no_list_of_feeds_is_refused(document: bytes) -> None:
    with pytest.raises(Invalid, match=r"feeds\.opml: "):
        opml.feeds(document, where="feeds.opml")


def test_nothing_is_a_parsed_feed_without_anything() -> None:
    assert isinstance(parse.document(page_of(b"")), ParsedFeed)


def test_a_look_takes_the_emptiest_minute_within_its_slack() -> None:
    def poll(hours: float, hints: FeedHints | None = None) -> Poll:
        return Poll(state=FeedState(url="x", hints=hints), next_look_at=START + timedelta(hours=hours))

    def by_minute(due: list[datetime]) -> Counter[int]:
        return Counter((one - at) // minute for one in due)

    at, minute = START + timedelta(hours=1), timedelta(minutes=1)
    assert cadence.levelled(poll(1), START, by_minute([])) == at
    assert cadence.levelled(poll(1), START, by_minute([at, at + minute])) == at + 2 * minute
    everywhere = [at + place * minute for place in range(60)]
    assert cadence.levelled(poll(1), START, by_minute(everywhere)) == at, "no better one: as planned"
    assert cadence.levelled(poll(1), START, by_minute([*everywhere, at])) == at + minute
    assert cadence.slack(poll(1), START) == (at, at + 7 * minute)
    assert cadence.slack(poll(24), START) == (START + timedelta(hours=24), START + timedelta(hours=25, minutes=1))
    assert cadence.slack(poll(31 * 24), START) == (START + timedelta(days=31), START + timedelta(days=31, minutes=1))
    late = FeedHints(skip_hours=frozenset({(START.hour + 10) % 24}))
    skipping = poll(9.95, late)
    assert cadence.levelled(skipping, START, by_minute([skipping.next_look_at])) < START + timedelta(hours=10)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>One <b>two</b>three</p>\n<p>four</p>", "One twothree\nfour"),
        ("a<br>b<br/>c &amp; d &#8211; e&nbsp;f", "a\nb\nc & d – e f"),
        ('<div><a href=\'/x\' title="y">link</a><img src="p.png" alt="z"> and</div>rest', "link and\nrest"),
        ("<h2>Head</h2>text<blockquote>quoted</blockquote>", "Head\ntext\nquoted"),
        ("5 &amp;lt; 6 <em>sure</em>", "5 < 6 sure"),
    ],
)
def test_simple_markup_reads_as_it_does_to_a_text_browser(markup: str, said: str) -> None:
    assert text.simple(markup) is not None
    assert text.plain(markup) == text.paragraphs(text.browsed(markup)) == said


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>one</li></ul>",
        "<p style='display:none'>hidden</p>",
        "<!-- <p>no</p> -->x",
        "<p>a < b</p>",
        "<p>&#150; &euro;</p>",
        "<script>x</script><p>y</p>",
        "<p>one<p>two",
        "one</p> two",
        "<p><div>one</div></p>",
        "<b>" * 30 + "x" + "</b>" * 30,
    ],
)
def test_other_markup_is_left_to_the_browser(markup: str) -> None:
    assert text.simple(markup) is None


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<b>", "</b>", "<div>", "</div>", "<h2>", "</h2>", "<a>", "</a>", "x", "y", "&amp;"]
        ),
        max_size=9,
    )
)
def test_pieces_of_markup_in_any_order_read_alike(pieces: list[str]) -> None:
    markup = "x" + " ".join(pieces)
    simple = text.simple(markup)
    assert simple is None or text.paragraphs(simple) == text.paragraphs(text.browsed(markup))
