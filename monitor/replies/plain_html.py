"""The text of an HTML mail without what it quotes or hides: a few lines above, below or between quotations."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 200_000  # characters of HTML that are read
BLOCKS = frozenset({"p", "div", "br", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "hr", "body", "pre", "td"})
SILENT = frozenset({"blockquote", "style", "script", "head", "title", "template", "noscript"})
VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base", "source"})
# What programs call the part that is quoted, by its class or id; a name may have more before or after it
QUOTED = ("gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "tutanota_quote")
# Where programs without an element around it begin the quotation: everything that follows is quoted
ENDING = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "ms-outlook-mobile-reference")
# What nobody sees is not said: neither shown, nor with a size, nor in a colour of its own, nor on the page
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity|max-height|height|width)\s*:\s*0(?![.\d]*[1-9])"
    r"|(?<!-)color\s*:\s*(?:white|transparent|#f{3,8}\b|rgba?\(\s*255\s*,\s*255\s*,\s*255|rgba\([^)]*,\s*0\s*\))"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3}|clip\s*:",
    re.IGNORECASE,
)
SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
NAMED = re.compile(r"[.#]([\w-]+)\s*(?:,|$)")
DEEP = 2_000  # elements within each other; beyond, a mail is not written by a person


class _Reader(HTMLParser):
    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._unseen = unseen  # classes and ids that its style sheets hide
        self.parts: list[str] = []
        self._open: list[tuple[str, bool]] = []  # element, and whether it makes silent
        self._silent = 0
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = " ".join(value or "" for name, value in attrs if name in {"class", "id", "name"}).casefold()
        if any(one in named for one in ENDING):
            self._over = True
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag not in VOID and len(self._open) < DEEP:
            silent = tag in SILENT or any(one in named for one in QUOTED) or self._is_hidden(attrs, named)
            self._silent += silent
            self._open.append((tag, silent))

    def _is_hidden(self, attrs: list[tuple[str, str | None]], named: str) -> bool:
        given = {name: value or "" for name, value in attrs}
        hidden = "hidden" in given or HIDDEN.search(given.get("style", "")) is not None
        return hidden or not self._unseen.isdisjoint(named.split())

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")
        if not any(one == tag for one, _ in self._open):
            return
        while self._open:
            name, silent = self._open.pop()
            self._silent -= silent
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._over:
            self.parts.append(data.replace("\r", " ").replace("\n", " "))


def text(html: str) -> str:
    """Its lines, without quotations and without what is hidden from its reader."""
    rules = (rule for sheet in SHEET.findall(html[:LONGEST]) for rule in RULE.findall(sheet))
    unseen = {name.casefold() for names, told in rules if HIDDEN.search(told) for name in NAMED.findall(names.strip())}
    reader = _Reader(frozenset(unseen))
    reader.feed(html[:LONGEST])
    reader.close()
    return "\n".join(" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
