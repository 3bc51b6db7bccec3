"""How readers answer a mail in English, and what English mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": (
            "relevant", "relevant after all",
            "on topic", "on-topic", "more like this", "more like that", "more of this", "more of that",
            "more on this", "more about this", "important", "interesting", "of interest", "interests", "useful",
        ),
        "not-relevant": (
            "not relevant", "isn't relevant", "aren't relevant", "irrelevant", "off topic", "off-topic",
            "not on topic", "not our topic", "not my topic", "nothing to do with", "less like this", "less like that",
            "less of this", "less of that", "not interested", "not interesting", "isn't interesting",
            "aren't interesting", "uninteresting", "not of interest", "of no interest", "no interest",
            "doesn't interest", "don't interest", "does not interest", "unimportant", "not important",
            "isn't important", "don't care", "do not care", "don't need", "do not need", "not useful",
            "doesn't belong", "does not belong", "doesn't matter", "does not matter", "not for me", "not for us",
        ),
        "mute": (
            "mute", "muted", "silence", "silenced", "hide", "hidden", "no more of this", "no more of that",
            "no more of", "no more on this", "no more on", "no more about", "don't show", "do not show",
            "stop showing", "no longer show", "don't want to see", "do not want to see", "suppress", "snooze",
            "ignore", "pause",
        ),
        "follow": (
            "follow", "following", "keep following", "follow up on", "watch", "watching", "track", "tracking",
            "monitor", "keep me posted on", "keep us posted on", "keep me posted about", "keep us posted about",
            "keep me updated on", "keep us updated on", "keep me informed about", "keep us informed about",
            "keep an eye on", "keep tabs on",
        ),
        "split": (
            "split", "split up", "separate", "separated", "take apart", "break up", "don't belong together",
            "do not belong together", "not the same story", "aren't the same story", "two different",
        ),
        "join": (
            "join", "joined", "merge", "merged", "combine", "combined", "unite", "same as", "same story as",
            "same story", "same thing", "the same", "belong together", "belongs together", "go together",
            "belongs to", "belongs with", "put together", "are one", "identical",
        ),
        "known": (
            "known", "know", "knew", "seen", "old news", "already read", "read already", "have read", "i've read",
            "we've read", "already heard", "heard already", "already had", "had already", "already have",
            "have already", "had this", "had that", "nothing new", "not new", "isn't new", "aren't new", "no news",
            "not news", "old",
        ),
        "wrong-number": (
            "wrong", "wrong number", "wrong numbers", "wrong figure", "wrong figures", "incorrect", "not correct",
            "isn't correct", "aren't correct", "not right", "isn't right", "aren't right", "inaccurate",
            "not accurate", "isn't accurate", "mistaken", "doesn't add up", "does not add up", "false",
        ),
        "undo": ("undo", "undone", "revert", "reverse", "take back", "roll back", "rollback", "cancel"),
        "unsubscribe": (
            "unsubscribe", "unsubscribed", "stop", "stop these mails", "stop sending", "stop receiving", "don't send",
            "do not send", "no longer send", "no longer receive", "no longer want to receive",
            "don't want to receive", "do not want to receive", "no more mail", "no more mails", "no more e-mails",
            "no more emails", "no more digests", "take off", "remove me", "remove us", "remove my address",
            "delete my address", "opt out", "opt me out", "cancel my subscription", "end my subscription",
            "cancel subscription", "sign off", "sign out",
        ),
    },
    names=listed("name names"),
    outlets=listed("outlet source paper site"),
    spans={
        "day": 1, "days": 1, "d": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14, "fortnights": 14,
        "month": 30, "months": 30, "quarter": 90, "year": 365, "years": 365, "yr": 365, "yrs": 365,
    },
    always=(
        "for good", "forever", "for ever", "always", "permanently", "indefinitely", "until further notice",
        "till further notice", "for all time",
    ),
    fillers=listed(
        "a an the i you he she it we they me us him her them my your our their its this that these those one ones"
        " i'd i'm i'll i've we'd we're we'll we've it's that's they're you're and for of from to in on at with about"
        " as regarding re is are was were be been being am has have had having can could will would should shall let"
        " let's please kindly pls simply just also too well already still really now many lots lot thanks thank thx"
        " cheers much ok okay yes hi hello hey dear sorry all each both story stories item items article articles"
        " piece pieces topic topics number numbers figure figures amount value no nr point points report reports"
        " thing things subject entry mark marked set put make treat consider count keep turn switch get want wanted"
        " like here change action last list mail mails email emails e-mail e-mails mailing digest digests newsletter"
        " newsletters subscription see hear send cover covers either so kind good"
    ),
    ands=("and",),
    counted=listed("of stories items articles pieces topics points reports things numbers figures"),
    greetings=listed("hi hello hey dear good morning"),
    asks=listed("is are was were does do did has have isn't aren't"),
    numbering=listed("number no nr story item topic point article report"),
    doubts=listed(
        "but only if unless except until however though maybe instead when once after before while whether"
        " till perhaps probably might may later tomorrow neither nor or hardly rather today"
    ),
    denials=listed("not don't doesn't isn't no never without"),
    closings=(
        "best regards", "kind regards", "regards", "best wishes", "many thanks", "thanks", "thank you", "cheers",
        "best", "sincerely", "yours",
    ),
    leads=(r"on .{4,200} wrote:?", r".{3,120} wrote on .{4,100}:?", r".{3,120} wrote:"),
    heads=listed("from sent to subject date cc reply-to"),
    breaks=(
        "original message", "forwarded message", "original e-mail", "reply message", "original appointment",
        "original mail",
    ),
    signed=("sent from", "get outlook", "sent with", "sent using", "sent via", "virus-free"),
    absent=("automatic reply", "auto reply", "autoreply", "out of office", "out of the office", "vacation"),
)  # fmt: skip
