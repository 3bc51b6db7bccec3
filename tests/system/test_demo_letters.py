"""The mail server of the demo really accepts mail."""

import smtplib

from monitor.demo import postbox


def test_a_letter_arrives_whole() -> None:
    with postbox.listen() as box:
        host, port = box.url.removeprefix("smtp://").split(":")
        with smtplib.SMTP(host, int(port)) as client:
            client.sendmail(
                "a@example.org", ["b@example.org"], b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHallo\r\n"
            )
        assert box.recipients == ["b@example.org"]
        assert [letter["Subject"] for letter in box.letters] == ["Grüße"]
