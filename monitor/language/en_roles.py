"""The role of somebody in an English sentence."""

from __future__ import annotations

from monitor.language.shape import Roles

_TENANT = "tenant|customer|client|occupier|occupant|renter|user|buyer|lessee|off-?taker|co-owner"
_IDENTIFIED = r"\b(?:identified|named|confirmed)(?: \w+){0,3} as §"
ROLES = Roles(
    party=(
        rf"\b(?:{_TENANT}|owner|operator)s?\b…§", r"\blandlords? (?:of|to|for)\b…§",
        rf"§…\b(?:as|is|are|was|be|becomes?|became|remains?)\b…\b(?:{_TENANT}|owner)",
        (r"\b(?:buil[dt]\w*|leas(?:e|es|ed|ing)|let|rent\w*|sell\w*|sold|sale|suppl(?:y|ies|ied|ying|ier)|deliver\w*"
        r"|contracts?|contracted|agreements?|deals?|meant|intended|destined|orders?|ordered|pacts?|campus|sites?|halls?|cent(?:er|re)s?|capacity"
        r"|power|electricity|megawatts|gigawatts|mw|gw|chips?|accelerators?|parts|modules?|operat\w+|run|runs|develop\w*"
        r"|construct\w*|reserved?|host\w*|backlog|loan|room|space|work\w*|plans?|planned|project|venture|joint|together)"
        r"…\b(?:for|to|with|by|from|of) (?:the |an? )?§"),
        (r"§(?:'s|s'|s)? (?:[\w-]+ ){0,3}(?:campus|sites?|data[ -]?cent(?:er|re)s?|landlord|halls?|lease|contract"
        r"|orders?|compute|servers|computers|machines|chips?|accelerators?|plant|project|building|capacity|footprint"
        r"|infrastructure|rent|leases)\b"),
        (r"§ (?:[\w-]+ ){0,4}(?:leas(?:e|es|ed|ing)|rent\w*|tak(?:es|e|ing|en)|took|orders?|ordered|buys?|bought|buying"
        r"|builds?|built|building|plans?|planned|signs?|signed|commit\w*|reserv\w*|books?|booked|booking"
        r"|pull\w* out|scrap\w*"
        r"|cancel\w*|delay\w*|mov(?:e|es|ing)|occup\w*|operat\w*|us(?:e|es|ing)|walk\w* away|picks?|picked|expand\w*"
        r"|pays?|agreed|co-own\w*|keep\w*|secur\w*|trim\w*|cuts?|computes?|trains (?:in|there|on))\b"),
        r"\b(?:hosts?|hosted|hosting|houses?|housing) §",
        r"§ (?:can|may|could) (?:then |also )?(?:leave|walk|terminate|withdraw|return|hand back|give back|cancel)\b",
        _IDENTIFIED, r"§ (?:is|was) (?:the reason|behind)\b", r"§, for wh(?:om|ich)\b",
    ),
    tenant=(
        rf"\b(?:{_TENANT})s?\b…§", rf"§…\b(?:{_TENANT})",
        (r"\b(?:leased|let|rented|reserved|contracted|earmarked|built|run|operat\w*|sold|meant|intended|destined)"
        r" (?:by [\w -]{2,30} )?(?:to|for|by) §"),
        r"§ (?:will |is to |would )?(?:rents?|leases?|leased|uses?|occup(?:y|ies)|buys|computes)\b",
        r"\b(?:contracts?|orders?|agreements?) with §", _IDENTIFIED,
    ),
    aside=(
        (r"\b(?:like|unlike|than|rivals?(?: of| to)?|alternatives? to|compet\w+ (?:with|to|of)|formerly (?:of|at)|ex-"
        r"|former|investors? in|shareholders? (?:of|in)|backers? of|stake in|such as|including|models? (?:of|from|by)"
        r"|maker of|answer to|challeng\w+ to) (?:[\w-]+ ){0,2}§"),
        (r"\b(?:after|since|besides|beyond|in addition to|on top of|as well as|apart from|following"
        r"|same day (?:as|that)|day after|hours after|while|whereas) (?:(?!that\b)[\w-]+ ){0,6}§"),
        r"(?<!it )(?<!them )\bas (?:the |its )?§(?! (?:\w+ ){0,2}(?:as|is|was))",
        r"\b(?:not|no|never|nor|neither)\b (?:[\w-]+ ){0,3}§",
        (r"§(?:'s)? (?:[\w-]+ ){0,2}(?:rivals?|competitors?|alternatives?|models?|assistants?|apps?|browsers?|chatbots?"
        r"|staff|employees|shares?|researchers?|lawyers|lawsuits?|founders?|backers?|investors?|interfaces?|api|smaller)\b"),
        r"\b(?:outages?|disruptions?)\b…§", r"§…\b(?:outages?|(?:was|went) down|disrupted)\b",  # a fault
    ),
    background=(
        (r"\b(?:like|unlike|than|rivals?(?: of| to)?|alternatives? to|compet\w+ (?:with|to)|formerly (?:of|at)|former"
        r"|ex-|investors? in|shareholders? (?:of|in)|backers? of|stakes? in|answer to|challeng\w+ to|independent of)"
        r" (?:[\w-]+ ){0,2}§"),
        (r"\b(?:after|since|besides|beyond|in addition to|on top of|as well as|apart from|aside from"
        r"|same day (?:as|that)|day after|hours after) (?:its|his|her|their|the|a|an) (?:[\w-]+ ){0,4}§"),
        r"\b(?:not|no|never|nor|neither) (?:for |with |an? |the )?[\"“'‘«„]?§",
        r"§(?:'s)? (?:[\w-]+ )?(?:rivals?|competitors?|alternatives?|interfaces?)\b",
        # another site or loan as a yardstick, and who has nothing to do with it
        r"\b(?:unlike|in contrast to)\b[^.;:]{0,90}§",
        r"\b(?:(?:far|well|much) (?:less|more|lower|higher|above|below|over|under))\b[^.;:]{0,90}§",
        # a place or a moment that says where or when something else is or happens
        (r"\b(?:next (?:door )?to|beside|adjacent to|opposite|separate from|around the corner from"
        r"|(?:customers|clients|tenants|sites) including"
        r"|(?:met(?:re|er)s|kilomet(?:re|er)s|miles?|minutes|an hour|blocks?)(?: [a-z]+)? (?:from|off)"
        r"|(?:day|days|hours|weeks?|months?) after (?:its|his|her|their|the|a|an))\b"
        r"(?: (?!will\b|would\b|plans?\b|to\b|is\b|are\b|(?:news|word|reports?|announcements?) that\b)[^.,;:§\s]+)"
        r"{0,9} §"
        rf"(?![^.;:]{{0,60}}\b(?:{_TENANT})\b)"),
        r"§[^.;:]{0,80}\b(?:has|have|had|plays?) no (?:part|role|stake|share)\b",
        r"§[^.;:]{0,80}\b(?:is|was|are|were) not (?:involved|part of)\b",
    ),
)  # fmt: skip
