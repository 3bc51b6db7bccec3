"""How mail programs write a reply: headers, how they quote, which parts, which encodings.

Each takes the reader's lines and the mail that is answered, and gives the bytes of the reply. The forms are those the programs
write by default, in the language they are set to.
"""

import base64
import html
import quopri
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.header import Header

READER = "reader@example.org"
Reply = Callable[["Asked", Sequence[str], str], bytes]


@dataclass(frozen=True)
class Asked:
    """The mail that is answered."""

    message_id: str
    subject: str
    sender: str  # News <monitor@example.org>
    plain: str
    number: int = 0  # makes replies differ


SAID = {  # the line above a quotation
    "gmail": {
        "en": "On Tue, Nov 24, 2026 at 7:00 AM News <monitor@example.org> wrote:",
        "de": "Am Di., 24. Nov. 2026 um 07:00 Uhr schrieb News <monitor@example.org>:",
        "fr": "Le mar. 24 nov. 2026 à 07:00, News <monitor@example.org> a écrit :",
    },
    "apple": {
        "en": "On 24. Nov 2026, at 07:00, News <monitor@example.org> wrote:",
        "de": "Am 24.11.2026 um 07:00 schrieb News <monitor@example.org>:",
        "fr": "Le 24 nov. 2026 à 07:00, News <monitor@example.org> a écrit :",
    },
    "thunderbird": {
        "en": "On 24/11/2026 07:00, News wrote:",
        "de": "Am 24.11.26 um 07:00 schrieb News:",
        "fr": "Le 24/11/2026 à 07:00, News a écrit :",
    },
}
HEADS = {  # of Outlook's header block
    "en": ("From", "Sent", "To", "Subject"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "fr": ("De", "Envoyé", "À", "Objet"),
}
FROM_PHONE = {
    "en": "Sent from my iPhone",
    "de": "Von meinem iPhone gesendet",
    "fr": "Envoyé de mon iPhone",
}
ANDROID = {
    "en": "-------- Original message --------",
    "de": "-------- Ursprüngliche Nachricht --------",
    "fr": "-------- Message d'origine --------",
}
OUTLOOK_PHONE = {
    "en": "Get Outlook for iOS",
    "de": "Holen Sie sich Outlook für iOS",
    "fr": "Télécharger Outlook pour iOS",
}


def head(
    asked: Asked, name: str, *, subject: str = "Re: ", sender: str = f"Rita Reader <{READER}>", **more: str
) -> str:
    fields = {
        "From": sender,
        "To": asked.sender,
        "Subject": Header(subject + asked.subject, "utf-8").encode(),
        "Date": "Tue, 24 Nov 2026 08:12:31 +0100",
        "Message-ID": f"<{name}.{asked.number}@mail.example.org>",
        "In-Reply-To": asked.message_id,
        "References": asked.message_id,
        "MIME-Version": "1.0",
    }
    fields |= {key.replace("_", "-"): value for key, value in more.items()}
    return "".join(f"{key}: {value}\r\n" for key, value in fields.items() if value)


def printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode().replace("\n", "\r\n")


def part(kind: str, text: str, coding: str = "quoted-printable", charset: str = "utf-8") -> str:
    if coding == "base64":
        body = base64.encodebytes(text.encode(charset)).decode().replace("\n", "\r\n")
    elif coding == "8bit":
        body = text.replace("\n", "\r\n")
    else:
        body = printable(text)
    return f'Content-Type: {kind}; charset="{charset}"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}\r\n'


def alternative(plain: str, rich: str, boundary: str, **coding: str) -> str:
    parts = "".join(
        f"--{boundary}\r\n{one}" for one in (part("text/plain", plain, **coding), part("text/html", rich, **coding))
    )
    return f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n{parts}--{boundary}--\r\n'


def quoted(asked: Asked, mark: str = "> ", lines: int = 30) -> str:
    return "\n".join(f"{mark}{row}".rstrip() for row in asked.plain.splitlines()[:lines])


def rich(lines: Sequence[str], block: str = "div") -> str:
    return "".join(f"<{block}>{html.escape(line) or '<br>'}</{block}>" for line in lines)


def gmail(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    said = SAID["gmail"][code]
    plain = "\n".join(lines) + f"\n\n{said}\n\n{quoted(asked)}\n"
    page = (
        f'<div dir="ltr">{rich(lines)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f'{html.escape(said)}<br></div><blockquote class="gmail_quote" style="margin:0">{html.escape(asked.plain)}</blockquote></div>'
    )
    return (head(asked, "CAgmail") + alternative(plain, page, "000000000000abc")).encode()


def gmail_phone(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    """The line above the quotation broken in two, as the app does."""
    said = SAID["gmail"][code].replace(" News", "\nNews", 1)
    plain = "\n".join(lines) + f"\n\n{said}\n\n{quoted(asked)}\n"
    return (
        head(asked, "CAphone") + alternative(plain, f"<div>{rich(lines)}</div>", "0000app", coding="base64")
    ).encode()


def gmail_inline(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    """Written between quoted lines."""
    rows = quoted(asked).splitlines()
    between: list[str] = []
    for at, row in enumerate(rows):
        between.append(row)
        if at < len(lines):
            between += ["", lines[at], ""]
    between += lines[len(rows) :]
    return (
        head(asked, "CAinline") + part("text/plain", f"{SAID['gmail'][code]}\n\n" + "\n".join(between) + "\n")
    ).encode()


def outlook(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    names = HEADS[code]
    block = f"{names[0]}: News <monitor@example.org>\n{names[1]}: Tuesday, November 24, 2026 7:00 AM\n{names[2]}: Rita Reader\n{names[3]}: {asked.subject}"
    plain = "\n".join(lines) + f"\n\n{block}\n\n{asked.plain}\n"
    page = (
        '<html><body lang="EN-US"><div class="WordSection1">'
        + rich(lines, "p")
        + '</div><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
        f"<p>{html.escape(block)}</p></div>{html.escape(asked.plain)}</body></html>"
    )
    return (
        head(asked, "PR05outlook", subject="RE: ") + alternative(plain, page, "_000_PR05", charset="utf-8")
    ).encode()


def outlook_rule(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    """The web version: a rule of underscores above the header block."""
    names = HEADS[code]
    block = f"{names[0]}: News <monitor@example.org>\n{names[1]}: 24 November 2026 07:00\n{names[2]}: Rita Reader <{READER}>\n{names[3]}: {asked.subject}"
    plain = "\n".join(lines) + f"\n\n{'_' * 32}\n{block}\n\n{asked.plain}\n"
    return (head(asked, "PR05web", subject="AW: " if code == "de" else "Re: ") + part("text/plain", plain)).encode()


def outlook_html(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    """HTML alone, with the element that Outlook puts before what it quotes."""
    names = HEADS[code]
    page = (
        f'<html><head><style>p {{margin:0}}</style></head><body dir="ltr"><div class="elementToProof">{rich(lines)}</div>'
        f'<div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>{names[0]}:</b> News<br><b>{names[1]}:</b> x'
        f"</div><div>{html.escape(asked.plain)}</div></body></html>"
    )
    return (head(asked, "PR05html") + part("text/html", page, coding="base64")).encode()


def outlook_phone(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    names = HEADS[code]
    block = f"{names[0]}: News <monitor@example.org>\n{names[1]}: Tuesday, November 24, 2026 7:00:00 AM\n{names[2]}: {READER}\n{names[3]}: {asked.subject}"
    plain = "\n".join(lines) + f"\n\n{OUTLOOK_PHONE[code]}<https://aka.ms/x>\n{'_' * 32}\n{block}\n\n{asked.plain}\n"
    return (head(asked, "AM9phone") + part("text/plain", plain, coding="base64")).encode()


def apple(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    plain = "\n".join(lines) + f"\n\n> {SAID['apple'][code]}\n> \n{quoted(asked)}\n"
    page = (
        f'<html><body style="overflow-wrap: break-word;">{rich(lines)}<div><br><blockquote type="cite"><div>{html.escape(SAID["apple"][code])}</div>'
        f"<div>{html.escape(asked.plain)}</div></blockquote></div></body></html>"
    )
    return (head(asked, "4F2Aapple") + alternative(plain, page, "Apple-Mail=_1")).encode()


def iphone(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    plain = "\n".join(lines) + f"\n\n{FROM_PHONE[code]}\n\n> {SAID['apple'][code]}\n> \n> \ufeff{quoted(asked)[2:]}\n"
    return (head(asked, "8C1iphone", X_Mailer="iPhone Mail (22A3370)") + part("text/plain", plain)).encode()


def thunderbird(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    """Below what is quoted, with a signature."""
    plain = (
        f"{SAID['thunderbird'][code]}\n{quoted(asked)}\n\n"
        + "\n".join(lines)
        + "\n\n-- \nRita Reader\nTel. 040 3 1234\n"
    )
    more = {"User_Agent": "Mozilla Thunderbird", "Content_Language": code}
    return (head(asked, "5b3tb", **more) + part("text/plain", plain, coding="8bit")).encode()


def thunderbird_html(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    page = (
        f'<html><body>{rich(lines, "p")}<div class="moz-cite-prefix">{html.escape(SAID["thunderbird"][code])}<br></div>'
        f'<blockquote type="cite" cite="mid:x@example.org">{html.escape(asked.plain)}</blockquote></body></html>'
    )
    return (head(asked, "5b3tbh", User_Agent="Mozilla Thunderbird") + part("text/html", page)).encode()


def gmx(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    names = HEADS[code]
    page = (
        f'<div style="font-family: Verdana;">{rich(lines)}<div>&nbsp;<div style="margin: 10px 5px 5px 10px; border-left: 2px solid">'
        f'<div name="quote"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag, 24. November 2026 um 07:00 Uhr<br><b>Von:</b>&nbsp;'
        f"News &lt;monitor@example.org&gt;<br><b>{names[3]}:</b>&nbsp;x</div><blockquote>{html.escape(asked.plain)}</blockquote></div></div></div></div>"
    )
    return (head(asked, "trinitygmx", X_UI_Sender_Class="x", Importance="normal") + part("text/html", page)).encode()


def gmx_plain(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    plain = (
        "\n".join(lines) + "\n\n\nGesendet: Dienstag, 24. November 2026 um 07:00 Uhr\nVon: News <monitor@example.org>\n"
        f"An: {READER}\nBetreff: {asked.subject}\n\n{asked.plain}\n"
    )
    return (head(asked, "trinityplain", subject="Aw: ") + part("text/plain", plain)).encode()


def samsung(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    names = HEADS[code]
    plain = (
        "\n".join(lines)
        + f"\n\n\n{ANDROID[code]}\n{names[0]}: News <monitor@example.org>\n{'Date' if code != 'de' else 'Datum'}: 24.11.26 07:00 (GMT+01:00)\n"
        f"{names[2]}: {READER}\n{names[3]}: {asked.subject}\n\n{asked.plain}\n"
    )
    return (head(asked, "samsung") + part("text/plain", plain, coding="base64")).encode()


def k9(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    plain = "\n".join(lines) + f"\n\n{SAID['gmail'][code]}\n{quoted(asked, '>')}\n"
    return (head(asked, "k9") + part("text/plain", plain, coding="8bit")).encode()


def yahoo(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    said = SAID["gmail"][code]
    page = (
        f'<html><body><div class="yahoo-style-wrap">{rich(lines)}</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>{html.escape(said)}'
        f"</div><div>{html.escape(asked.plain)}</div></div></body></html>"
    )
    return (head(asked, "1yahoo") + part("text/html", page)).encode()


def bare(asked: Asked, lines: Sequence[str], code: str) -> bytes:
    """Nothing quoted, no subject to speak of, Latin-1."""
    text = "\n".join(lines) + "\n"
    try:
        return head(asked, "bare", subject="re: ").encode() + part(
            "text/plain", text, coding="8bit", charset="iso-8859-1"
        ).encode("iso-8859-1")
    except UnicodeEncodeError:
        return (head(asked, "bare8") + part("text/plain", text, coding="8bit")).encode()


PROGRAMS: tuple[Reply, ...] = (
    gmail, gmail_phone, gmail_inline, outlook, outlook_rule, outlook_html, outlook_phone, apple, iphone, thunderbird,
    thunderbird_html, gmx, gmx_plain, samsung, k9, yahoo, bare,
)  # fmt: skip
