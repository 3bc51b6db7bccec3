"""The bytes of a mail, however broken, are a letter; what is attached is not what its sender says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.replies import commands, letters, plain_html, quoting

HEAD = b"From: Rita <reader@example.org>\r\nMessage-ID: <1@x.example>\r\n"


@given(st.binary(max_size=400))
@example(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x")
@example(b"From: =?utf-8?b?////?= <@>\r\nSubject: =?x?q?=ff?=\r\nContent-Transfer-Encoding: base64\r\n\r\n!")
@example(b"Content-Type: text/plain; charset=no-such\r\n\r\n1 mute")
@example(b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n")
@example(b"In-Reply-To: <" + b"a" * 300 + b"@b>\r\nReferences: <<>>\r\n\r\n")
def test_any_bytes_are_a_letter(content: bytes) -> None:
    letter = letters.read(content)
    assert len(letter.lines) <= quoting.OWN
    commands.of(letter.lines)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    commands.of(quoting.own_lines(text))
    plain_html.text(text)


ALTERNATIVE = (
    b'Content-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n%s\r\n--x\r\n'
    b"Content-Type: text/html\r\n\r\n<p>2 follow</p>\r\n--x--\r\n"
)
ATTACHED = (
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n%s\r\n--x\r\n'
    b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nContent-Type: text/plain\r\n\r\n1 mute\r\n--x\r\n"
    b"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n3 mute\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (ALTERNATIVE % b"1 mute", ("1 mute",)),
        (ALTERNATIVE % b" \r\n", ("2 follow",)),
        (ATTACHED % b"2 known", ("2 known",)),
        (ATTACHED % b"", ()),
        (b'Content-Type: text/plain; charset="no-such"\r\n\r\n1 mute\r\n', ("1 mute",)),
        (b"Content-Transfer-Encoding: base64\r\n\r\nMSBtdXRl\r\n", ("1 mute",)),
        (b"\r\n1 mute\r\nOn Tuesday, News wrote:\r\n> 2 follow\r\n", ("1 mute",)),
        (b"\r\n> 2 follow\r\n1 mute\r\n> 3 known\r\n4 follow\r\n", ("1 mute", "4 follow")),
    ],
    ids=range(8),
)
def test_what_the_sender_says(body: bytes, lines: tuple[str, ...]) -> None:
    letter = letters.read(HEAD + body)
    assert letter.lines == lines
    assert letter.sender == "reader@example.org"


def test_only_the_first_256_kb_are_read() -> None:
    letter = letters.read(HEAD + b"\r\n" + b"x" * letters.LARGEST + b"\r\n1 mute\r\n")
    assert "1 mute" not in letter.lines
