"""What a card quotes: the lede of the report that says most, then what only others say, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.digests import contents, summary
from monitor.model import Entity, Step
from monitor.stories import rank
from monitor.text import dates, detect, quotable
from monitor.topics.kinds import OPEN_KIND
from tests import builders as build

LEAD = "OpenAI will rent two hundred megawatts of computing power in northern Norway from next spring."
FIGURE = "The contract is worth 4.5 billion dollars over five years, according to the operator."
FILLER = "The weather in the region has been remarkably mild for the season so far this year."
SUM = build.figure(4.5e9, "USD", text="4.5 billion dollars")


def told(*texts, figures=(), title="A title about something else", language="en", **given):
    reports = [
        build.report(n, *figures, text=text, language=language, **given) for n, text in enumerate(texts, start=1)
    ]
    return [sentence for sentence, _ in summary.summary(reports, title, figures, language=language)]


def test_sentences_are_taken_word_for_word_with_their_source():
    report = build.report(1, text=f"{LEAD} {FILLER}")
    for sentence, url in summary.summary([report], "x"):
        assert sentence in report.article.text
        assert url == report.article.url


@pytest.mark.parametrize(("title", "quoted"), [("A lease in Norway", False), ("Veitmark rents halls in Norway", True)])
def test_who_has_not_been_introduced_is_quoted_last(title, quoted):
    """A reader who meets "Veitmark" in a card asks who that is, unless the headline or a quote says it."""
    named = Entity(name="Ingunn Veitmark", kind=OPEN_KIND, count=2)
    short = "Veitmark hopes for a permit in 12 weeks."
    reading = replace(build.reading(), entities=(*build.reading().entities, named))

    def told(*sentences):
        report = build.report(1, text=" ".join(sentences), title=title, said=reading)
        return [one for one, _ in summary.summary([report], title)]

    assert (short in told(LEAD, short)) is quoted
    assert short in told(f"{LEAD[:-1]}, said Ingunn Veitmark.", short)


def test_a_name_of_signs_alone_does_no_harm():
    reading = replace(build.reading(), entities=(Entity(name="<!>", kind=OPEN_KIND, count=2),))
    assert summary.summary([build.report(1, text=LEAD, said=reading)], "A lease in Norway")


def test_the_lede_says_how_much_and_leaves_out_filler():
    assert told(f"{LEAD} {FILLER} {FIGURE}", figures=(SUM,)) == [LEAD, FIGURE]


def test_trifles_do_not_fill_the_room_that_the_better_sentence_has_not():
    debt = build.figure(3e9, "USD", text="3 billion dollars")
    much = f"{FIGURE[:-1]}, with 3 billion dollars of debt {'and so on and on ' * 9}in all."
    trifle = "The chairman counted 12 people in the room of the council."
    long = f"{LEAD[:-1]}, {'as was said in so many words ' * 4}by OpenAI."

    def quoted(*sentences):
        report = build.report(1, SUM, debt, text=" ".join(sentences))
        return [one for one, _ in summary.summary([report], "Computing power in northern Norway")]

    assert quoted(LEAD, much) == [LEAD, much]
    assert quoted(long, much, trifle) == [long]
    assert quoted(long, trifle) == [long, trifle]  # there was nothing better


def test_a_scene_before_the_news_is_passed_over():
    scene = "Folding chairs had already been set up in the gym when the message from the capital arrived."
    assert told(f"{scene} {LEAD} {FIGURE}", figures=(SUM,))[0] == LEAD


def test_nothing_repeats_the_title_or_another_report():
    assert LEAD not in told(f"{LEAD} {FIGURE}", title=LEAD)
    assert LEAD in told(f"{LEAD} {FIGURE}", title="Computing power in Norway")  # it says more than the headline
    assert told(LEAD, LEAD) == [LEAD]


def test_another_language_is_quoted_only_for_an_amount_it_adds():
    german = "OpenAI mietet im Norden Norwegens zweihundert Megawatt Rechenleistung ab dem kommenden Frühjahr an."
    reports = [build.report(1, language="de", text=german), build.report(2, text=LEAD)]
    assert [text for text, _ in summary.summary(reports, "x", language="de")] == [german]
    worth = "OpenAI pays 4.5 billion dollars over five years, according to the operator of the halls."
    reports[1] = build.report(2, SUM, text=worth)
    assert [text for text, _ in summary.summary(reports, "x", (SUM,), language="de")] == [german, worth]


def test_another_report_is_quoted_only_where_it_names_what_the_card_is_about():
    assert told(LEAD, FIGURE, figures=(SUM,)) == [LEAD]
    worth = FIGURE.replace("The contract", "The contract of OpenAI")
    assert told(LEAD, worth, figures=(SUM,)) == [LEAD, worth]


def test_an_amount_that_a_report_takes_back_is_quoted_from_none():
    wrong = build.figure(45e9, "USD", text="45 billion dollars", standing="corrected")
    right = build.figure(4.5e9, "USD", text="4.5 billion dollars", standing="corrected")
    note = f"(Corrects the value to 4.5 billion dollars, not 45 billion dollars.)\n{LEAD}"
    said = replace(build.reading(right, wrong), steps=(Step(kind="corrected"),))
    title = "CORRECTED: a contract worth 4.5 billion dollars"
    early = build.report(
        2, replace(wrong, standing="agreed"), text="OpenAI pays 45 billion dollars for the halls in the north."
    )
    reports = [build.report(1, text=note, title=title, said=said), early]
    assert [text for text, _ in summary.summary(reports, title, (wrong,))] == [LEAD]
    assert len(summary.summary([build.report(1, text=LEAD), early], "x", (wrong,))) == 2


def test_of_a_letter_of_short_news_its_points_are_quoted_without_their_marks():
    letter = f"Morning, all.\n1. Halls. {LEAD}\n- **Money:** {FIGURE}\n+++ {LEAD.replace('Norway', 'Sweden')} +++"
    assert quotable.quotable(letter) == (f"Money: {FIGURE}", LEAD.replace("Norway", "Sweden"))
    assert quotable.quotable(letter.partition("\n+++")[0]) == (LEAD, f"Money: {FIGURE}")


def test_of_a_list_beside_prose_the_points_that_give_a_number_are_quoted():
    points = "- Power: 340 MW in three stages\n- **Term**: 15 years, with two options.\n- More news\n- Read the 12 reasons why"
    assert quotable.quotable(f"{LEAD}\n{points}\n{FIGURE}") == (
        LEAD,
        "Power: 340 MW in three stages.",
        "Term: 15 years, with two options.",
        FIGURE,
    )


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Opinion: OpenAI and the halls of 4.5 billion dollars", "en"),
        ("What OpenAI wants with halls for 4.5 billion dollars", "en"),
        ("OpenAI: warum es Hallen für 4.5 billion dollars braucht", "de"),
        ("Pourquoi OpenAI paie 4.5 billion dollars", "fr"),
    ],
)
def test_a_comment_leads_only_if_nothing_else_tells_nearly_as_much(title, language):
    thought = "Nobody in the north knows who will pay for the power that 12 such halls will take from the river."
    comment = build.report(1, SUM, title=title, text=f"{LEAD} {FIGURE} {thought}", language=language)
    news = build.report(2, SUM, text=f"{LEAD} {FIGURE}", title="OpenAI rents halls", language=language)
    thin = build.report(3, text=FILLER, title="OpenAI rents halls", language=language)
    assert summary.lead([comment, news], rank.worth) is news
    assert summary.lead([comment, thin], rank.worth) is comment


def test_who_speaks_is_known_on_a_firms_own_page():
    own = "We are launching OpenAI Norway, a campus of two hundred megawatts, with a partner in Narvik."
    assert told(f"{own} {FIGURE}", figures=(SUM,)) == [FIGURE]
    report = build.report(1, SUM, text=f"{own} {FIGURE}", site="openai.com")
    assert [one for one, _ in summary.summary([report], "Introducing a campus")] == [own, FIGURE]


@pytest.mark.parametrize(
    "also",
    [
        "OpenAI has also ordered chips for 4.5 billion dollars from the operator of the halls.",
        "Under the agreement, OpenAI pays 4.5 billion dollars to the operator of the halls.",
    ],
)
def test_what_goes_on_is_quoted_behind_another_sentence_of_its_text_and_never_first(also):
    assert told(f"{LEAD} {FILLER} {also}", figures=(SUM,)) == [LEAD, also]
    assert told(f"{also} {LEAD}", figures=(SUM,))[0] != also
    assert told(LEAD, also, figures=(SUM,)) == [LEAD]


def test_the_report_whose_beginning_tells_most_of_the_event_leads():
    thin = build.report(
        1, text=f"{FILLER} {FILLER.replace('weather', 'climate')} The matter is being discussed widely."
    )
    full = build.report(2, SUM, text=f"{LEAD} {FIGURE}")
    other = build.report(3, SUM, text=FIGURE)
    assert summary.lead([thin, full, other], rank.worth) is full


def test_an_article_without_sentences_has_no_summary():
    assert told("") == []
    assert told("Short. Tiny. No.") == []


@pytest.mark.parametrize(
    "before",
    [
        "By Staff",
        "By Jane Doe and John Roe, Example Wire",
        "Von Erika Muster",
        "Par Jeanne Exemple",
        "# A heading that ends with a full stop like no other heading of this page.",
        "- A list that says something about the weather and ends with a full stop.",
        "1. First of all the weather, which has been mild, as everybody here knows.",
        "| Weather | mild | as everybody knows who has been here. |",
        "Foto: Beispielagentur, das Rechenzentrum im Norden des Landes von oben gesehen.",
        "Subscribe to our newsletter to receive all the latest stories about computing every morning.",
        "He said that nothing of the kind had been agreed upon with anybody in the region.",
        "This would be the largest project of its kind in the whole of northern Europe.",
        "Das wäre das größte Vorhaben seiner Art im ganzen Norden des Kontinents.",
        "Dies sei ein wichtiger Schritt für die ganze Region, hieß es im Rathaus.",
        "Cela ferait du site le plus grand projet de ce genre dans tout le nord de l'Europe.",
        '"We are proud of what has been reached here in so short a time," she said in the evening.',
        "The operator has been looking for a tenant for its halls for several years and …",
        "and that is why the company is looking for a tenant for its halls in the north.",
        "What does all of this mean for the people who live in the north of the country?",
        "You have probably heard about the wars of the chip makers that have gone on for years.",
        "Here’s the scoop for everybody who has not heard about it over the long weekend.",
        "Jane Doe\nis a writer who covers chips. Jane Doe started out at a magazine for computer games in 2011.",
        "Previously, she was a writer and an editor at a magazine for people who play computer games.",
        "The head of the operator speaks at a fair for machines of all kinds in Las Vegas, Jan. 6, 2026.",
        "Jane P. Doe | Wire | Pictures",
        "Seine Botschaft: Die meisten Firmen dieser Art werden im kommenden Jahr an den Kosten scheitern.",
        "Her view: Most of the firms of this kind will not survive the coming year, whatever they build.",
        "Das gab Bürgermeisterin Erika Muster am Freitag im Rathaus der kleinen Gemeinde bekannt.",
        "OpenAI hat ihn sich nun von den eigenen Planern im Norden des Landes aufschreiben lassen.",
    ],
)
def test_what_leans_or_is_no_prose_is_never_quoted(before):
    assert told(f"{before}\n{LEAD}", language="") == [LEAD]


@pytest.mark.parametrize(
    "before",
    [
        "OSLO (Example Wire) - ", "SAN FRANCISCO, June 15 - ", "OSTBY, Minn., June 15, 2027 - ", "Oslo (td) – ", "SAN FRANCISCO, Dec 3 (Wire) -- ", "Oslo — ", "New York, 27 avril 2027 - ", "15:51 – ", "7.30 Uhr: ", "KANSAS CITY, Mo., February 9, 2027 — ", "OSLO, Norway, Sept. 1, 2027 /Wire/ -- ", "(Example Wire) -- ", "Here's the thing: ", "TL;DR: ", "**TL;DR** ", "By Jane Doe OSLO (Wire) -",
        "By Staff ", "By the gridwatch desk · ", "**", "OpenAI signs contract number 1 ", "OpenAI signs contract number 1. By Staff | ",
    ],
)  # fmt: skip
def test_place_agency_author_and_headline_are_taken_off(before):
    assert told(before + LEAD) == [LEAD]


def test_a_sentence_that_points_to_the_one_before_is_quoted_only_behind_it():
    there = "Die ersten 400 Megawatt sollen dort im Herbst 2027 ans Netz gehen, sagt der Betreiber."
    power = build.figure(4e8, text="400 Megawatt")
    german = "OpenAI mietet im Norden Norwegens zweihundert Megawatt Rechenleistung ab dem kommenden Frühjahr an."
    assert told(f"{german} {there}", figures=(power,), language="de") == [german, there]
    assert there not in told(f"{german} {FILLER} {there}", figures=(power,), language="de")


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("Der Vertrag hat einen Wert von 2,4 Milliarden Euro und läuft zwölf Jahre.", False),
        ("Das Rechenzentrum in Narvik soll im Herbst ans Netz gehen.", False),
        ("Er soll im Herbst ans Netz gehen.", True),
        ("The county will vote on the campus next week.", False),
        ("On Thursday, the county voted on the campus.", False),
        ("They will vote on the campus next week.", True),
        ("Grid company Nordnett will not connect the halls at Vestøra before 2030, it said in a letter.", False),
        ("The halls will not be connected before 2030, it said in a letter.", True),
        ("In addition to the halls in Oslo, the company will build two in Bergen.", False),
        ("In addition, the company will build two halls in Bergen.", True),
        ("Le contrat porte sur 750 mégawatts.", False),
        ("Il porte sur 750 mégawatts.", True),
        ("Camille Martin, qui dirigeait les achats, rejoint Nordhall, a-t-elle écrit jeudi.", False),
        ("La mise en service attendra 2030, a-t-elle écrit jeudi.", True),
        ("There is no block of power waiting for Nordhall, the utility said.", False),
        ("Another 200 megawatts of the campus are online.", False),
        ("Another campus is online.", True),
        ("Wie die Zeitung berichtet, zahlt Nordhall 30 Milliarden.", False),
        ("Wie berichtet, zahlt Nordhall 30 Milliarden.", True),
        ("A year ago we set out to build ten halls.", True),
        ("Across the street at the Ironworkers hall the mood was different.", True),
        ("Gegenüber im Gasthof war die Stimmung eine andere.", True),
    ],
)
def test_leaning(sentence, leaning):
    assert quotable.leans(sentence, detect.detected(sentence, "")) is leaning


def test_when_it_will_be_is_quoted_before_what_earlier_years_brought():
    past = "In 2019 the council of the town had talked with the owner of the harbour about a new fish hall."
    coming = "The first halls at the harbour of the town are to be handed over to the owner in 2029."
    assert told(f"{LEAD} {past} {coming}") == [LEAD, coming]


def test_a_year_ahead_is_quoted_rather_than_other_numbers():
    number = f"Exactly 1312 people of the town had signed a list of 48 wishes {'and of hopes ' * 8}for the harbour."
    coming = f"The first halls are to be handed over in 2029 {'and then the next ones ' * 5}to their owner."
    assert told(f"{LEAD} {number} {coming}") == [LEAD, coming]


def test_a_short_sentence_is_quoted_if_it_gives_a_number_or_a_month():
    assert told(f"{LEAD} First power is expected in 2029. {FILLER}") == [LEAD, "First power is expected in 2029."]
    assert told(f"{LEAD} Ground is to be broken in March.") == [LEAD, "Ground is to be broken in March."]
    assert told(f"{LEAD} Some notes on the contract. Updated 3 June 2027. Bill: US$1.8bn.") == [LEAD]


def test_what_others_earned_or_agreed_before_is_not_quoted_where_the_matter_itself_has_more():
    past = "The operator had revenue of 90 million dollars and has 48 halls in the region so far."
    more = "The operator of the halls will bring 48 cooling towers and 12 pumps to the harbour."
    assert told(f"{LEAD} {past} {more}") == [LEAD, more]
    revenue = build.figure(9e7, "USD", text="90 million dollars", role="revenue")
    assert told(f"{LEAD} {past} {FIGURE}", figures=(revenue, SUM)) == [LEAD, FIGURE]


def test_a_sum_is_not_quoted_again_in_another_currency():
    euros = build.figure(3.9e9, "EUR", text="3.9 Milliarden Euro")
    german = "OpenAI zahlt dem Betreiber dafür über fünf Jahre 3.9 Milliarden Euro und bringt die Rechner mit."
    reports = [build.report(1, SUM, text=f"{LEAD} {FIGURE}"), build.report(2, euros, language="de", text=german)]
    assert [text for text, _ in summary.summary(reports, "x", (SUM,), language="en")] == [LEAD, FIGURE]


@pytest.mark.parametrize(
    ("sentence", "code", "pointing"),
    [
        ("The company will bring 400 people to the harbour of the town.", "en", True),
        ("The company Nordnett will bring 400 people to the harbour of the town.", "en", False),
        ("The remaining 260 megawatts are to come from the local cooperative.", "en", True),
        ("The video, which was shown on Friday, threatens the halls in the north.", "en", True),
        ("The Harbour Trust, which owns the halls, will sell 400 of them.", "en", False),
        ("Second, Ohio gets 300 megawatts of it, according to a supplier.", "en", True),
        ("Das Unternehmen will 400 Leute in den Hafen der Stadt bringen.", "de", True),
        ("The province's grid operator has reserved 150 megawatts for 2028.", "en", True),
        ("The state regulator has reserved 150 megawatts for the spring.", "en", False),
        ("Die Investition beziffert er auf 3,4 Milliarden Euro.", "de", True),
        ("Der Netzbetreiber rechnet hier mit acht Jahren bis zum Anschluss.", "de", True),
        ("Nordnett baut die Halle und liefert sie im Jahr 2028.", "de", False),
        ("Der Vertrag, der über zwölf Jahre läuft, umfasst 400 Megawatt.", "de", True),
        ("3100 Liter darf er im Jahr pumpen, das ist mehr als bisher.", "de", True),
        ("At issue is a shipment that was insured for 42 million dollars.", "en", True),
        ("Vorausgegangen war eine Anordnung der Behörde vom Freitag.", "de", True),
        ("L'entreprise enverra 400 personnes dans le port de la ville.", "fr", True),
        ("Par 2412 voix contre 1542, ils ont rejeté le projet de halles.", "fr", True),
        ("Par 2412 voix contre 1542, les citoyens ont rejeté le projet.", "fr", False),
        ("Until it is in service the campus is limited to 350 megawatts.", "en", True),
        ("When officials met in May, they approved the halls in the harbour.", "en", False),
        ("By 5 votes to 2, they rejected the halls in the harbour.", "en", True),
        ("Ein Löschteich mit 1200 Kubikmetern ist deshalb Teil des Vertrags.", "de", True),
    ],
)
def test_what_points_to_the_sentence_before(sentence, code, pointing):
    assert quotable.points_back(sentence, code) is pointing


@pytest.mark.parametrize(
    ("sentence", "code", "going"),
    [
        ("Construction of the halls starts in May, Mr. Spangler said on Friday.", "en", True),
        ("Construction of the halls starts in May, Ida Spangler said on Friday.", "en", False),
        ("„Die Transformatoren für die Halle sind bestellt“, sagte Löwe.", "de", True),
        ("„Die Transformatoren für die Halle sind bestellt“, sagte Jost Löwe.", "de", False),
    ],
)
def test_who_is_named_by_one_name_was_introduced_before(sentence, code, going):
    assert quotable.goes_on(sentence, code) is going


def test_a_place_that_several_reports_name_is_told_in_another_language_if_need_be():
    english = "OpenAI will rent two hundred megawatts of computing power from the operator from next spring."
    german = "OpenAI mietet die Hallen in Bergen."
    named = replace(build.reading(), entities=(*build.reading().entities, Entity(name="Bergen", kind="place", count=1)))
    reports = [build.report(1, text=english)]
    reports += [build.report(n, said=named, language="de", text=f"{german[:-1]} für zehn Jahre.") for n in (2, 3)]
    assert [text for text, _ in summary.summary(reports, "x", language="en")] == [
        english,
        f"{german[:-1]} für zehn Jahre.",
    ]
    assert [text for text, _ in summary.summary(reports[:2], "x", language="en")] == [english]  # only one names it


def test_an_amount_told_as_a_mere_report_is_not_told_again_as_a_fact():
    talks = build.figure(3e10, "USD", text="30 billion dollars", standing="yardstick")
    fact = build.figure(3e10, "USD", text="30 Milliarden Dollar")
    english = (
        "OpenAI may get 30 billion dollars from the maker of its chips, a person with knowledge of the talks said."
    )
    german = "OpenAI bekommt 30 Milliarden Dollar von dem Hersteller der Chips, wie es hieß."
    reports = [build.report(1, talks, text=english), build.report(2, fact, language="de", text=german)]
    assert [text for text, _ in summary.summary(reports, "x", language="en")] == [english]


def test_what_another_report_says_again_is_not_quoted_for_a_detail():
    again = "OpenAI pays the 4.5 billion dollars to the operator of the halls, who brings 48 towers with him."
    reports = [build.report(1, SUM, text=f"{LEAD} {FIGURE}"), build.report(2, SUM, text=again)]
    assert [text for text, _ in summary.summary(reports, "x", (SUM,))] == [LEAD, FIGURE]


def test_the_subject_of_the_topic_alone_does_not_tie_another_report_to_the_card():
    other = "OpenAI will get another ninety megawatts in the west of Ireland for 4.5 billion dollars in all."
    assert told(LEAD, other, figures=(SUM,)) == [LEAD, other]  # the card names nobody else
    cerebras = LEAD.replace("OpenAI", "Cerebras and OpenAI")
    assert told(cerebras, other, figures=(SUM,)) == [cerebras]


@pytest.mark.parametrize("text", ["Am Vortag war der Bau begonnen worden.", "Tags zuvor hatte der Rat zugestimmt."])
def test_the_day_before_needs_the_day(text):
    assert quotable.points_back(text, "de")


def test_what_the_headline_tells_is_no_background_even_if_it_names_the_amount_before():
    new, old = build.figure(3e8, text="300 megawatts"), build.figure(2e8, text="200 megawatts", standing="old")
    change = "The 200 megawatts agreed in the last year become 300 megawatts, both firms said on Thursday."
    said = build.reading(new, old)
    title = "Computing power in Norway rises to 300 megawatts"
    report = build.report(1, said=said, text=f"{LEAD} {change.replace('the last year', 'the past')}", title=title)
    assert [text for text, _ in summary.summary([report], title)] == [LEAD, change.replace("the last year", "the past")]


def test_a_short_sentence_on_what_is_to_come_is_quoted_where_better_ones_are_too_long_or_too_thin():
    sums = [build.figure(value, "USD", text=f"{value:g} dollars") for value in (3e9, 5e9, 7e9, 9e9)]
    long = f"Nordhall is to spend 5e+09 dollars, 7e+09 dollars and 9e+09 dollars{' and more of it' * 20} in the town."
    thin = "The operator has borrowed 3e+09 dollars from two banks in the capital because its halls are new."
    brief = "Ground is to be broken in March."
    report = build.report(1, *sums, text=f"{LEAD} {long} {thin} {brief}")
    assert [text for text, _ in summary.summary([report], "Computing power in northern Norway")] == [LEAD, brief]


def test_the_subject_of_the_topic_is_named_if_a_report_names_it():
    order = (
        "A court on Tuesday left an order in place that lets the Redstone plant sell 450 megawatts to its neighbour."
    )
    customer = "The customer behind the fence is OpenAI, through a contract with the owner of the plant."
    others = "Two utilities had argued that the arrangement with Redstone shifts 12 of 30 charges to 40 others."
    power = build.figure(4.5e8, text="450 megawatts")
    plant = Entity(name="Redstone", kind="partner", count=1)
    said = replace(build.reading(power), entities=(*build.reading().entities, plant))
    long = f"{others[:-1]}{' and so on' * 10}."
    report = build.report(1, said=said, text=f"{order} {customer} {long}", title="Court leaves order in place")
    assert customer in [one for one, _ in summary.summary([report], report.article.title)]


@pytest.mark.parametrize("room", [True, False])
def test_a_sentence_that_names_the_subject_is_added_or_takes_the_place_of_the_last_quote(room):
    deal = "Redstone Power will supply 450 megawatts to the Hallvik campus for 12 years from May 2029, both said on Monday."
    power = build.figure(4.5e8, text="450 megawatts")
    more = "The contract with Hallvik is worth 4.5 billion dollars, of which 2 billion dollars are due before the first hall"
    more += " is connected in 2028." if room else f" is connected in 2028{', says a paper of the council' * 5}."
    user = "OpenAI is to be the only user of the halls, said the owner, who has no other tenant for them."
    sums = (SUM, build.figure(2e9, "USD", text="2 billion dollars"))
    places = tuple(Entity(name=name, kind="partner", count=1) for name in ("Redstone Power", "Hallvik"))
    said = replace(build.reading(power, *sums), entities=(*build.reading().entities, *places))
    report = build.report(1, said=said, text=f"{deal} {more} {FILLER} {user}")
    quoted = [one for one, _ in summary.summary([report], "Redstone Power and Hallvik sign")]
    assert quoted == ([deal, more, user] if room else [deal, user])


@pytest.mark.parametrize(
    "text", ["The market decided to move on.", "Das Unternehmen hat den Mai im Blick.", "In 2029."]
)
def test_what_only_looks_like_a_day_is_none(text):
    assert not dates.tells_day(text, date(2027, 6, 12))


@pytest.mark.parametrize("text", ["On Tuesday night", "am Freitagabend", "le 3 mars", "on June 11", "mardi soir"])
def test_a_day_is_a_weekday_or_a_day_of_a_month(text):
    assert dates.tells_day(text, date(2027, 6, 12))


def test_behind_a_single_short_sentence_the_next_one_is_quoted():
    way = "OpenAI is discussing an unusual way of paying for its chips: renting them."
    how = "According to people who know of the talks, a new firm would own the chips and lend them out."
    assert told(f"{way} {how} {FILLER}") == [way, how]
    long = f"{way[:-1]}, {'and so on ' * 6}in all."
    assert told(f"{long} {how}") == [long]


LEANING = "They are to be made in the operator's own halls and will be tried there until the end of 2027."


def test_what_depends_on_the_sentence_before_it_is_quoted_directly_behind_it_in_its_paragraph():
    assert told(f"{LEAD} {LEANING}") == [LEAD, LEANING]
    assert LEANING not in told(f"{LEAD}\n\n{LEANING}")
    assert LEANING not in told(f"{LEAD} Nobody said how. {LEANING}"), "the one before it cannot be quoted"
    assert LEANING not in told(f"{FILLER} {LEANING} {LEAD}"), "the one before it is not quoted"
    assert told(f"{LEANING} {LEAD}") == [LEAD]


def test_who_announced_it_and_when_is_quoted_behind_what_was_announced():
    lead = "OpenAI mietet in der Gemeinde Nordhagen eine ganze Halle mit 200 Megawatt Leistung."
    who = "Das teilten das Unternehmen und der Betreiber Fjordkraft am Donnerstag mit."
    assert told(f"{lead} {who}", language="de") == [lead, who]


def test_a_sum_in_brackets_is_the_one_before_it_in_another_currency():
    crowns, euros = "62 Milliarden Kronen", "5,3 Milliarden Euro"
    figures = (build.figure(62e9, "NOK", text=crowns), build.figure(5.3e9, "EUR", text=euros))
    other = f"Der Betreiber nannte am Abend einen Gesamtwert von {crowns} (rund {euros}) für seine Halle."
    report = build.report(1, *figures, text=other, language="de")
    told_as = contents.keys(report, other)
    assert contents.amount(figures[0]) in told_as
    assert contents.amount(figures[1]) not in told_as
