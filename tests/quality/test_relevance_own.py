"""Relevance on short texts of our own writing, one for each kind of news that belongs to the topic or only looks so."""

from __future__ import annotations

import pytest

from monitor.model import Article
from monitor.topics import profile, reading

PROFILE = profile.load("openai-infrastructure")

RELEVANT = [
    # (language, title, text)
    ("en", "OpenAI books six more gigawatts from a Norwegian operator",
     "The lab behind ChatGPT signed a lease for halls near Narvik on Monday. OpenAI will be the first tenant of the site. "
     "Power comes from a nearby dam. The price was not disclosed."),
    ("en", "Oracle delays halls meant for OpenAI",
     "Oracle has pushed back several buildings in Abilene that were to house OpenAI's training clusters. A shortage of "
     "workers and transformers is blamed. The first hall still opens next spring, a spokesman said."),
    ("en", "Loan of $38 billion for two campuses",
     "A group of banks led by JPMorgan is lending $38 billion to build two campuses in Texas and Wisconsin. Both will be "
     "leased to Oracle, which rents the machines on to OpenAI. It is the largest loan of its kind."),
    ("en", "OpenAI's first processor goes to TSMC",
     "The company has finished the layout of a chip it designed with Broadcom. TSMC will make it in its three-nanometre "
     "process. OpenAI wants to run its own models on it from next year and to buy less from Nvidia."),
    ("en", "CoreWeave widens its contract with the ChatGPT maker",
     "CoreWeave said on Thursday that its contract with OpenAI has grown by $6.5 billion. The total now stands at $22.4 "
     "billion. Shares rose 4 percent. The company rents out Nvidia processors from 33 locations."),
    ("en", "Stargate partners pick five more sites", ""),
    ("en", "Who pays for Stargate?",
     "The venture of SoftBank, Oracle and OpenAI wants to borrow most of the money for its halls. Banks are asking how "
     "tenants will pay. So far the debt sits with developers such as Crusoe and Vantage."),
    ("en", "Microsoft gives up its right of first refusal over OpenAI's servers",
     "Under the new terms OpenAI may buy computing from anyone. It commits to spend $250 billion on Azure. Microsoft keeps "
     "a stake of about 27 percent."),
    ("en", "Michigan regulators wave through power contract for OpenAI campus",
     "The state's utility may supply 1.4 gigawatts to the campus in Saline Township. Neighbours had asked for a hearing. "
     "OpenAI, Oracle and Related Digital are behind the plan."),
    ("en", "Altman: we are out of GPUs",
     "OpenAI is limiting its image feature because it has run out of computing capacity, its chief executive wrote. The "
     "company is bringing tens of thousands of processors online each month, he said."),
    ("en", "Google becomes a supplier of its rival",
     "OpenAI has begun to rent Google's tensor processing units, two people with knowledge of the matter said. Until now it "
     "relied on Nvidia hardware in Microsoft's halls."),
    ("en", "Cerebras files for listing, names OpenAI as largest customer",
     "In its prospectus Cerebras says OpenAI accounts for most of its backlog. The lab has ordered 750 megawatts of wafer "
     "systems and may buy more. Cerebras wants to raise $2 billion."),
    ("en", "OpenAI drops plan for a second hall in Abilene",
     "Talks with Crusoe about an extension have ended. OpenAI prefers to place the newer Vera Rubin systems elsewhere. "
     "Meta is said to be interested in the land."),
    ("en", "AMD hands OpenAI warrants",
     "AMD will ship six gigawatts of Instinct accelerators to OpenAI and issues warrants for up to 160 million shares in "
     "return. The first gigawatt is due in the second half of 2026."),
    ("en", "Helion in talks to sell fusion power to OpenAI", ""),
    ("en", "Nvidia's $100 billion pledge shrinks",
     "Nvidia will not put $100 billion into OpenAI in step with each gigawatt of its systems after all. Instead it buys "
     "shares for $30 billion. The letter of intent of last year never became a contract."),
    ("en", "Five deals that show how AI is paid for",
     "Much of the boom rests on a handful of contracts. Oracle counts on $300 billion from OpenAI over five years. "
     "Anthropic buys from Google and Amazon. Meta builds in Louisiana with money from private lenders. Broadcom and AMD have "
     "each promised OpenAI gigawatts of accelerators."),
    ("en", "UAE campus: first 200 megawatts ready",
     "G42 says the first part of Stargate UAE is running. OpenAI, Oracle, Cisco and SoftBank share the site in Abu Dhabi. "
     "One gigawatt is to follow."),
    ("de", "OpenAI mietet Hallen in Norwegen",
     "Der Entwickler von ChatGPT bezieht ein Rechenzentrum bei Narvik. Betreiber ist ein Gemeinschaftsunternehmen von Nscale "
     "und Aker. Bis Jahresende sollen 100.000 Nvidia-Beschleuniger laufen."),
    ("de", "Oracle verschiebt Gebäude für OpenAI",
     "In Abilene werden mehrere Hallen ein Jahr später fertig. Es fehlt an Fachleuten und Transformatoren. OpenAI wollte dort "
     "neue Modelle trainieren."),
    ("de", "Eigener Chip von OpenAI geht in Fertigung",
     "Das Unternehmen hat den Entwurf mit Broadcom abgeschlossen. Gefertigt wird bei TSMC. OpenAI will damit weniger von "
     "Nvidia abhängen."),
    ("de", "Stargate: Banken zögern bei Krediten",
     "Die Geldgeber verlangen höhere Zinsen für die Rechenzentren, die Oracle an OpenAI vermietet. Auch Blue Owl prüft seine "
     "Zusagen neu."),
    ("de", "ChatGPT-Macher bestellt bei AMD",
     "AMD liefert OpenAI Beschleuniger mit sechs Gigawatt Anschlussleistung. Im Gegenzug bekommt OpenAI Optionsscheine auf "
     "zehn Prozent der Aktien."),
    ("de", "OpenAI braucht Strom: Kraftwerk in Texas geplant", ""),
    ("de", "Microsoft verliert Vorrang bei OpenAI",
     "OpenAI darf Rechenleistung künftig überall kaufen. Dafür gibt das Unternehmen 250 Milliarden US-Dollar für Azure aus."),
    ("de", "KI-Woche: Gemini, Stargate in Abu Dhabi, neue Urteile",
     "Diese Woche sprechen wir über Googles neues Modell, den Start des Rechenzentrums von OpenAI in Abu Dhabi und ein Urteil "
     "zum Urheberrecht."),
    ("de", "Milliardenvertrag: Amazon stellt OpenAI Server",
     "Für 38 Milliarden Dollar mietet OpenAI über sieben Jahre Nvidia-Systeme in der Cloud von Amazon. Die ersten laufen "
     "bereits."),
    ("de", "Foxconn baut Server-Racks mit OpenAI",
     "OpenAI und Foxconn wollen Gestelle, Kühlung und Stromversorgung für Rechenzentren gemeinsam entwerfen und in den USA "
     "fertigen. Eine Abnahmepflicht gibt es nicht."),
    ("de", "Argentinien: OpenAI prüft Standort in Patagonien",
     "Eine Absichtserklärung mit Sur Energy sieht ein Rechenzentrum mit bis zu 500 Megawatt vor. OpenAI wäre Abnehmer der "
     "Leistung."),
    ("de", "Google vermietet TPUs an OpenAI",
     "OpenAI nutzt erstmals in größerem Umfang Chips, die nicht von Nvidia stammen. Sie stehen bei Google."),
]  # fmt: skip

