"""The frame in English; " | " parts the form for one from the form for several."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    # The head
    "title": "News",
    "edition": "Edition {number}",
    "period": "{period} (time in {place})",
    "catch-up": "Catch-up edition: it covers {days} days, because none was sent in between.",
    "must": "Must know",
    "should": "Should know",
    "also": "Also notable",
    "already": "Already known",
    "already-note": "New reports on what you already know, with nothing to add.",
    "more": "One more story is on the page of this edition. | {n} more stories are on the page of this edition.",
    "continue": "Continue on the page of this edition",
    "nothing": "Nothing new in this time.",
    # The subject
    "subject-nothing": "{title}: nothing new",
    "subject-broken": "Warning: {n} of {all} sources failing",
    # A card
    "new": "new",
    "update": "updated",
    "known": "known",
    "whats-new": "What is new",
    "whats-new-since": "New since {day}",
    "first-named": "named for the first time",
    "figures": "Figures",
    "known-before": "Known before",
    "from-seed": "starting corpus",
    "told-on": "edition of {day}",
    "reports": "1 report | {n} reports",
    "of-them-new": "{n} of them new | {n} of them new",
    "origins": "1 origin | {n} independent origins",
    "more-reports": "and 1 more | and {n} more",
    "why": "Why you see this",
    "only-in": "Only in the {name} reports",
    "copy": "almost the same text",
    "lead": "fullest report",
    "undated": "undated",
    "conflict": "Sources disagree",
    "headline-only": "only the headline was available",
    # The first screen and what is ahead
    "subject-more": "one more | {n} more",
    "subject-digest": "{news}",
    "subject-alert": "Alert: {news}",
    "subject-review": "Review: {news}",
    "gloss": "In {name}",
    "runs-since": "running since {day}",
    "also-in": "also in",
    "only-at": "in",
    "ahead": "Ahead",
    "ahead-hearing": "hearing",
    "ahead-vote": "vote",
    "ahead-deadline": "deadline",
    "ahead-decision": "decision",
    "ahead-talks": "meeting",
    "ahead-start": "start",
    "ahead-delivery": "delivery",
    "ahead-numbers": "results",
    "account-line": "{fetched} fetched: {parts}",
    "details": "details",
    "feeds-trouble": "{n} of {all} sources failing: {names}",
    "feeds-waiting": "1 entry waits for the next edition | {n} entries wait for the next edition",
    # Reasons for a card
    "why-title": "{names} in the headline",
    "why-names": "names {names}",
    "why-sure": "{share} certain to be on topic",
    # Kinds of figures
    "power": "Power",
    "energy": "Energy",
    "money": "Value",
    "chips": "Number",
    "share": "Share",
    "count": "Count",
    # The ledger
    "ledger": "Figures: what has been announced",
    "ledger-power": "Power by partner",
    "ledger-money": "Money by partner",
    "ledger-note": (
        "The largest amount at least two articles give, otherwise the newest. The source's name leads to it."
    ),
    "was": "was {old}",
    # The account
    "account": "The account",
    "fetched": "entry fetched | entries fetched",
    "unbalanced": (
        "The account does not add up: {fetched} fetched, but {sum} accounted for. This is a fault of the program."
    ),
    "withheld": "Not shown",
    # Details of what is withheld
    "detail-merged": "tells the same as “{title}”",
    "detail-copy": "almost the same text as “{title}”",
    "detail-known-copy": "almost the same text as “{title}” ({where})",
    "detail-known-from": "nothing new beyond “{title}” ({where})",
    "detail-too_old": "of {day}, {days} days old on arrival",
    "detail-off_topic": "no rule of the topic applies",
    "detail-other-topic": "belongs to no topic of this digest",
    "detail-minor": "on topic, but not important enough for an alert ({score} < {threshold})",
    "detail-several": "{n} more entries",
    "detail-backfill": "not among the newest that a first look at a feed takes (backfill)",
    "detail-same": "word for word like another entry of its feed",
    "detail-dropped": "unread: the feed brought too many at once, or they could not be read",
    # Feeds
    "feeds": "Sources",
    "feeds-ok": "The source answers. | All {n} sources answer.",
    "feed-trouble": "{title}: {problem} (since {since})",
    "feed-trouble-now": "{title}: {problem}",
    "feed-recovered": "{title} is back.",
    "feed-waiting": (
        "{title}: 1 entry over this source's limit waits for the next edition. | {title}: {n} entries over "
        "this source's limit wait for the next edition."
    ),
    "feeds-some": "{ok} of {all} sources answer; what is wrong with the others has been told before.",
    # The foot
    "template-problem": "Your template has an error, so you see the built-in form here. {problem}",
    "page": "The whole edition",
    "foot": "You get this mail because your address stands under “{digest}” in feeds.yaml.",
    # The archive
    "archive": "All editions",
    "archive-of": "{title}: all editions",
    "older": "‹ previous edition",
    "newer": "next edition ›",
    "search": "Search all stories",
    "search-scope": "stories",
    "search-none": "Nothing found.",
    "search-some": "matches",
    "search-script": "Search needs JavaScript; everything else works without.",
    "story-history": "History of this story",
    "ledger-page": "Figures over time",
    "no-figures": "No figures yet.",
    "contents": "Contents",
    "skip": "Skip to content",
    "stories": "1 story | {n} stories",
}

LANGUAGES: Mapping[str, str] = {
    "de": "German",
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "ja": "Japanese",
    "zh": "Chinese",
    "ar": "Arabic",
    "he": "Hebrew",
    "ko": "Korean",
    "pt": "Portuguese",
}
