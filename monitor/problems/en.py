"""Problems in English: what went wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "as-told": "{words}",
    # The answer
    "http": "{host} answers with an error (HTTP {status})",
    "http-400": "{host} does not understand the request (HTTP {status})",
    "http-401": "{host} wants a login (HTTP {status})",
    "http-402": "{host} wants payment (HTTP {status})",
    "http-403": "{host} does not let us read it (HTTP {status})",
    "http-404": "{host} knows no such page (HTTP {status})",
    "http-410": "{host} says it is gone for good (HTTP {status})",
    "http-429": "{host} says we ask too often (HTTP {status})",
    "http-451": "{host} may not show it for legal reasons (HTTP {status})",
    "http-500": "{host} has an error of its own (HTTP {status})",
    "http-502": "{host} cannot reach its own back end (HTTP {status})",
    "http-503": "{host} is not available at the moment (HTTP {status})",
    "http-504": "{host} gets no answer from its own back end (HTTP {status})",
    "no-feed": "an answer without a feed (HTTP {status})",
    "held-back": "{host} asked to be left alone until {time} UTC",
    "too-large": "the answer of {host} is too large ({reason})",
    "announced": "it announces {bytes} bytes",
    "more-than": "more than {mib} MiB",
    "undecodable": "{host}: {reason}",
    "coding-broken": "the body is not valid {coding}",
    "coding-cut": "the body ends too early",
    "coding-unknown": "the server uses a content coding we did not ask for ({coding})",
    # The connection
    "timeout": "{host} did not answer completely within {seconds} seconds",
    "private": (
        "{host} leads to an address we do not talk to: "
        "{address} is not a public address (MONITOR_ALLOW_PRIVATE can allow it)"
    ),
    "dns": "the name {host} cannot be resolved",
    "tls": "no trusted TLS connection to {host}: {reason}",
    "bad-host": "{host} is not an address we ask",
    "bad-address": "not an address we ask: {reason}",
    "no-address": "the address is not one we ask",
    "broke-off": "{host} broke off in the middle of its answer",
    "not-http": "{host} does not speak HTTP as we know it: {reason}",
    "connect": "no connection to {host}: {reason}",
    "connection-refused": "connection refused",
    "connection-reset": "connection reset by the other side",
    "network-unreachable": "the network is unreachable",
    "no-route": "no route to it",
    # Redirects
    "redirects": "{host} redirects more than {hops} times",
    "redirect-refused": "{host} redirects to where we do not go: {reason}",
    "redirect-nowhere": "{host} redirects to something that is no address",
    "scheme": "{scheme} scheme, not http or https",
    "no-scheme": "no scheme, neither http nor https",
    "no-host": "no host",
    "user-name": "it carries a user name",
    # robots.txt
    "robots": "robots.txt of {host} does not allow reading this page",
    "robots-unread": "robots.txt cannot be read, so the page is not: {reason}",
    # The document of a feed
    "empty": "the answer is empty",
    "bomb": "its XML entities would fill the memory",
    "too-deep": "the document is nested too deeply",
    "unreadable": "the document cannot be read ({name})",
    "cut-short": "the document ends too early",
    "not-xml": "not well-formed XML: {reason}",
    "not-xml-line": "not well-formed XML, line {line}: {reason}",
    "web-page": "a web page, not a feed",
    "not-a-feed": "not a feed in any format we know",
    "not-json": "not well-formed JSON",
    "not-json-feed": "JSON, but not a JSON Feed",
    # The page of an article
    "no-link": "the entry has no link",
    "page-status": "the page answered {status}",
    "page-kind": "the page is {kind}, not text",
    "page-textless": "the page holds no readable text",
    "page-wall": "the page is a consent or pay wall",
    "feed-longer": "the feed has more text than the page",
    "pay-wall": "a pay wall: only the free beginning, and what the feed says",
    # Work given up
    "slow": "{name} took longer than {seconds} seconds and was stopped",
    "worker-broken": "{name} broke its worker ({reason})",
    "worker-memory": "{name} needs more than {mib} MiB of memory",
    "stopping": "{name} was stopped because the program stops",
    "crash": "{name}: {words}",
}

_TRY = "check the address with `monitor feeds try`"
_WAIT = "nothing to do unless it lasts"
_BROWSER = "open the address in a browser and write the one it ends at into feeds.yaml"
_ADDRESS = "check the address, or allow its network in MONITOR_ALLOW_PRIVATE"

ADVICE: Mapping[str, str] = {
    "http": _WAIT,
    "http-400": _WAIT,
    "http-401": "the feed needs a login: write it as https://user:password@… in feeds.yaml, or remove the feed",
    "http-402": "the publisher wants payment for it: remove the feed, or look for a free one",
    "http-403": "the publisher keeps us out: check MONITOR_CONTACT, ask the publisher, or remove the feed",
    "http-404": "if this lasts, look for its new address with `monitor feeds try` and the site's address",
    "http-410": "remove the feed, or look for another one with `monitor feeds try` and the site's address",
    "http-429": "nothing to do; a longer `interval` makes it less likely",
    "http-451": "remove the feed, or look for another one",
    "http-500": _WAIT,
    "http-502": _WAIT,
    "http-503": _WAIT,
    "http-504": _WAIT,
    "no-feed": _WAIT,
    "too-large": "look for a shorter feed of this site with `monitor feeds try`",
    "undecodable": _WAIT,
    "timeout": _WAIT,
    "private": _ADDRESS,
    "dns": "check its spelling in feeds.yaml and this machine's network",
    "tls": "the site must renew its certificate; check this machine's clock",
    "bad-host": _ADDRESS,
    "bad-address": _ADDRESS,
    "no-address": _ADDRESS,
    "broke-off": _WAIT,
    "not-http": _WAIT,
    "connect": "nothing to do unless it lasts; then open the address in a browser",
    "redirects": _BROWSER,
    "redirect-refused": _BROWSER,
    "redirect-nowhere": _BROWSER,
    "robots": "nothing to do; the site does not want to be read by programs",
    "empty": _TRY,
    "bomb": _TRY,
    "too-deep": _TRY,
    "unreadable": _TRY,
    "web-page": "`monitor feeds try` finds the feed of a page",
    "not-a-feed": _TRY,
    "not-json": _TRY,
    "not-json-feed": _TRY,
}
