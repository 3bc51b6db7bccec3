"""How English sentences refer to earlier ones, name authors, dates and reasons."""

from __future__ import annotations

from monitor.language.shape import Telling

TELLING = Telling(
    openings=(
        r"he|she|it|it['’]s|they|him|his|hers?|its|theirs?|this|that|these|those|there|here|but|and|or|so|yet|however|also|meanwhile|both"
        r"|moreover|furthermore|additionally|instead|still|(?:previously|before that|earlier),? (?:he|she|they)|then|thus|therefore|hence|such|another|others|in addition(?! to)|let|well|so|alright|to put (?:it|that|this)|think of|for (?:example|instance|context|comparison)"
        r"|by (?:contrast|comparison)|in contrast(?! to)|on the other hand|as a result|in turn|likewise|similarly|nonetheless|nevertheless|separately"
        r"|we|we['’]re|i|i['’]m|our|my|you|your|what|why|how|below|above|the (?:former|latter|same|move|news|pair|duo|two|three|idea|reason|question|result)|now|again|or"
        r"|(?:all |both |some |most |half )?of (?:that|them|these|those)|on that basis|by itself|because(?=[^,]*$)|ask (?:him|her|them)"
    ),
    speakers=(
        r"(?:he|she) (?:said|says|added|adds|told|wrote|noted|explained|argued|continued)\b",
        r"(?:you(?:r|['’](?:ve|re|ll|d))?\b|i(?=['’ ]))(?=[^“”\"]*$)",  # the author, the reader
    ),
    bodies=(r"(?:they|it) (?:said|says|added|adds|told|wrote|noted|explained|argued|continued)",),
    pointers=(
        r"^the (?:remaining|rest|remainder|others?)\b",
        r"the others?\b(?! side)",
        r"^the (?-i:[a-z])[\w-]*, (?:which|who|whose)",
        "^(?:first|second|third|finally|lastly)(?=,)",
        "^at the same time",
        "^(?:a|the) day (?:earlier|before)",
        "there(?! (?:is|are|was|were|will|has|have))",
        "thereby",
        r"(?:for|to|from|with|of) (?:them|him|her)(?=[.,])",
    ),
    stand_ins=(r"the (?:[a-z]+[ -])?(?:company|firm|group|start-?up|[a-z]*maker|lab|giant)",),
    turns=("however",),
    noise=(
        "(?:earlier|previous) version",
        "newsletter",
        "cookie",
        "subscribe",
        "sign up",
        "read more",
        "read also",
        "see also",
        "advertis",
        "affiliate",
        "all rights",
        "podcast",
        r"\bclick\b",
        r"this (?:article|story|report)\b",
        "min(?:utes?)? read",
        "live[- ]?blog",
        "digital access",
        "unlimited access",
        "journalism on any device",
        "free trial",
        "on any device",
        "opens in a new (?:window|tab)",
        r"(?:cancel|subscri\w+) any ?time",
        "forward-looking statement",
        "pay to read",
    ),
    credits=("image", "photo", "source", "disclosure", "operator"),
    by=("by",),
    staff=(r"(?:our |the )?(?:staff|newsroom|editorial)\b[\w ]{0,24}?",),
    authors=("author",),
    and_=("and", "for"),
    agenda={
        "hearing": (r"\bhearings?\b", r"\btake up\b", r"\bdiscuss\b"),
        "vote": (r"\bvotes?\b", r"\bvoting\b"),
        "deadline": ("deadline", r"\bno later than\b", r"\bhas until\b", r"expires?\b"),
        "decision": (r"\bdecisions?\b", r"\bdecides?\b", r"\brul(?:e|ing)\b"),
        "talks": (r"\bmeeting\b", r"\btalks\b", r"\btrial\b"),
        "start": ("go(?:es|ing)? live", "come[s]? online", "in service", r"\bopens?\b", r"\bstarts?\b"),
        "delivery": (r"\bdeliver", r"\bship"),
        "numbers": ("earnings",),
    },
    background=(
        r"\blast year",
        r"\bin the (?:past|last|previous)\b",
        r"\bthe year (?:to|before)\b",
        r"\bso far\b",
        r"\bsince 20\d\d",
        r"\b(?:earlier|previous|prior) (?:deal|agreement|contract|order)s?\b",
        r"\balready (?:runs?|operates?|owns?|has)\b",
        r"\b(?:has|had|have) been put at\b",
        r"\bcompar(?:ed|ison)\b",
        r"\brivals?\b",
        r"\bcritics?\b",
        r"\banalysts?\b",
        r"\bfounded\b",
        r"\bshares (?:rose|fell|jumped|lost|were|recovered|gained|dropped|slid|climbed|added|closed)\b",
        r"\b(?:had|posted) (?:revenue|sales|a (?:loss|profit))\b",
        r"\b(?:operates?|runs) (?:only |just )?(?:a single|one|two|three|four|five|\d)",
    ),
    coming=(
        r"\bwill\b",
        r"\b(?:is|are) (?:due|to)\b",
        r"\bexpect(?:ed|s)\b",
        r"\bscheduled\b",
        r"\bset (?:for|to)\b",
        r"\bcould\b",
        r"\bplann?ed\b",
        r"\b(?:from|by|begins?|starts?|starting) ",
        r"\bas early as\b",
        r"\bhas until\b",
    ),
    locations=("in", "at", "near", "outside", "for"),
    reasons=("because", "due to", "owing to", "in order to", "so that", "after"),
)
