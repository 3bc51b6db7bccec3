"""Sites whose feeds are at addresses that no page names, or that a page names in its own way.

For each kind of site: an address that people copy from the browser → the addresses of its feeds, best first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from monitor.model import Page

Feeds = tuple[str, ...]

_HANDLE = re.compile(r"@(?P<user>[\w.-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_SUBREDDIT = re.compile(r"/?(?P<kind>r|u|user)/(?P<name>[\w-]{2,50})/?", re.IGNORECASE)
_CHANNEL = re.compile(
    r"""(?:"(?:externalId|channelId|externalChannelId)"\s*:\s*"|itemprop="(?:identifier|channelId)"\s+content="
    |rel="canonical"\s+href="https://www\.youtube\.com/channel/|channel_id=)(UC[\w-]{22})""",
    re.VERBOSE,
)
_FEED_URL = re.compile(r'"feedUrl"\s*:\s*"(https?:(?:[^"\\]|\\.){5,2000})"')
_PROFILE = re.compile(r"/(?:@(?P<at>[\w.-]+(?:@[\w.-]+)?)|users/(?P<user>[\w.-]+))/?$")
_CODE_PAGES = {"releases": "releases", "tags": "tags", "commits": "commits", "commit": "commits"}
_NOT_OWNERS = frozenset(
    {"topics", "orgs", "marketplace", "features", "about", "login", "search", "settings", "explore"}
)


def spoken(text: str) -> str:
    """The web address for a handle: `@user@host`, `r/name`, `u/name`; anything else unchanged."""
    text = text.strip()
    if found := _HANDLE.fullmatch(text):
        return f"https://{found['host']}/@{found['user']}"
    if found := _SUBREDDIT.fullmatch(text):
        kind = "r" if found["kind"].lower() == "r" else "user"
        return f"https://www.reddit.com/{kind}/{found['name']}"
    return text


def feeds(url: str) -> Feeds:
    """Where a known kind of site keeps the feeds of this page; empty for others, and if the page must be read."""
    parts = urlsplit(url)
    if parts.path.rstrip("/").endswith((".rss", ".atom", ".xml", "/rss")) or "format=" in parts.query:
        return ()  # already a feed
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    for end, find in _SITES.items():
        if host == end or host.endswith(f".{end}"):
            return find(parts)
    return _profile(parts)


def told_by(page: Page) -> Feeds:
    """Feeds that a page names in its own way: the channel of a YouTube page, the feed of a podcast's page."""
    text = page.body.decode("utf-8", "replace")[:4_000_000]
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    if host in {"youtube.com", "m.youtube.com", "youtu.be"} and (found := _CHANNEL.search(text)):
        return (f"https://www.youtube.com/feeds/videos.xml?channel_id={found[1]}",)
    named = (_unescaped(found[1]) for found in _FEED_URL.finditer(text))
    return tuple(dict.fromkeys(named))[:3]


