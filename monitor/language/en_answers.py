"""How readers answer a mail in English, and what English mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": ("relevant", "on topic", "more like this", "more of this"),
        "not-relevant": ("not relevant", "irrelevant", "off topic", "not on topic", "less like this", "not interested"),
        "mute": ("mute", "muted", "silence", "no more of this", "hide"),
        "follow": ("follow", "keep following", "watch", "track"),
        "split": ("split", "separate", "take apart"),
        "join": ("join", "merge", "combine", "same as", "same story as", "belongs to"),
        "known": ("known", "already known", "old news", "i know", "i knew", "knew that"),
        "wrong-number": ("wrong", "wrong number", "wrong figure", "number is wrong", "incorrect"),
        "undo": ("undo", "revert", "take back", "cancel"),
        "unsubscribe": ("unsubscribe", "unsubscribe me", "stop", "stop these mails", "no more mails"),
    },
    names=listed("name names"),
    outlets=listed("outlet source paper site"),
    spans={"day": 1, "days": 1, "d": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365},
    always=("for good", "forever", "for ever", "always", "permanently"),
    fillers=listed(
        "a an the and for from please pls story stories number no nr item it is this that these with to of all as in"
        " thanks thank you already"
    ),
    leads=(r"on .{4,200} wrote:?", r".{3,120} wrote on .{4,100}:?", r".{3,120} wrote:"),
    heads=listed("from sent to subject date cc reply-to"),
    breaks=("original message", "forwarded message", "original e-mail", "reply message", "original appointment"),
    signed=("sent from", "get outlook", "sent with", "sent using", "sent via"),
    absent=("automatic reply", "auto reply", "autoreply", "out of office", "out of the office", "vacation"),
)
