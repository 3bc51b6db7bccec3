"""How messages are sent: the one place that knows all ways. A new one is a module here and a line in each function."""

from __future__ import annotations

from monitor.mail import maildir, smtp
from monitor.settings import Maildir, Smtp


def open_mailer(way: Smtp | Maildir) -> smtp.SmtpMailer | maildir.MaildirMailer:
    """What sends this way."""
    return maildir.MaildirMailer(way) if isinstance(way, Maildir) else smtp.open_mailer(way)


async def check(way: Smtp | Maildir) -> tuple[str, str]:
    """Where messages go, and why none would arrive; the latter is empty if all is well."""
    if isinstance(way, Maildir):
        return str(way.folder), maildir.check(way)
    return f"{way.host}:{way.port}", await smtp.check(way)
