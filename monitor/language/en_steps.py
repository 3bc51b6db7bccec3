"""The steps of a matter in English."""

from __future__ import annotations

from monitor.language.shape import Steps

STEPS = Steps(
    cues={
        "cancelled": (
            r"call(?:s|ed|ing)? … off\b", r"cancel\w*", r"scrap(?:s|ped|ping)?\b", r"abandon(?:s|ed|ing)?\b",
            r"axe[ds]?\b", r"drop(?:s|ped|ping) … (?:plans?|projects?|schemes?|deals?|bid|idea|campus)\b",
            "shelve[sd]?",
            "pull(?:s|ed|ing)? (?:out|the plug)", "walk(?:s|ed|ing)? away", r"withdr[ae]w\w*",
            r"(?:plans?|projects?|schemes?|deals?|bid) … (?:dropped|shelved)\b", r"terminat\w+",
            (
                r"(?:end(?:s|ed|ing)?|exit(?:s|ed)?|quit(?:s)?|cancel\w*|dissol\w+) … (?:contracts?|"
                r"agreements?|deals?|partnership|leases?|collaboration|cooperation|alliance|order)\b"
            ),
            r"(?:is|are|was) (?:now )?off\b(?! to)", "off the table", "g[ia]ve(?:s|n)? up(?: on)?",
            "back(?:s|ed|ing)? out",
            (
                "(?:will|would|do|does|is|are) (?:not|no longer) (?:be |going to be |to be )?(?:built|build|"
                r"go ahead|going ahead|happen|renewed?|pursued?|continued?|need(?:ed)?|go on)\b"
            ),
            "parts? (?:ways|company) with", "kill(?:s|ed) (?:off )?(?:the |its )?(?:plans?|projects?|deal)",
        ),
        "delayed": (
            r"delay(?:s|ed|ing)?\b(?!-)", r"postpon\w+", r"push(?:es|ed|ing)? … back\b",
            r"put(?:s|ting)? … (?:off|back)\b", r"slip(?:s|ped|ping)?\b", "behind schedule",
            "later than (?:planned|expected|announced|promised)", "on (?:hold|ice)", r"paus(?:e[sd]?|ing)\b",
            r"suspend\w*", r"halt(?:s|ed|ing)?\b", r"stall(?:s|ed|ing)?\b", r"fr[eo]ez\w*", r"froze\w*",
            r"not (?:open |start |come |be ready )?(?:before|until) (?:\w+ )?20\d\d",
            r"miss(?:es|ed) (?:its |the |their )?(?:\w+ )?(?:deadlines?|targets?|dates?)\b", "moratorium",
            r"stop(?:s|ped) … (?:work|works|construction|building)\b",
            r"push(?:es|ed) … to (?:\w+ )?(?:20\d\d|Q[1-4])\b", r"(?:is|are|runs?|running) (?:\w+ )?late\b",
            r"(?:weeks?|months?|quarters?|years?) (?:late|behind|later than)\b",
            r"(?:not|\w+n't|no) … (?:until|before) (?:[\w-]+ ){0,3}20\d\d", r"(?:not|\w+n't) open … this year\b",
            r"stay(?:s|ed) (?:the|an?|its|all|work|construction|permits?|approvals?|land)\b", "in limbo",
        ),
        "cut": (
            r"cut(?:s|ting)?\b(?!-)", r"reduc(?:e|es|ed|ing|tion)\b", r"scal(?:e|es|ed|ing) … (?:back|down)\b",
            r"shr[aiu]nk\w*", r"halv(?:e|es|ed|ing)\b", r"slash(?:es|ed|ing)?\b", r"trim(?:s|med|ming)?\b",
            r"lower(?:s|ed|ing) … (?:plans?|targets?|spending|commitments?|orders?|forecasts?)\b", "down from",
            r"downsiz\w+", "smaller than (?:planned|announced|expected)",
        ),
        "denied": (
            r"den(?:y|ies|ied|ying)\b", r"denials?\b", r"dismiss(?:es|ed|ing)?\b",
            r"reject(?:s|ed)? … (?:reports?|claims?|rumou?rs?|speculation|suggestions?)\b", r"refut\w+", "untrue",
            r"play(?:s|ed) down\b", r"no (?:\w+ )?(?:talks|negotiations)\b", "nothing (?:is |was |has been )?signed",
            r"no (?:such )?(?:deal|contract|agreement) (?:with|over|on|about)\b",
            "(?:is|are|was|were) not true",
            "there (?:is|was) no (?:such )?(?:deal|contract|agreement|plan|order|talks)",
            r"has no (?:such )?(?:deal|contract|agreement|plans?)\b",
            r"contradict(?:s|ed)? … (?:reports?|claims?|accounts?)\b",
        ),
        "refused": (
            r"(?:courts?|judges?|tribunals?) … (?:halt|stop|suspend|stay|freeze)(?:s|d|ed|ped)?\b",
            r"refus(?:e[sd]?|al|ing)\b",
            r"reject(?:s|ed|ing|ion)?\b", r"turn(?:s|ed|ing)? … down\b",
            r"vot(?:e|es|ed) (?:\d+[-–]\d+ )?(?:against|down)\b", r"withh[eo]ld\w*",
            r"declin(?:e|es|ed) to (?:approve|grant|issue|license|back|renew)\b",
            r"no (?:[\w-]+ ){0,2}(?:licen[cs]e|permit|approval|permission|consent)\b", r"block(?:s|ed|ing)\b",
            r"bann?(?:s|ed|ing)?\b", r"veto\w*",
            r"str(?:ikes?|uck) … down\b", r"overturn\w*", r"revok\w+", r"quash\w*", r"annul\w*", r"forb[ai]d\w*",
            r"prohibit\w*", "say(?:s)? no to", "said no to", "throws? out", "threw out",
            (
                "den(?:y|ies|ied) … (?:permits?|permission|approval|applications?|licen[cs]es?|requests?|"
                r"zoning|rezoning|incentives?|tax breaks?|abatements?)\b"
            ),
        ),
        "failed": (
            r"fail(?:s|ed|ing|ure)?\b(?! to (?:provide|keep|deliver|load))", r"collaps\w+",
            "f[ae]lls? (?:through|apart)", "fallen (?:through|apart)", "br(?:ea|o)k(?:s|e|en)? down",
            r"bankrupt\w*",
            r"insolven\w+", r"(?:does|did|do) not work\b", r"flop(?:s|ped)?\b", "burn(?:s|ed|t) down",
        ),
        "corrected": (
            r"corrections?\b", r"corrected\b", r"corrects\b", "earlier version", r"retract\w*", "wrongly reported",
            "mistakenly (?:said|stated|reported|gave)",
        ),
        "approved": (
            r"approv(?:e[sd]|al|ing)\b", "green light", "green-?lit",
            r"clear(?:s|ed) (?:the |a |an |its )?(?:plans?|way|deal|campus)\b",
            r"(?:grant|issu)(?:s|es|ed) … (?:permits?|permission|licen[cs]es?)\b", "sign(?:s|ed) off", "signs-off",
            "go-ahead", r"vot(?:e|es|ed) (?:for|in favou?r)\b", r"licen[cs]ed\b", "rezone[sd]?",
        ),
        "financed": (
            (
                "(?:secur|rais|clos|obtain|arrang|sign|gett?|got)(?:e?s|e?d|ing)? … (?:loans?|financing|"
                r"funding|debt|credit|bonds?)\b"
            ),
            r"(?:loans?|financing|funding|bonds?) … (?:closed|secured|in place|agreed|signed|sold|placed)\b",
            r"(?:banks?|lenders?|investors?) (?:lend|lent|lends|provide[sd]?|financ\w+)\b", r"financed\b",
        ),
        "begun": (
            r"beg[au]n\b", r"(?:has|have|had|was|were|is|are) (?:now )?started\b", r"started\b",
            "br(?:eaks?|oke|oken) ground", "ground-?breaking", "under construction", "under ?way", "kicked off",
            "poured the (?:first|foundation)",
        ),
        "delivered": (
            r"delivered\b", "(?:went|gone|goes) (?:live|online|into (?:operation|service|production)|on stream)",
            "c[ao]me (?:online|on stream)", r"opened\b", r"completed\b", r"finished\b", "handed over",
            "(?:switched|turned) on", "powered up", r"inaugurat(?:ed|es)\b", r"shipped\b", r"arrived\b",
            r"installed\b", "put into (?:operation|service)",
            r"(?:is|are) (?:now |already )(?:running|online|operational|live|in operation|in use)\b",
            r"(?:in|into) (?:full )?operation\b", r"(?:has|have) (?:now )?(?:taped out|received)\b", r"taped out\b",
            "entered (?:service|operation)",
        ),
        "agreed": (
            r"agreed\b", r"agree\b", r"agrees\b", r"signed\b", r"signs\b", r"sealed\b", r"seals\b", r"struck\b",
            "inked?", r"leas(?:ed|es)\b", r"rent(?:ed|s)\b", r"order(?:ed|s)\b", "deal", "contract", "agreement",
        ),
        "announced": (
            r"announc\w+", r"plan(?:s|ned|ning)?\b", r"unveil\w*", r"propos\w+", "wants? to", r"intend\w*",
            "aims? to", "to build", "will",
        ),
    },
    headline={
        "failed": (
            r"failing\b",
        ),
        "begun": (
            r"beg[ai]ns?\b", r"starts?\b (?:work|building|construction|using|training|running)", "kicks off",
            "breaks ground",
        ),
        "delivered": (
            r"delivers\b", r"opens\b", r"completes\b", r"finishes\b", "comes? online",
            "goes? (?:live|online|into operation)", "switch(?:es)? on", r"ships\b", r"arrives?\b", "hands over",
            r"online\b", r"running\b", "go(?:es)? live", r"receives\b",
        ),
    },
    aside=(
        "after", "following", "despite", "since", "instead of", "unlike", "once", "had been", "until", "before",
        "earlier", "previous(?:ly)?", "without",
    ),
    unsure=(
        "could", r"(?<!\bin )(?<!\bof )may(?! \d)", "might", "if", "whether", "would", "threaten(?:s|ed|ing)?",
        "risk(?:s|ed)?", r"warn\w*",
        r"fear\w*", r"consider\w*", "weigh(?:s|ing)?", "possible", "possibly", "should", "ask(?:s|ed)?", "unless",
        "not yet",
    ),
    coming=(
        "will", "to", "shall", "plan(?:s|ned)?", "expects?", "expected", "due", "set to", "wants?", "from",
        r"prepar\w+", "awaits?", "awaiting", "seek(?:s|ing)?", "need(?:s|ed)?", "ready", "can", "until", "by",
        "talks?", "hop(?:e|es|ing)",
    ),
    undone=(
        "not", "never", "no", "nothing", "without", "n't", "neither", "nor",
    ),
    harmless=(
        r"depend\w*", r"relian\w*", "costs?", "prices?", "emissions?", "risks?", "bills?", "latency", "noise",
        "jobs?", "consumption", "waste", r"shortage\w*", "ties",
    ),
    until=(
        "to", "until", "till", "before", "by", "in", "for",
    ),
)  # fmt: skip
