"""How a feed fares, for people: what went wrong, and what to do about it, in one line."""

from __future__ import annotations

from monitor.model import Page, ParsedFeed, Trouble

_BY_STATUS = {
    401: "the feed needs a login: write it as https://user:password@… in feeds.yaml, or remove the feed",
    402: "the publisher wants payment for it: remove the feed, or look for a free one",
    403: "the publisher keeps us out: check MONITOR_CONTACT, ask the publisher, or remove the feed",
    404: "if this lasts, look for its new address with `monitor feeds try` and the site's address",
    410: "remove the feed, or look for another one with `monitor feeds try` and the site's address",
    429: "nothing to do; a longer `interval` makes it less likely",
    451: "remove the feed, or look for another one",
}
_BY_TROUBLE = {
    Trouble.DNS: "check the spelling in feeds.yaml and this machine's network",
    Trouble.CONNECT: "nothing to do unless it lasts; then open the address in a browser",
    Trouble.TLS: "the site must renew its certificate; check this machine's clock",
    Trouble.TIMEOUT: "nothing to do unless it lasts",
    Trouble.TOO_LARGE: "look for a shorter feed of this site with `monitor feeds try`",
    Trouble.REFUSED: "check the address, or allow its network in MONITOR_ALLOW_PRIVATE",
    Trouble.ROBOTS: "nothing to do; the site does not want to be read by programs",
    Trouble.REDIRECT: "open the address in a browser and write the one it ends at into feeds.yaml",
    Trouble.PROTOCOL: "nothing to do unless it lasts",
}


def problem(page: Page, found: ParsedFeed | None) -> str:
    """What went wrong in a look, and what to do; empty when nothing did."""
    if found is not None and found.problem:
        advice = "" if found.entries else "check the address with `monitor feeds try`"
        return _joined(found.problem, advice)
    if page.trouble:
        return _joined(page.problem, _BY_TROUBLE.get(page.trouble, ""))
    if page.unchanged or 200 <= page.status < 300:
        return ""
    told = page.problem or f"an answer without a feed (HTTP {page.status})"
    return _joined(told, _BY_STATUS.get(page.status, "nothing to do unless it lasts"))


def _joined(told: str, advice: str) -> str:
    return f"{told}; {advice}" if advice else told