def _unescaped(text: str) -> str:
    r"""Text of JSON without its escapes: `https:\/\/a.example\u0026b`."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text).replace("\\/", "/")


def _youtube(parts: SplitResult) -> Feeds:
    """Channel and playlist by their number; a handle's or a video's page has to be read."""
    base = "https://www.youtube.com/feeds/videos.xml"
    if found := re.match(r"/channel/(UC[\w-]{22})", parts.path):
        return (f"{base}?channel_id={found[1]}",)
    if found := re.match(r"/user/([\w-]+)", parts.path):
        return (f"{base}?user={found[1]}",)
    playlist = parse_qs(parts.query).get("list", [""])[0]
    return (f"{base}?playlist_id={quote(playlist)}",) if playlist and parts.path == "/playlist" else ()


def _reddit(parts: SplitResult) -> Feeds:
    found = re.match(r"/(?P<kind>r|u|user)/(?P<name>[\w-]+)(?P<sort>/(?:new|hot|top|rising))?(?:/|$)", parts.path)
    if not found:
        return ()
    kind = "r" if found["kind"] == "r" else "user"
    return (f"https://www.reddit.com/{kind}/{found['name']}{found['sort'] or ''}/.rss",)


def _github(parts: SplitResult) -> Feeds:
    """For a repository its releases, tags and commits; for a person or firm their public activity."""
    steps = [step for step in parts.path.split("/") if step]
    if not steps or steps[0] in _NOT_OWNERS or len(steps[0]) > 39:
        return ()
    if len(steps) == 1:
        return (f"https://github.com/{steps[0]}.atom",)
    base = f"https://github.com/{steps[0]}/{steps[1].removesuffix('.git')}"
    page = _CODE_PAGES.get(steps[2], "") if len(steps) > 2 else ""
    if page == "commits" and len(steps) > 3 and steps[2] == "commits":
        return (f"{base}/commits/{'/'.join(steps[3:])}.atom",)
    kinds = [page] if page else ["releases", "tags", "commits"]
    return tuple(f"{base}/{kind}.atom" for kind in kinds)


def _gitlab(parts: SplitResult) -> Feeds:
    path = parts.path.partition("/-/")[0].rstrip("/")
    return (
        (f"https://gitlab.com{path}/-/tags?format=atom", f"https://gitlab.com{path}.atom")
        if path.count("/") > 1
        else ()
    )


def _bluesky(parts: SplitResult) -> Feeds:
    found = re.match(r"/profile/([\w.:-]+)", parts.path)
    return (f"https://bsky.app/profile/{found[1]}/rss",) if found else ()


def _medium(parts: SplitResult) -> Feeds:
    host, first = parts.hostname or "", parts.path.strip("/").partition("/")[0]
    if first == "feed":
        return ()
    if host not in {"medium.com", "www.medium.com"}:
        return (f"https://{host}/feed",)
    return (f"https://medium.com/feed/{first}",) if first else ()


def _google_news(parts: SplitResult) -> Feeds:
    wanted = parts.path.startswith(("/search", "/topics", "/publications", "/home"))
    path = "" if parts.path.startswith("/home") else parts.path
    query = f"?{parts.query}" if parts.query else ""
    return (f"https://news.google.com/rss{path}{query}",) if wanted else ()


def _bing_news(parts: SplitResult) -> Feeds:
    wanted = parts.path.startswith("/news/search")
    return (f"https://www.bing.com/news/search?{parts.query}&format=rss",) if wanted else ()


def _hacker_news(parts: SplitResult) -> Feeds:
    return ("https://news.ycombinator.com/rss",) if parts.path in {"", "/", "/news"} else ()


def _stack_overflow(parts: SplitResult) -> Feeds:
    found = re.match(r"/questions/tagged/([^/?#]+)", parts.path)
    return (f"https://stackoverflow.com/feeds/tag/{found[1]}",) if found else ()


def _tumblr(parts: SplitResult) -> Feeds:
    own = parts.hostname not in {"tumblr.com", "www.tumblr.com"}
    return (f"https://{parts.hostname}/rss",) if own else ()


def _vimeo(parts: SplitResult) -> Feeds:
    found = re.fullmatch(r"/((?!\d+$|channels$|groups$)[\w-]+)/?(?:videos/?)?", parts.path)
    return (f"https://vimeo.com/{found[1]}/videos/rss",) if found else ()


def _profile(parts: SplitResult) -> Feeds:
    """A profile as Mastodon and similar programs write it, on any host."""
    found = _PROFILE.match(parts.path)
    if not found or not parts.hostname:
        return ()
    base = f"{parts.scheme}://{parts.netloc}"
    if found["at"] and "@" in found["at"]:  # a person on another host, seen from here
        user, _, host = found["at"].partition("@")
        return (f"https://{host}/@{user}.rss",)
    return (f"{base}/@{found['at']}.rss",) if found["at"] else (f"{base}/users/{found['user']}.rss",)


_SITES: dict[str, Callable[[SplitResult], Feeds]] = {
    "youtube.com": _youtube,
    "youtu.be": _youtube,
    "reddit.com": _reddit,
    "github.com": _github,
    "gitlab.com": _gitlab,
    "bsky.app": _bluesky,
    "medium.com": _medium,
    "news.google.com": _google_news,
    "bing.com": _bing_news,
    "news.ycombinator.com": _hacker_news,
    "stackoverflow.com": _stack_overflow,
    "tumblr.com": _tumblr,
    "vimeo.com": _vimeo,
}
