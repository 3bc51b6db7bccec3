"""Kinds of sites whose feeds are at addresses no page links to."""

from datetime import UTC, datetime

import pytest

from monitor.feeds import discover, sites
from monitor.model import Page

CHANNEL = "UCabcdefghijklmnopqrstuv"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"
NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pasted", "first"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}/videos", f"{VIDEOS}?channel_id={CHANNEL}"),
        ("https://m.youtube.com/user/SomeBody", f"{VIDEOS}?user=SomeBody"),
        ("https://youtube.com/playlist?list=PL12_-ab&si=x", f"{VIDEOS}?playlist_id=PL12_-ab"),
        ("https://www.reddit.com/r/datacenter/", "https://www.reddit.com/r/datacenter/.rss"),
        ("https://old.reddit.com/r/datacenter/top/?t=week", "https://www.reddit.com/r/datacenter/top/.rss"),
        ("https://www.reddit.com/r/datacenter/comments/1abc/title/", "https://www.reddit.com/r/datacenter/.rss"),
        ("https://www.reddit.com/user/somebody", "https://www.reddit.com/user/somebody/.rss"),
        ("https://github.com/owner/repo", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo.git", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo/tags", "https://github.com/owner/repo/tags.atom"),
        ("https://github.com/owner/repo/commits/dev/next", "https://github.com/owner/repo/commits/dev/next.atom"),
        ("https://github.com/owner/repo/issues/7", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner", "https://github.com/owner.atom"),
        ("https://gitlab.com/group/sub/project", "https://gitlab.com/group/sub/project/-/tags?format=atom"),
        ("https://mastodon.example/@somebody", "https://mastodon.example/@somebody.rss"),
        ("https://mastodon.example/@somebody@other.example", "https://other.example/@somebody.rss"),
        ("https://pleroma.example/users/somebody", "https://pleroma.example/users/somebody.rss"),
        ("https://bsky.app/profile/some.body.example", "https://bsky.app/profile/some.body.example/rss"),
        ("https://bsky.app/profile/some.body.example/post/3k", "https://bsky.app/profile/some.body.example/rss"),
        ("https://medium.com/@somebody/a-story-123", "https://medium.com/feed/@somebody"),
        ("https://somebody.medium.com/", "https://somebody.medium.com/feed"),
        ("https://news.google.com/search?q=OpenAI&hl=de", "https://news.google.com/rss/search?q=OpenAI&hl=de"),
        ("https://www.bing.com/news/search?q=OpenAI", "https://www.bing.com/news/search?q=OpenAI&format=rss"),
        ("https://stackoverflow.com/questions/tagged/python", "https://stackoverflow.com/feeds/tag/python"),
        ("https://somebody.tumblr.com/post/1", "https://somebody.tumblr.com/rss"),
        ("https://vimeo.com/somebody", "https://vimeo.com/somebody/videos/rss"),
    ],
)
def test_where_the_feed_of_a_known_kind_lies(pasted: str, first: str) -> None:
    assert sites.feeds(pasted)[0] == first
    assert sites.feeds(first) == ()  # a feed is not mistaken for a page of its site


@pytest.mark.parametrize(
    "pasted",
    [
        "https://example.org/", "https://www.youtube.com/@handle", "https://www.youtube.com/watch?v=abc",
        "https://www.reddit.com/", "https://github.com/", "https://github.com/topics/ai", "https://news.google.com/",
        "https://notgithub.com/owner/repo", "https://vimeo.com/12345", "https://medium.com/", "https://www.bing.com/",
        "https://example.org/users/", "https://example.org/a/@b/c",
    ],
)  # fmt: skip
def test_no_guess_where_the_page_must_be_read(pasted: str) -> None:
    assert sites.feeds(pasted) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@user@mastodon.example", "https://mastodon.example/@user"),
        ("r/datacenter", "https://www.reddit.com/r/datacenter"),
        ("/u/somebody/", "https://www.reddit.com/user/somebody"),
        ("example.org/feed", "example.org/feed"),
        ("user@example.org", "user@example.org"),
    ],
)
def test_handles_that_are_no_addresses(text: str, meant: str) -> None:
    assert sites.spoken(text) == meant


def page(body: str, url: str, **headers: str) -> Page:
    return Page(url=url, status=200, headers=tuple(headers.items()), body=body.encode(), fetched_at=NOW)


@pytest.mark.parametrize(
    "body",
    [
        f'<script>var x = {{"metadata":{{"externalId":"{CHANNEL}"}}}}</script>',
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<meta itemprop="identifier" content="{CHANNEL}">',
        f'{{"videoDetails":{{"channelId" : "{CHANNEL}"}}}}',
    ],
)
def test_the_channel_of_a_youtube_page(body: str) -> None:
    found = sites.told_by(page(body, "https://www.youtube.com/@handle"))
    assert found == (f"{VIDEOS}?channel_id={CHANNEL}",)
    assert sites.told_by(page(body, "https://example.org/")) == ()


def test_the_feed_of_a_podcasts_page() -> None:
    body = r'<script>{"name":"x","feedUrl":"https:\/\/feeds.example\/pod\u0026x=1"}</script>'
    assert sites.told_by(page(body, "https://podcasts.example/show/id1")) == ("https://feeds.example/pod&x=1",)


def test_feeds_in_link_headers() -> None:
    link = (
        '<https://e.org/wp-json/>; rel="https://api.w.org/", </feed.xml>; rel="alternate"; type="application/rss+xml"; '
        'title="News, all", <https://e.org/de>; rel=alternate; hreflang=de, <atom.xml>; type=application/atom+xml; rel=alternate'
    )
    found = discover.feeds(page("<p>no links</p>", "https://e.org/blog/", link=link))
    assert [(one.url, one.title) for one in found] == [
        ("https://e.org/feed.xml", "News, all"),
        ("https://e.org/blog/atom.xml", ""),
    ]


def test_usual_places_beside_the_page_come_first() -> None:
    assert discover.usual_places("https://e.org/blog/post.html")[:2] == (
        "https://e.org/blog/feed",
        "https://e.org/blog/rss.xml",
    )
    assert discover.usual_places("https://e.org/post")[0] == "https://e.org/feed"


@pytest.mark.parametrize(
    ("title", "comments"),
    [
        ("Comments on: A hall", True),
        ("Kommentare zu: Eine Halle", True),
        ("Site » Comments Feed", True),
        ("Commentary", False),
    ],
)
def test_feeds_of_comments(title: str, comments: bool) -> None:
    assert discover.is_of_comments(title) is comments
