"""English: words around a figure that show what it is, whose, its standing and what it replaced."""

from __future__ import annotations

from monitor.language.replacing import Changes
from monitor.language.shape import Cues, listed

CUES = Cues(
    roles={
        "contract": listed(
            "contract deal agree order lease leasing rent worth commit pay paid purchas buy bought offtake "
            "backlog sign "
            "partner tenan customer supply"
        ),
        "investment": listed("invest round stake equity inject funding raise raising backer put capital venture"),
        "debt": listed("loan bond debt credit financ borrow lender note mortgage leverag refinanc underwrit"),
        "spending": listed("spend spent cost capex budget build construct expenditure price-tag bill outlay project"),
        "revenue": listed("revenue sales turnover run-rate annualized annualised guidance bookings income"),
        "profit": listed(
            "profit loss earnings ebit margin net cash writedown dividend interest expens equivalents reserve"
        ),
        "valuation": (
            *listed("valu worth-of capitali market-cap ipo"),
            r"valu(?:es?|ed|ing)(?:\W+\w+){0,5}\W+at(?:\W+(?:over|about|around|some|nearly|roughly))?",
        ),
        "market": listed("share stock trading trade close index nasdaq analyst target premarket investor rall points"),
        "price": listed("price tariff fee subscription rent-per cents apiece ticket charge"),
        "other": listed(
            "tax fine damag penalt donat salar abatement insur grant subsid gdp wage lawsuit sue owed claim "
            "settle permit jobs county "
            "school fund compensat"
        ),
        "power": listed(
            "capacit data campus site facilit draw load grid connect complex center centre server chips racks"
        ),
        "supply": listed("solar wind reactor turbine nuclear gas batter plant generat hydro diesel engine panel"),
        "elsewhere": listed(
            "nation country worldwide global demand household homes state region europe peak consum utilit"
        ),
        "growth": listed(
            "rose rise fell fall up down grew grow jump climb drop gain increas declin percent surge slid"
        ),
        "per": (
            "per", "a year", "annual", "each", "a month", "a megawatt", "a gigawatt", "apiece", "yearly", "an hour",
        ),
        "total": listed("total overall altogether combined sum aggregate"),
    },
    standing={
        "denied": ("den(?:y|ied|ies)", "reject", "refut", "untrue", "never", "dismiss", "not true", "contrary to"),
        "corrected": ("correct(?:s|ed|ion)", "misstat", "erroneous", "by mistake", "clarif"),
        "option": ("option", "could be expanded", "expandable", "up to", "may be (?:expanded|extended)", "right to"),
        "part": (
            "first", "initial", "of which", "of the", "so far", "tranche", "phase", "part of", "share of", "of that",
            "portion",
        ),
        "total": ("total", "overall", "altogether", "in all", "combined", "bring(?:s|ing)? (?:the|its)"),
        "old": (
            "previous", "earlier", "originally", "instead of", "rather than", "last year", "formerly", "had been",
            "up from",
            "down from", "a year ago", "compared with", "until now", "against",
            # what was given up: the cue governs the next figure, not the one that takes its place
            r"(?:abandon|scrap|cancel|shelv|call(?:s|ed|ing) off|walk(?:s|ed|ing)? away from)\w*[^|\d]{0,40} \|",
            r"\| [^|\d]{0,24}(?:collaps|f[ae]lls? (?:apart|through)|is (?:off\b|dead))",
            r"\| [^|\d]{0,24}(?:is|was|been) (?:scrap|cancel|abandon|shelv|call(?:ed)? off)",
        ),
        "hypothetical": (
            "estimat(?:e|es|ed) that", "forecasts? that", "predict", "if ", "would", "could", "might", "were to",
        ),
        "reported": (
            "reported", "report", "sources", "people familiar", "reportedly", "rumou?r", "according to people",
        ),
        "planned": ("plan", "will", "to be", "aim", "expect", "target", "intend", "by 20", "scheduled", "due to"),
        "proposed": ("propos", "sought", "seek", "request", "appl(?:y|ied)", "talks", "negotiat", "consider", "weigh"),
        "announced": ("announc", "unveil", "said", "says"),
        "agreed": ("sign", "agree", "contract", "closed", "secured", "approved", "complet", "order"),
        "yardstick": (
            r"(?:a|one|each) (?:gigawatt|megawatt)(?:-hour)?s?(?: \w+){0,4} (?:costs?|is worth)",
            "as much as", "equivalent", "enough (?:for|to)", "compar", "the size of", "more than the"),
    },
    places=("in", "at", "near", "outside", "from", "across"),
    sides=("with", "from", "to", "by", "for", "and", "between"),
    roles_named=listed(
        "developer operator company firm supplier utility bank builder maker startup lender owner provider group "
        "landlord "
        "rival backer borrower partner chipmaker tenant investor giant conglomerate trust customer "
        "buyer manufacturer contractor"
    ),
    acts=listed(
        "builds build plans will has is was said says signs signed buys sells leases rents invests spends pays borrows "
        "raises raised wants expects supplies agreed announced delivers would"
    ),
    clauses=("and", "while", "but"),
    givers=("from", "by"),
    into=("in", "for", "of", "to", "values", "valuing", "valued"),
    pronouns=("it", "its", "they", "their", "the company", "the firm", "the developer", "the group", "the operator"),
    relatives=("which", "that", "who", "whose", "where"),
    possessive=("of", "to", "for"),
    former=("former(?:ly)?", "ex"),
    apart={
        "other": (
            r"damages?\b", r"loss(?:es)?\b", r"fined?\b", "fines", "penalt", "compensation", "settle", "sues?", "suing",
            "lawsuit", r"order(?:s|ed)? (?:\w+ ){1,4}to pay", "surety", "walkout", r"(?:the|a|on) strike\b", "outage",
            "standstill", r"idle\b", "(?:tax )?abatement", "tax (?:breaks?|credits?|relief|exemptions?|incentives?)",
            "for(?:e)?gone", "backlog", "order book",
            r"(?:annual|entire|whole|present|current|total) (?:\d{4} )?budget",
            r"(?:county|city|town|school|council|district|township)(?:['’]s)? (?:\w+ )?budget",
            r"subject to an? (?:\w+ )?contribution", "developer contribution", "section[- ]106",
        ),
        "revenue": (
            r"(?:revenue|sales|earnings|profit|income) (?:forecast|outlook|target)", r"guidance\b", "order[ -]intake",
            r"(?:property|business|local|payroll) tax(?:es)?\b(?! (?:break|abat|relief|exempt|credit|incent|cut))",
            r"in (?:\w+ )?taxes\b", "tax (?:revenue|income|receipts)",
        ),
        "profit_loss": (r"writ(?:e|es|ing|ten)[- ]?(?:off|down)", "wrote (?:off|down)", "impairment"),
        "valuation": (r"market (?:value|capitali[sz]ation|cap)\b",),
    },
    priced=(r"(?:an?|one|each) [\w-]+(?: [\w-]+){0,4} (?:costs?|is worth)",),
    users=("for", "serving", "let to", "leased to", "dedicated to"),
    used=("campus", "sites?", "data cent", "build", "projects?", "cluster", "capacity", "hub", "lease", "plant"),
    rents=(
        "leases?", "leased", "rents?", "rented", "takes?", "took", "buys?", "bought", "orders?", "ordered", "books?",
        "is to use", "will use", "committed", "commits", "anchors?", "signs?", "signed",
    ),
    builds=(
        "(?:will |would |is |to )?buil(?:ds?|t|ding)", "(?:will |would |to )?borrow(?:s|ed)?", "develops?", "owns?",
        "(?:will |would |expects to |plans to |to )?(?:spends?|invests?|finances?)", "secures?", "secured", "raises?",
        "raised", "puts the cost",
    ),
    tenants=("tenant", "customer", "buyer"),
    owners=("developer", "operator", "builder", "owner", "landlord", "borrower", "utility"),
    fields=("ai",),
    persons=listed(
        "analyst ceo chief chairman chairwoman chair founder co-founder cofounder president head "
        "executive spokesman spokeswoman spokesperson mayor minister governor senator director professor "
        "economist officer lawyer judge secretary partner-at reporter editor mr mrs ms dr prof"
    ),
)  # fmt: skip

CHANGES = Changes(
    from_=("from", "from (?:about|around|roughly|some|nearly|the planned)"),
    to=("to", "to (?:about|around|roughly|some|nearly)"),
    instead=(
        "(?:up |down )?from",
        "instead of",
        "rather than",
        "compared with",
        "(?:up|down) from the",
        "in place of",
        r"[,(–-] ?previously",
    ),
    first=("instead of", "rather than"),
    earlier=("the (?:original|initial)",),
    had=("had", "was (?:first|originally|initially)"),
    planned=(
        "planned",
        "pledged",
        "expected",
        "promised",
        "budgeted",
        "launched",
        "signed",
        "announced",
        "agreed",
        "approved",
        "committed",
        "set out",
        "started",
        "struck",
        "put",
    ),
    another=("previous", "prior", "earlier", "another", "other", "first", "second", "last"),
    others=(r"for (?:the|those|its|an?)",),
    trends=(
        "a year (?:ago|earlier|before)",
        "(?:in )?(?:last|the (?:previous|prior|same)) (?:year|quarter|month)",
        r"in (?:(?:early|mid|late)[ -])?20\d\d",
        "(?:this|next) (?:year|quarter)",
        r"by 20\d\d",
    ),
)
