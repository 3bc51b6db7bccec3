"""The text of an HTML mail without what it quotes: a few lines above, below or between quotations."""

from __future__ import annotations

from html.parser import HTMLParser

LONGEST = 200_000  # characters of HTML that are read
BLOCKS = frozenset({"p", "div", "br", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "hr", "body", "pre", "td"})
SILENT = frozenset({"blockquote", "style", "script", "head", "title", "template"})
VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base", "source"})
# What programs call the part that is quoted, by its class or id; a name may have more before or after it
QUOTED = ("gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "tutanota_quote")
# Where programs without an element around it begin the quotation: everything that follows is quoted
ENDING = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "ms-outlook-mobile-reference")
DEEP = 2_000  # elements within each other; beyond, a mail is not written by a person


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
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
            silent = tag in SILENT or any(one in named for one in QUOTED)
            self._silent += silent
            self._open.append((tag, silent))

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
    """Its lines, without quotations."""
    reader = _Reader()
    reader.feed(html[:LONGEST])
    reader.close()
    return "\n".join(" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
