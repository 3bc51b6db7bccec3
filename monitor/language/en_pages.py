"""What English pages say besides the article: consent, paywalls, checks for robots, errors, links, captions.

Walls are recognised by phrases, not words: they address the reader or talk about the page itself, so that a report with
the same words in another sense ("the council must agree", "35 million subscribers") does not count as one.
"""

from __future__ import annotations

from monitor.language.shape import Furniture

FURNITURE = Furniture(
    cues=(
        "cookies?", "javascript", r"ad-?block\w*", "browser", "newsletter", r"subscribe\w*", "subscription",
        "sign ?up", "log ?in", "register", "privacy policy", "terms of use", "terms of service",
        "all rights reserved", "copyright", "share this", "facebook", "twitter", "whatsapp", "pinterest", "linkedin",
        "website", r"personali[sz]\w+", "click here", "read more", "advertisement", "your inbox", "getty images",
        "image credits?", "comments?", "rss", "app store", "google play", "unlimited access", "free trial",
        "digital access", "partners process", "your consent", "your browser", "our partners",
        "story continues below", "failed to load",
    ),
    links=(
        "watch", "read", "see also", "also read", "read also", "more read", "read more", "read next", "related",
        "more on", "more from", "don't miss", "recommended", "listen", "more news", "other stories",
    ),
    credits=("Photo", "Image Credits?"),
    captions={
        "day, ": r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+\.? \d{1,2}, 20\d\d\W*$",
        "file p": r"\bfile (?:photo|picture)\b",
        "in this ": r"\bin this (?:photo|picture|illustration)\b",
        "Getty Images": r"\bGetty Images\b",
    },
    bylines=("photo of the author", "by admin", "advertisement"),
    tails=(
        "previous", "next", "leave a (?:reply|comment)", "comments", "related (?:posts|articles|stories)",
        r"tags\s*:.*", "newsletter.*",
    ),
    check_titles=(
        "just a moment|attention required|one moment,? please|please wait|access (?:denied|to this page has been denied)",
        "checking your browser|verifying (?:you|that you|your)|(?:human|security) (?:verification|check|challenge)",
        "verify (?:you are|you're|that you)|are you (?:a )?(?:human|robot)|(?:ro)?bot (?:check|verification|protection)|security checkpoint",
        "client challenge|making sure you.{1,6}re not a bot|ddos protection|pardon our interruption|request rejected|you have been blocked",
        r"^(?:re|h)?captcha\b.{0,14}$|(?:solve|complete|enter) (?:the |this )?captcha",  # not: a headline about captchas
        "unusual traffic|challenge validation|establishing a secure connection",
    ),
    check_texts=(
        r"\b(?:verify(?:ing)?|confirm|prove|mak(?:e|ing) sure|ensure|check)\b[^.!?]{0,40}\byou(?:['’]re| are)\b",
        r"\bcheck(?:ing)? (?:if )?(?:the |your )(?:browser|connection|site connection)|\bnot a (?:ro)?bot\b|\bunusual (?:traffic|activity)",
        r"\bautomated (?:access|requests|queries|traffic)|\bcomplete the (?:captcha|security)",
        r"\b(?:enable|turn on|requires?|need to have) javascript|\bpress (?:&amp;|&|and) hold",
        r"\b(?:ray|incident|reference|support|request) (?:id|#)|\byour access to this (?:site|page|service)",
        r"\b(?:you don['’]t|you do not) have permission to access|\bsolve the (?:puzzle|challenge)",
        r"\bplease (?:stand by|wait)\b[^.!?]{0,60}\b(?:redirect|check|verif)|\bthe owner of this website has banned|\bwaiting room\b",
        r"\byou are (?:now )?in (?:line|the queue)",
    ),
    titles={
        "missing": (
            r"^(?:error |http )?4(?:04|10)\b|\b404\b.{0,20}(?:error|not found)|^(?:oops|sorry)\b",
            "(?:page|article|story|document|file|content|url) (?:was |is |could )?(?:not|cannot be|no longer) (?:be )?(?:found|exist|available)",
            r"^not found\b|(?:page|article) (?:has )?(?:expired|moved|removed)",
        ),
        "denied": (
            r"^(?:error |http )?(?:401|403|429|451)\b|access (?:denied|forbidden|restricted)|^forbidden\b|too many requests",
            "(?:not |un)available in your (?:country|region|location)|account suspended",
        ),
        "down": (
            r"^(?:error |http )?5\d\d\b|(?:under|site|scheduled) maintenance|^(?:down for )?maintenance\b",
            "(?:be|we'll be|we’ll be) (?:right )?back (?:soon|shortly)|service (?:temporarily )?unavailable|temporarily unavailable",
            "internal server error|bad gateway|gateway time-?out|database error|error establishing a database|^welcome to nginx",
            "^apache2? .{0,30}default page|^iis windows|^it works!?$|^index of /|domain (?:is )?for sale|^domain parked|buy this domain",
            "^coming soon$|^under construction",
        ),
        "wall": (
            r"^(?:log ?in|sign ?in|subscribe|register|create (?:an )?account)\b(?! (?:for|to) \d)",
            "(?:cookie|privacy|consent) (?:settings|preferences|notice|choices|consent|wall)|before you continue|age (?:verification|check)",
            r"are you over \d\d|(?:adblock|ad blocker) detected",
            "(?:browser not supported|unsupported browser|update your browser|javascript (?:is )?(?:required|disabled))",
        ),
    },
    about_itself={
        "missing": (
            r"\b(?:page|article|story|link|url|address|content|document|file|resource|post)\b[^.!?]{0,60}(?:could not be found|not be found|cannot be found|was not found|not found|doesn['’]t exist|does not exist|no longer (?:available|exists?|here)|(?:has|have|may have) (?:been )?(?:moved|renamed|removed|deleted|expired))",
            r"\b(?:we|you)\b[^.!?]{0,30}(?:can['’]t|cannot|couldn['’]t|could not) find (?:the|that|this|what)\b",
            r"\b(?:page|article) you(?:['’]re| are| were)? (?:looking|searching|requested|tried)",
            r"\b(?:go|return|back|head) (?:back )?to (?:the |our )?(?:home ?page|front page|start page|home)\b",
            r"\b(?:use|try) (?:the |our )?(?:search|site map|sitemap|menu)\b|\b(?:which|what) link brought you here|think this is an error",
            r"mistyped|check the (?:url|address|spelling)|\bmost (?:popular|read) (?:stories|articles)\b|\bread one of our",
        ),
        "denied": (
            r"\byou (?:don['’]t|do not) have (?:permission|access)",
            "access (?:to this (?:page|site|resource|content) )?(?:is|has been|was) (?:denied|blocked|restricted|forbidden)",
            r"\b(?:not|un)available (?:in|to|for)\b[^.!?]{0,30}\b(?:your (?:country|region|location)|european|visitors from|readers in)",
            r"\b(?:content|article|page|website) is (?:currently )?(?:not |un)available in|\btoo many requests|rate limit",
            r"\byour (?:ip|ip address|request|access) (?:has been|was|is) (?:blocked|limited|denied|banned)",
            r"\b(?:gdpr|general data protection regulation)\b[^.!?]{0,80}(?:access|available|visitors)|\baccount (?:has been )?suspended",
            r"\breference (?:#|number|error)|contact (?:the|our|your) (?:site|web|hosting|support|administrator)",
        ),
        "down": (
            r"\b(?:(?:site|page|service|server|system)s? (?:is|are|will be)|we(?:['’]re| are)|undergoing|performing|scheduled|down for|routine)\b[^.!?]{0,40}\b(?:maintenance|unavailable|upgrad)",
            r"\b(?:back|up) (?:online |again )?(?:soon|shortly|in a (?:few|moment|while))|check back (?:soon|later|shortly)",
            r"try again (?:later|soon|in a)|\b(?:server|application|technical|internal|unexpected|database) (?:error|difficulties|problem|fault)",
            r"something went wrong|an error (?:has )?occurred|\bfatal error\b|\bstack trace\b|\berror establishing a database|sql syntax",
            r"\bdomain (?:name )?(?:is|may be) (?:for sale|parked|registered)|buy this domain|this domain|further configuration is required",
            r"web server is (?:successfully )?(?:installed|running)|\bsorry for (?:the|any) inconvenience",
            "apologi[sz]e for (?:the|any) inconvenience|thank you for your patience",
        ),
        "wall": (
            r"\b(?:we|our|us)\b[^.!?]{0,60}\b(?:cookies?|partners?|vendors?)\b|\bcookies?\b[^.!?]{0,60}\b(?:we|our|your|you)\b",
            r"\byour (?:consent|privacy|choices?|personal data|preferences|device)\b|\bprivacy policy\b|\blegitimate interest",
            r"\b(?:accept|reject|manage) (?:all|cookies|settings)|\bstore and/or access|personalised (?:ads|content|advertising)",
            "audience (?:research|insights)|measure (?:ads|ad|content) performance",
            r"\b(?:subscribe|sign in|log in|register|create (?:a|an|your) (?:free )?account|become a (?:member|subscriber))\b[^.!?]{0,50}\b(?:to|and|for|now|today|here|or)\b[^.!?]{0,40}(?:read|continu|access|unlock|unlimited|full|free|view)",
            r"\balready (?:a|have an?) (?:subscriber|member|account|subscription)",
            r"\bsubscri(?:be|ption)\b[^.!?]{0,40}(?:cancel|month|week|year|offer|trial)|cancel (?:at )?any ?time",
            r"\b(?:you['’]ve|you have) (?:reached|used|read)\b[^.!?]{0,50}(?:limit|free|articles)",
            r"\b(?:this|the) (?:article|story|content) is (?:only |reserved |exclusively )?(?:for|available to)|\b(?:email|e-mail) address\b",
            r"\bforgot(?:ten)? (?:your )?password|\bremember me\b|\bpassword\b[^.!?]{0,20}\b(?:enter|your)",
            r"enter your (?:email|password|date of birth)|\b(?:disable|turn off|pause|whitelist)\b[^.!?]{0,30}\bad ?-?block|\bad ?-?blocker",
            r"\byou (?:must|need to) be (?:at least )?\d\d|\bover (?:the age of )?(?:18|21)\b|date of birth",
            r"\b(?:enable|need|requires?|without|turn on) javascript|\bjavascript (?:is|must be|needs)",
            r"\b(?:your|this) browser (?:is|does|version)|(?:upgrade|update) (?:to a|your) (?:modern |newer )?browser",
            r"\b(?:open|view|read|continue|download)\b[^.!?]{0,20}\b(?:in|with|on)? ?(?:the|our) app\b|\bapp store\b|google play",
            r"\byou (?:are|will be) (?:being |now )?redirect|click here if you are not redirected|waiting room|your (?:estimated )?wait",
        ),
    },
    speaks=(
        r"\b(?:you|your|please|we|our|i['’]m|(?-i:us))\b|\bthis (?:web ?)?(?:page|site|article|content|domain|link|address|server|account|resource|story|app)\b",
        r"\b(?:the|an?|our) (?:requested|web|home) ?page\b|\bthe (?:website|web server|server|url)\b",
        r"(?:^|[.!?:] )(?:accept|add|allow|answer|ask|buy|cancel|check|choose|clear|click|close|complete|confirm|contact|continue|create|disable|download|drag|enable|enter|find|follow|go|help|join|leave|log ?in|manage|move|open|press|read|register|reload|return|scan|search|select|send|show|sign ?in|sign ?out|sign ?up|skip|slide|start|subscribe|switch|take|tap|tell|try|turn|type|update|upgrade|use|verify|view|wait)(?: (?:a|all|an|again|back|below|for|here|in|it|javascript|more|now|off|on|one|or|our|the|this|to|today|your)\b|\W*$)",
    ),
    asks_to_pay=(
        r"^(?:please )?subscribe (?:now|today|here|for (?:full|unlimited|access|just|only|as|[$£€]?\d)|to (?:read|continue|unlock|get|our (?:digital|premium)))|^subscribe\W*$",
        r"\b(?:subscribe|sign in|log in|register|create (?:a|an) (?:free )?account)\b[^.!?]{0,30}\b(?:to|and) (?:continue|keep|read|unlock|access|view)",
        r"\b(?:log in|sign in|register) or (?:create|subscribe|sign|register|log)",
        r"\balready (?:a|have an?) (?:subscriber|member|account|subscription)|\b(?:to|and) (?:continue|keep) reading\b|^continue reading\b",
        r"\bread the (?:full|whole|rest of the) (?:story|article) (?:with|by|on)",
        r"\b(?:this|the) (?:article|story|content|post) is (?:only |reserved |exclusively |just )?(?:for|available (?:only )?to) (?:our )?(?:\w+ )?(?:subscribers|members)",
        r"\byou(?:['’]ve| have) (?:reached|used|read)\b[^.!?]{0,40}(?:limit|free articles)|\bunlimited (?:digital )?access\b",
        r"\bstart your (?:free )?trial|\bcancel (?:at )?any ?time",
    ),
    asks_else=(
        r"^(?:click here to |please |you can )?(?:subscribe|sign up|register|follow|join)\b[^.!?]{0,60}\b(?:newsletters?|e?-?mails?|updates|alerts|channel|youtube|podcast|facebook|twitter|whatsapp|telegram|linkedin|instagram|here)\b",
        r"^(?:sign up|sign in|log in|register|join us)\W*$|^subscribe for\b|\b(?:log|sign) ?in to (?:comment|post|vote|leave)",
        r"\b(?:accept|allow|reject|manage) (?:all )?cookies\b|\bwe (?:use|and our partners use) cookies\b",
        r"\bby (?:continuing|clicking|using)\b[^.!?]{0,40}\byou (?:agree|accept|consent)",
    ),
    counted=("comments?", "replies", "likes?", "shares?", "views?", "points?", "votes?", r"min(?:utes?)?(?:\s+read)?"),
    comments=("comments?",),
    ago=(r"\d[\d.,]*\s*(?:hours?|minutes?|days?)\s+ago",),
    round_ups=(
        r"briefings?", r"\w*brief", "briefs", r"newsletter", r"digest", r"round-?up", r"recap", r"bulletin", r"ticker",
        r"live ?blog", r"news ?letter", "the letter", r"letter,", r"in (?:brief|short)", r"week(?:ly)? \d+", r"issue \d+",
        r"(?:no|nr|vol)\. ?\d+", "the (?:day|week|month|year) in", r"weekly(?::| #?\d)", "this week in", "week in review", "links:", "sheet,",
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: [^\s:]+)?:|[,|–—] (?:mon|tues|wednes|thurs|fri|satur|sun)day$", r"[^:]{1,40} #\d+", r"where the .* stand", r"other [^:]* moves",
        r"the (?:mon|tues|wednes|thurs|fri|satur|sun)day",
    ),
    agenda=("item",),
    announced=(
        r"(?:three|four|five|six|seven|eight|nine|ten) (?:things|stories|items|points|links)", "in this (?:issue|edition|episode)",
        "in today's (?:issue|edition|letter)", r"good (?:morning|evening|afternoon)", "welcome back", "morning, ",
    ),
    also=("also today", "also this week", "also", "elsewhere", "plus", "and finally", "in other news"),
    refutes=("not", "instead of", "rather than"),
    corrects=(
        r"corrections?(?: and clarifications?)?\s*[:(–—-]", r"clarifications?\s*[:(–—-]", r"corrections? on \w+",
        r"(?:this|the) (?:\w+ )?(?:article|story|report|post|piece|headline) (?:has been|was|is) (?:corrected|amended)",
        r"(?:has been|was) (?:updated|amended|edited|changed) to correct", "(?:earlier|previous) versions? of th(?:is|e)",
        "we (?:originally|previously|initially|wrongly|incorrectly|mistakenly) (?:reported|stated|said|wrote|gave)",
        r"regrets? the (?:error|mistake)", "(?:incorrectly|wrongly|mistakenly) (?:stated|reported|said|gave|identified)",
    ),
    withdraws=(
        r"(?:this|the) (?:\w+ )?(?:article|story|report|post) (?:has been|was|is) (?:being )?(?:retracted|withdrawn|unpublished)",
        r"(?:this|the) (?:\w+ )?(?:article|story|report|post) (?:has been|was) (?:removed|taken down)",
        r"(?:retracts?|retracted|withdraws?|withdrawn|withdrew|removed) (?:this|its|the|our) (?:\w+ )?(?:article|story|report)",
        r"^(?:retraction|retracted|withdrawn)\s*[:(–—-]",
    ),
)  # fmt: skip