OTHER = [
    ("en", "OpenAI ships a faster image model",
     "The new version draws text without mistakes and is free for all users of ChatGPT. It replaces the model of last year. "
     "Developers pay per image."),
    ("en", "Newspaper group sues OpenAI over training texts",
     "The publishers say their articles were copied without a licence. They ask a court in New York for damages. OpenAI calls "
     "the suit baseless."),
    ("en", "OpenAI raises $40 billion at a valuation of $300 billion",
     "SoftBank leads the round. Thrive and Coatue take part. It is the largest private funding ever. The company had 500 "
     "million weekly users in March. Some of the money may go into servers."),
    ("en", "OpenAI's head of safety leaves",
     "She will join Anthropic next month. It is the third departure from the group this year. OpenAI thanked her."),
    ("en", "Meta signs for a gigawatt in Louisiana",
     "Meta will rent a campus with 1 GW from a developer. The gas turbines come from GE Vernova. Like OpenAI and Google the "
     "company spends more than ever on data centers."),
    ("en", "Anthropic commits $50 billion to halls in Texas and New York",
     "The maker of Claude builds with Fluidstack. The sites open in 2026. Rivals such as OpenAI have announced larger plans."),
    ("en", "CoreWeave wins Meta as a customer",
     "Meta will pay up to $14 billion for Nvidia systems through 2031. CoreWeave's shares rose 12 percent. Its other customers "
     "are Microsoft and OpenAI."),
    ("en", "Europe's answer to Stargate gets 10 billion",
     "The Commission wants to build five AI gigafactories with 100,000 chips each. Member states compete for the sites. "
     "Critics find the sum small."),
    ("en", "Is there an alternative to ChatGPT? Five chatbots compared",
     "We tested answers, speed and price. OpenAI's assistant is still ahead in writing. Others are cheaper."),
    ("en", "New Stargate series announced",
     "The streaming service orders ten episodes. The story goes on where Stargate Atlantis ended. Filming begins in Vancouver."),
    ("en", "Nvidia shares: what the chart says",
     "The stock has gained 31 percent this year. Analysts see a target of $220. The company sells to Microsoft, Amazon and "
     "Meta. Its revenue from data centers doubled. OpenAI was mentioned twice on the call."),
    ("en", "Musk's bid for OpenAI is turned down",
     "The board rejects the offer of $97 billion. Altman called it an attempt to slow the company. The two founded the lab in "
     "2015. In January Altman had presented the Stargate project at the White House."),
    ("en", "Lawmakers want a pause for data centers",
     "A bill in New York would stop new permits for three years. Power prices have risen. Residents complain of noise."),
    ("en", "Oracle cuts hundreds of jobs in its health unit",
     "The company wants to save money while it spends on AI. Its shares fell 2 percent. Managers were told on Tuesday."),
    ("en", "SoftBank books a gain on its OpenAI shares",
     "The Japanese group earned $4 billion on paper in the quarter. Its stake was revalued after a tender. The Vision Fund "
     "made a profit for the third time in a row."),
    ("en", "OpenAI buys a design firm for $6.5 billion",
     "The team will work on a device that needs no screen. The hardware is to reach the shops in 2027. The deal is paid in "
     "shares."),
    ("en", "Xcel builds gas plant for a crypto miner",
     "The utility adds 600 megawatts. The miner wants to rent out space to AI firms later. Nobody has signed."),
    ("en", "OpenAI opens an office in Munich",
     "The company hires staff for sales and policy. Germany is its largest market in Europe. The office is near the station."),
    ("de", "OpenAI zeigt neues Sprachmodell",
     "Das Modell rechnet besser und kostet weniger. Nutzer von ChatGPT bekommen es ab heute. Für Entwickler gibt es eine "
     "Schnittstelle."),
    ("de", "Gericht: OpenAI verletzt Rechte an Liedtexten",
     "Das Landgericht gibt der GEMA recht. OpenAI muss Schadenersatz leisten. Das Urteil ist noch nicht rechtskräftig."),
    ("de", "OpenAI nimmt 40 Milliarden Dollar ein",
     "Angeführt wird die Runde von SoftBank. Das Unternehmen wird mit 300 Milliarden Dollar bewertet. Es wäre die größte "
     "Finanzierungsrunde aller Zeiten."),
    ("de", "Schwarz-Gruppe baut Rechenzentrum in Lübbenau",
     "Elf Milliarden Euro fließen in den Bau. Platz ist für 100.000 Chips. Mit OpenAI oder Google will man sich nicht "
     "vergleichen."),
    ("de", "Europas Antwort auf OpenAI sucht Geld",
     "Mistral spricht mit Investoren über eine Milliarde Euro. Das Pariser Unternehmen will auch Rechenzentren bauen."),
    ("de", "Meta setzt auf Atomkraft",
     "Der Konzern kauft den Strom eines Reaktors in Illinois. Auch Microsoft und Amazon haben solche Verträge. Rechenzentren "
     "brauchen immer mehr Energie."),
    ("de", "Bürger gegen Rechenzentrum in Hessen",
     "Eine Initiative sammelt Unterschriften. Der Betreiber verspricht Arbeitsplätze. Der Stadtrat entscheidet im Mai."),
    ("de", "Amazon-Aktie: Cloud wächst stark",
     "AWS legte um 20 Prozent zu. Der Konzern hat acht Milliarden Dollar in Anthropic gesteckt. OpenAI arbeitet dagegen mit "
     "Microsoft zusammen."),
    ("de", "Sora ist da: Was die Video-KI kann",
     "OpenAI bringt seine App nach Deutschland. Videos entstehen aus einem Satz. Der Strombedarf solcher Werkzeuge ist hoch."),
    ("de", "Chefin der Anwendungen bei OpenAI fällt aus",
     "Sie nimmt sich mehrere Wochen frei. Ihre Aufgaben übernimmt Brockman. Altman dankte ihr."),
    ("de", "Stadttheater zeigt „Stargate“",
     "Das Stück erzählt von einer Reise zu den Sternen. Premiere ist am Freitag. Karten gibt es an der Kasse."),
    ("de", "Cerebras beliefert G42 in Indien",
     "Acht Exaflops stehen bald in Indien. G42 betreibt die Anlage. Partner ist eine Universität."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), RELEVANT, ids=[row[1] for row in RELEVANT])
def test_belongs_to_the_topic(language, title, text):
    said = _read(language, title, text)
    assert said.relevant, said.why


@pytest.mark.parametrize(("language", "title", "text"), OTHER, ids=[row[1] for row in OTHER])
def test_only_looks_like_the_topic(language, title, text):
    said = _read(language, title, text)
    assert not said.relevant, said.why


def _read(language, title, text):
    article = Article(
        url="https://example.org/a", site="example.org", title=title, text=text, language=language, published_at=None,
        basis="page" if text else "headline",
    )  # fmt: skip
    return reading.read(PROFILE, article)
