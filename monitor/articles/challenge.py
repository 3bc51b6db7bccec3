"""Answers that are a bot check instead of the page requested, and whose check, judged by headers and marks.

Sites behind such a check load its scripts into all their pages, so a mark only counts if the page has almost no text.
Pure; the door checks every answer.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor import language
from monitor.articles import walls
from monitor.model import Page
from monitor.problems import Problem

SHORT = 1_200  # letters a page may have besides its check
SILENT = 300  # with fewer letters a mark alone decides
BARE = 80  # the same for a check that forms have too
NEAR = 60  # letters around the words of a check in which they must be said to the visitor
READ = 300_000  # bytes; a check is not larger

_HEADERS = (  # headers that only a check has
    ("x-amzn-waf-action", "AWS WAF"),
    ("cf-mitigated", "Cloudflare"),
    ("x-vercel-mitigated", "Vercel"),
    ("sg-captcha", "SiteGround"),
    ("x-sucuri-block", "Sucuri"),
)
_MARKS = (  # in lower case
    (
        "Cloudflare",
        ("_cf_chl_opt", "cf-chl-", "cf_chl_", "cf-browser-verification", "cf-error-details", "cf-turnstile"),
    ),
    ("AWS WAF", ("awswafintegration", "awswaf.com", "gokuprops", "aws-waf-token")),
    ("Akamai", ("errors.edgesuite.net", "/_sec/cp_challenge", "sec-if-cpt-container", "/akam/", "bm-verify")),
    (
        "Imperva",
        ("_incapsula_resource", "incapsula incident", "waf block page", "distil_r_", "pardon our interruption"),
    ),
    ("DataDome", ("captcha-delivery.com", "datadome")),
    ("HUMAN", ("px-captcha", "_pxappid", "human-challenge", "perimeterx")),
    ("Anubis", ("anubis_challenge", "within.website/x/cmd/anubis")),
    ("Kasada", ("kpsdk",)),
    ("DDoS-Guard", ("ddos-guard",)),
    ("Vercel", ("vercel security checkpoint", "_vercel/challenge")),
    ("Sucuri", ("sucuri_cloudproxy", "sucuri website firewall", "cloudproxy@sucuri")),
    ("Wordfence", ("wordfence",)),
    ("SiteGround", ("sgcaptcha",)),
    ("Bunny", ("bunny-shield", "bunny shield")),
    ("Fastly", ("_fs-ch-", "fastly-challenge")),
    ("F5", ("/tspd/", "the requested url was rejected. please consult")),
    ("Alibaba", ("acw_sc__v2", "aliyun_waf", "punish-component")),
    ("AES cookie", ("slowaes", "/aes.js", "__test=")),
    ("Queue-it", ("queue-it.net", "queueit")),
    ("Radware", ("validate.perfdrive.com", "shieldsquare", "radware")),
    ("hCaptcha", ("hcaptcha.com/", "h-captcha")),
    ("reCAPTCHA", ("recaptcha/api", "recaptcha/enterprise", "g-recaptcha")),
    ("Friendly Captcha", ("friendlycaptcha", "friendly-captcha", "frc-captcha")),
    ("Yandex", ("smartcaptcha", "/showcaptcha")),
    ("Google", ("/sorry/index",)),
    ("go-away", ("go-away", "gammaspectra")),
)
_WIDGETS = frozenset({"hCaptcha", "reCAPTCHA", "Friendly Captcha"})  # below a newsletter or a comment too
_TITLE_SAYS = re.compile(language.any_of(lambda known: known.furniture.check_titles), re.IGNORECASE)
_TEXT_SAYS = re.compile(language.any_of(lambda known: known.furniture.check_texts), re.IGNORECASE)
_REFUSED = frozenset({202, 401, 403, 405, 406, 429, 503})
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|template|svg|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)


def of(page: Page) -> Problem | None:
    """The check an answer is, or None; its headers and its body decide."""
    name = next((firm for header, firm in _HEADERS if page.header(header)), "") or _in_body(page)
    return Problem("challenge", {"host": urlsplit(page.url).hostname or "", "name": name}) if name else None


def _in_body(page: Page) -> str:
    start = page.body[:2_000]
    if len(page.body) > READ or not _HTML.search(start) or _FEED.search(start):
        return ""
    source = page.body.decode("utf-8", "replace")
    lower = source.lower()
    firm = next((firm for firm, marks in _MARKS if any(mark in lower for mark in marks)), "")
    found = _TITLE.search(source)
    titled = bool(found and _TITLE_SAYS.search(" ".join(found[1].split())))
    if not firm and not titled and page.status not in _REFUSED:
        return ""
    seen = " ".join(_UNSEEN.sub(" ", source).split())
    if len(seen) > SHORT:
        return ""
    says = any(walls.speaks(seen[max(0, at.start() - NEAR) : at.end() + NEAR]) for at in _TEXT_SAYS.finditer(seen))
    silent = len(seen) < (BARE if firm in _WIDGETS else SILENT)
    if firm and (titled or says or page.status in _REFUSED or silent):
        return firm
    return "robots" if (says and (titled or page.status in _REFUSED)) or (titled and len(seen) < SILENT) else ""
