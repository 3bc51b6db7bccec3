"""Our own short articles that use the words of walls in another sense, and pages of newspapers to print them on.

Each page has what papers put around a report: notices about cookies, offers, logins, other reports, forms, notes of law.
"""

import json
from collections.abc import Callable
from html import escape
from typing import NamedTuple

# language, headline, paragraphs
ARTICLES: tuple[tuple[str, str, str], ...] = (
    # Consent, cookies, privacy
    ("en", "Landowners withhold consent for the Marlow line", "Eleven landowners have refused their consent for the power line to Marlow.\nWithout all consents the line cannot be built before 2029, the grid company said.\nIt offers 40,000 dollars for each mast and manages the talks itself."),
    ("en", "Bakery chain sells a million cookies for its grid fee", "A bakery chain in Iowa sold a million cookies to pay its grid fee.\nThe partners store the dough at night, when power is cheap.\nCustomers may accept a smaller box for two dollars."),
    ("de", "Betriebsrat stimmt der neuen Halle zu", "Der Betriebsrat hat der neuen Halle in Rheine am Freitag zugestimmt.\nDie Zustimmung gilt bis Ende 2027.\nDanach müssen beide Seiten die Einstellungen der Kühlung neu verhandeln."),
    ("de", "Datenschützer prüfen Zähler in 40.000 Wohnungen", "Die Landesbeauftragte für den Datenschutz prüft die neuen Stromzähler in 40.000 Wohnungen.\nMieter hatten die Einwilligung widerrufen, die Zähler sendeten trotzdem.\nDer Betreiber verarbeitet die Daten nach eigenen Angaben nur im Keller."),
    ("fr", "Le maire accepte l'usine, les riverains refusent", "Le maire de Saint-Avre accepte l'usine de batteries, les riverains la refusent.\nLeur choix s'appliquera après l'enquête publique de juin.\nL'exploitant promet 300 emplois et mesure le bruit chaque nuit."),
    ("fr", "La CNIL inflige 20 millions d'euros pour des cookies", "La CNIL a infligé 20 millions d'euros à une chaîne de magasins pour ses cookies.\nLes clients n'avaient pas donné leur consentement.\nLa société a six mois pour changer sa pratique, et elle fera appel."),
    ("en", "A right to object to wind turbines", "Villages in Kent get a right to object to wind turbines of more than 150 metres.\nTheir preferences count for half of the points in the ranking.\nThe minister called it a legitimate interest of those who live there."),
    # Paying, subscribers, trials
    ("en", "Rural co-op signs its 10,000th subscriber", "A rural co-op in Montana has signed its 10,000th subscriber for fibre.\nThe subscription costs 55 dollars a month, and members can cancel at any time.\nThe first month is free, the board said."),
    ("en", "Unlimited power for one dollar", "A town in Texas sells unlimited power at night for one dollar.\nOnly 3,200 homes get the offer, and 900 have signed up.\nIt ends in March unless the council votes to continue."),
    ("en", "Readers pay for the paper's solar roof", "Readers of a paper in Vermont have paid for its solar roof.\nSupport came from 4,100 of them, most with 20 dollars.\nThe journalism stays free, the publisher says."),
    ("de", "Vier Wochen gratis Strom für alle, die verschieben", "Wer seine Wäsche nachts wäscht, bekommt in Soest vier Wochen lang gratis Strom.\nDas Angebot der Stadtwerke testen jetzt 1.800 Haushalte.\nMonatlich kündbar ist der Tarif erst vom zweiten Jahr an."),
    ("de", "Abonnenten der Fernwärme zahlen weniger", "Die 12.000 Abonnenten der Fernwärme in Greifswald zahlen vom Januar an weniger.\nDer Preis sinkt um 11 Prozent auf 9,2 Cent.\nWer schon Kunde ist, muss sich um nichts kümmern."),
    ("de", "Premium ist, was leise ist", "Der Hersteller nennt seine neue Kühlung Premium, weil sie leiser ist als ein Gespräch.\nSie kostet 1,2 Millionen Euro für eine Halle von 20 Megawatt.\nZu lesen ist das in den Unterlagen für den Gemeinderat."),
    ("fr", "Les abonnés au gaz seront remboursés", "Les abonnés au gaz de la vallée seront remboursés de 84 euros.\nL'abonnement reste sans engagement pour ceux qui changent de chauffage.\nLa régie en compte 5 300, et la moitié sont déjà passés à la chaleur du site."),
    ("fr", "La suite du procès est réservée à mars", "La suite du procès sur le barrage est réservée à mars.\nLes juges veulent lire 2 000 pages de plus.\nLa société réclame 7 millions d'euros à l'État."),
    ("en", "The article on storage in the new law", "The article on storage in the new law allows grid batteries in every district.\nIt is limited to sites of 100 megawatts.\nFree advice is offered to owners until June, and 60 have asked for it."),
    # Log in, accounts, passwords
    ("en", "Hackers had the password for a dam", "The password for a dam in Idaho was its own name, an audit has found.\nAnybody could log in for 14 months and create accounts.\nThe operator has changed it and now asks for a second key."),
    ("en", "Register opens for hydrogen plants", "The ministry opens a register for hydrogen plants in May.\nOwners sign in with their tax number and enter the size.\nWhoever forgets to register pays 5,000 dollars."),
    ("de", "Anmeldung für Wallboxen stockt", "Die Anmeldung von Wallboxen dauert in Bremen nun elf Wochen.\nDas Netz ist dafür nicht zu schwach, es fehlen Leute für das Konto jedes Kunden.\nDer Betreiber will 30 einstellen."),
    ("de", "Passwort am Schaltschrank", "Am Schaltschrank einer Kläranlage in Hessen klebte das Passwort.\nEin Besucher meldete sich damit an und hielt eine Pumpe an.\nGeschehen ist nichts weiter, sagt der Verband."),
    ("fr", "Un mot de passe oublié arrête le téléphérique", "Un mot de passe oublié a arrêté le téléphérique de la ville pendant deux heures.\nPersonne ne pouvait se connecter à la commande.\nQuarante voyageurs ont attendu dans les cabines."),
    # Advertising and blockers
    ("en", "Billboards go dark to save power", "Cities in Spain turn off advertising at ten in the evening.\nThe screens need as much power as 30,000 homes.\nAdvertisers want their money back, 12 million euros a year."),
    ("de", "Werbung für Gasheizungen wird verboten", "Werbung für Gasheizungen ist in der Stadt vom Mai an verboten.\nDer Block an der Haltestelle zeigt dann Fahrpläne.\nDie Einnahmen aus Anzeigen sinken um 200.000 Euro, schätzt der Kämmerer."),
    ("fr", "Des bloqueurs sur les rails du tram", "Des bloqueurs posés sur les rails ont arrêté le tram de Dijon.\nLa publicité sur les flancs des rames les avait cachés.\nIl faudra les désactiver un par un, dit la régie."),
    ("en", "Advertising tax pays for cables", "A tax on advertising will pay for cables under the harbour.\nIt brings 9 million dollars a year.\nShops asked the council to turn it off again, and lost by one vote."),
    # Age, region, rights
    ("en", "You must be 18 to trade power at home", "Households may trade their solar power from July on.\nThe law says that sellers must be at least 18, and enter their date of birth once.\nThe regulator expects 70,000 of them."),
    ("de", "In vielen Ländern nicht verfügbar: Kupfer", "Kupferkabel sind in vielen Ländern zurzeit nicht verfügbar.\nAus rechtlichen Gründen darf Chile seit März nur die Hälfte ausführen.\nIn Europa fehlen 80.000 Tonnen."),
    ("fr", "Le contenu des cuves n'est pas disponible", "Le contenu des cuves de l'usine n'est pas disponible, dit la préfecture.\nDans la région, 14 puits restent fermés.\nLes analyses coûteront 400 000 euros."),
    # Missing, gone, errors
    ("en", "The page that was missing from the contract", "The page that sets the price was missing from the contract for the plant.\nIt was removed by mistake, the court heard, and could not be found for a year.\nThe city now pays 3 cents more."),
    ("en", "Nothing found under the old gasworks", "Surveyors found nothing under the old gasworks in Leith.\nThe search took nine weeks, and the site goes back to the home of the football club.\nBuilding starts in August."),
    ("en", "Error 404 is the name of a bar for engineers", "Error 404 is the name of a bar for grid engineers in Zagreb.\nIt could not be found at first, as the sign was missing.\nNow 200 guests come every evening."),
    ("de", "Seite eins der Akte ist verschwunden", "Die Seite mit der Unterschrift ist aus der Akte des Kraftwerks verschwunden.\nSie wurde nicht gefunden, obwohl drei Beamte suchten.\nDas Gericht verhandelt nun ohne sie."),
    ("de", "Fehler im Umspannwerk kostet eine Stunde", "Ein Fehler im Umspannwerk hat 8.000 Haushalte eine Stunde gekostet.\nEs ist ein Schalter von 1974, den der Betreiber später noch einmal prüfen will.\nErsatz ist bestellt."),
    ("fr", "La page est tournée, dit le syndicat", "La page de la centrale est tournée, dit le syndicat de Fessenheim.\nLe plan demandé n'existe plus, et l'accueil des nouveaux est prévu en mai.\nIl reste 60 emplois sur 850."),
    ("en", "Permit has expired, plant has not", "The permit of a plant in Ohio has expired, but it still runs.\nIt was not renewed because the file was moved to another office.\nThe state allows it until November."),
    # Denied, too many, down
    ("en", "Access to the harbour denied to coal ships", "The port has denied access to coal ships of more than 200 metres.\nThey do not have permission to turn in the basin.\nFour of them wait at sea, and the server of the harbour lists nine more."),
    ("en", "Too many requests for a grid that is full", "The grid company has received too many requests and has limited them to 50 a month.\nIt has sent 400 back.\nOwners may try again in January."),
    ("de", "Zugriff auf das Netz verweigert", "Der Netzbetreiber hat dem Rechenzentrum den Zugriff auf 60 Megawatt verweigert.\nEr hat dafür keine Berechtigung gebraucht, sagt das Amt.\nDas Verbot gilt bis 2028."),
    ("de", "Turbine wird gewartet, Stadt friert nicht", "Die Turbine wird gerade gewartet, und doch bleibt die Stadt warm.\nDie Wartungsarbeiten dauern neun Tage.\nIn Kürze kommt ein zweiter Kessel, für 6 Millionen Euro."),
    ("fr", "Maintenance du pont : retour à la normale lundi", "La maintenance du pont prendra fin dimanche.\nLe service du tram, interrompu depuis trois semaines, reprendra lundi.\nLa ville remercie les voyageurs de leur patience et offre un mois."),
    ("en", "Scheduled maintenance at the reactor takes longer", "Scheduled maintenance at the reactor takes three weeks longer.\nIt will be back on line in October, the operator said.\nThe delay costs 14 million dollars."),
    # Checks, robots, queues, redirects, browsers, scripts, domains
    ("en", "Robots check the cables under the strait", "Robots check the cables under the strait for the first time.\nA human confirms each finding before the ship continues.\nThe check took 40 hours and found two faults."),
    ("de", "Kein Roboter, sondern ein Mensch an der Weiche", "An der Weiche steht wieder ein Mensch und kein Roboter.\nDie Bahn überprüft damit die Sicherheit der Strecke.\nDie Maschine hatte in einem Jahr 17 Züge angehalten."),
    ("fr", "Des robots vérifient les pales", "Des robots vérifient les pales des éoliennes au large de Fécamp.\nUn humain confirme chaque fissure.\nIl faut activer trois caméras, et un instant suffit pour une pale."),
    ("en", "A queue of four years, and no waiting room", "Solar parks in Nevada stand in a queue of four years.\nWhoever is next in line may be passed by a battery.\nDevelopers call it a waiting room without chairs."),
    ("en", "River redirected for a dry dock", "The river will be redirected for five months to build a dry dock.\nShips are not affected.\nThe work costs 31 million dollars and begins when the ice is gone."),
    ("de", "Ein Browser für die Leitwarte", "Die Leitwarte in Karlsruhe ersetzt ihre Bildschirme durch einen Browser.\nDie alte Software war nicht mehr aktuell und lief auf JavaScript von 2009.\nDie Umstellung dauert bis Mai."),
    ("fr", "Un nom de domaine à vendre, une société en faillite", "Le nom de domaine de la start-up en faillite est à vendre.\nLe liquidateur en veut 90 000 euros.\nLes 40 salariés attendent leurs salaires de mars."),
    ("en", "Utility downloads its meters by app", "A utility in Devon reads its meters with an app.\nIts customers do not need to download it.\nThe engineers open the app at the gate, and 200 meters answer in a minute."),
    ("de", "Index der Strompreise springt", "Der Index der Strompreise ist am Montag um 40 Prozent gesprungen.\nÜbergeordnet bleibt der Preis für Gas.\nHändler rechnen mit Ruhe vom Mittwoch an."),
    ("en", "Newsletter of the regulator moves the market", "A newsletter of the regulator has moved the market by 3 percent.\nIt was sent to 900 email addresses by mistake.\nThe exchange has cancelled 40 trades."),
    ("fr", "La lettre de la préfecture fait fuir l'investisseur", "La lettre de la préfecture a fait fuir l'investisseur.\nElle demandait une adresse et un numéro de compte qui n'existaient pas.\nLe terrain de 30 hectares est de nouveau libre."),
)  # fmt: skip

Layout = Callable[[str, str, list[str]], str]  # language, headline, paragraphs → the page


class Printed(NamedTuple):
    layout: str
    language: str
    headline: str
    paragraphs: list[str]
    source: str


def _paragraphs(told: list[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in told)


def _page(language: str, headline: str, body: str, head: str = "") -> str:
    title = f"<title>{escape(headline)} | The Strand</title>"
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{title}{head}</head><body>{body}</body></html>'


def plain(language: str, headline: str, told: list[str]) -> str:
    """As plain as a page can be."""
    return _page(language, headline, f"<article><h1>{escape(headline)}</h1>{_paragraphs(told)}</article>")


def cookies(language: str, headline: str, told: list[str]) -> str:
    """A notice about cookies over the page, in its language."""
    words, yes, no = {
        "en": ("We use cookies. With your consent we and our 94 partners store data on your device.", "Accept", "Reject"),
        "de": ("Wir verwenden Cookies. Mit Ihrer Einwilligung speichern wir und 94 Partner Daten.", "Zustimmen", "Ablehnen"),
        "fr": ("Nous utilisons des cookies. Avec votre accord, nous et 94 partenaires gardons des données.", "Accepter", "Refuser"),
    }[language]  # fmt: skip
    banner = f'<div id="cookie-banner" role="dialog"><p>{words}</p><button>{yes}</button><button>{no}</button></div>'
    return _page(language, headline, f"{banner}<main><h1>{escape(headline)}</h1>{_paragraphs(told)}</main>")


def offers(language: str, headline: str, told: list[str]) -> str:
    """A login at the top, an offer at the foot, and other reports that only subscribers may read."""
    login, offer, other = {
        "en": ("Log in", "Try four weeks for 1 dollar. Cancel anytime.", "Subscribers only: What the mayor earns"),
        "de": ("Anmelden", "Jetzt vier Wochen für 1 Euro testen. Monatlich kündbar.", "Nur für Abonnenten: Was der Bürgermeister verdient"),
        "fr": ("Se connecter", "Essayez quatre semaines pour 1 euro. Sans engagement.", "Réservé aux abonnés : ce que gagne le maire"),
    }[language]  # fmt: skip
    top = f'<header><a href="/">The Strand</a><a class="login" href="/login">{login}</a></header>'
    more = f'<aside><h2>+</h2><ul><li><a href="/mayor">{other}</a></li></ul></aside>'
    foot = f'<footer><div class="offer"><p>{offer}</p></div></footer>'
    body = f"<main><article><h1>{escape(headline)}</h1>{_paragraphs(told)}</article>{more}</main>"
    return _page(language, headline, top + body + foot)


def letters(language: str, headline: str, told: list[str]) -> str:
    """A form for a newsletter between the paragraphs, with a captcha."""
    words = {
        "en": "Get our newsletter. Enter your email address.",
        "de": "Unser Newsletter. Geben Sie Ihre E-Mail-Adresse ein.",
        "fr": "Notre lettre. Saisissez votre adresse électronique.",
    }[language]
    captcha = '<script src="https://www.google.com/recaptcha/api.js" async></script>'
    form = f'<form class="newsletter"><p>{words}</p><input type="email"><div class="g-recaptcha"></div><button>OK</button></form>'
    text = _paragraphs(told[:1]) + form + _paragraphs(told[1:])
    return _page(language, headline, f"<article><h1>{escape(headline)}</h1>{text}</article>", captcha)


def behind_a_shield(language: str, headline: str, told: list[str]) -> str:
    """The scripts of a bot check, which such sites load into all their pages."""
    scripts = (
        "<script>(function(){var d=document.createElement('script');d.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';"
        "window._cf_chl_opt={cvId:'3'};document.head.appendChild(d)})()</script>"
        '<script src="https://js.datadome.example/tags.js" data-name="datadome"></script>'
    )
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("Home", "Grid", "Towns", "Sports")))
    rest = "".join(f'<li><a href="/r/{n}">{escape(each)}</a></li>' for n, (_, each, _) in enumerate(ARTICLES[:22]))
    body = f"<nav><ul>{menu}</ul></nav><main><h1>{escape(headline)}</h1>{_paragraphs(told)}</main><section><ul>{rest}</ul></section>"
    return _page(language, headline, body, scripts)


def without_script(language: str, headline: str, told: list[str]) -> str:
    """A note for browsers without JavaScript, and one for old ones."""
    words = {
        "en": ("You need to enable JavaScript to run this page.", "Your browser is out of date."),
        "de": ("Bitte aktivieren Sie JavaScript.", "Ihr Browser ist veraltet."),
        "fr": ("Veuillez activer JavaScript.", "Votre navigateur est obsolète."),
    }[language]
    notes = f'<noscript><p>{words[0]}</p></noscript><!--[if lt IE 9]><p class="old">{words[1]}</p><![endif]-->'
    return _page(language, headline, f'{notes}<div id="root"><h1>{escape(headline)}</h1>{_paragraphs(told)}</div>')


def declared(language: str, headline: str, told: list[str]) -> str:
    """A report declared in JSON-LD, free to read, in a page of nested boxes."""
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, "isAccessibleForFree": True}
    head = f'<script type="application/ld+json">{json.dumps(said)}</script><meta property="og:type" content="article">'
    inner = "".join(f'<div class="text-block"><p>{escape(one)}</p></div>' for one in told)
    boxes = f'<div class="l-page"><div class="l-main"><div class="headline"><h1>{escape(headline)}</h1></div>{inner}</div></div>'
    return _page(language, headline, boxes, head)


def amp(language: str, headline: str, told: list[str]) -> str:
    """An AMP page with a consent element."""
    head = '<script async src="https://cdn.ampproject.org/v0.js"></script><link rel="canonical" href="https://paper.example/2026/grid">'
    consent = '<amp-consent id="consent" layout="nodisplay"><div id="ask"><button on="tap:consent.accept">OK</button></div></amp-consent>'
    return _page(
        language, headline, f"{consent}<article><h1>{escape(headline)}</h1>{_paragraphs(told)}</article>", head
    )


def table(language: str, headline: str, told: list[str]) -> str:
    """A page of the nineties: tables, breaks instead of paragraphs."""
    text = "<br><br>".join(escape(one) for one in told)
    menu = "<td width=120><a href=/>Home</a><br><a href=/login>Login</a><br><a href=/abo>Abo</a></td>"
    return _page(language, headline, f"<table><tr>{menu}<td><h1>{escape(headline)}</h1>{text}</td></tr></table>")


def comments(language: str, headline: str, told: list[str]) -> str:
    """Comments below the report, and a note that one has to log in to write one."""
    words, said = {
        "en": ("Log in to comment. Forgot your password?", "I have been waiting in this queue for years."),
        "de": ("Zum Kommentieren anmelden. Passwort vergessen?", "Ich stehe seit Jahren in dieser Warteschlange."),
        "fr": ("Connectez-vous pour commenter. Mot de passe oublié ?", "J'attends mon tour depuis des années."),
    }[language]
    below = (
        f'<section id="comments" class="comments"><h2>2</h2><p>{words}</p><div class="comment">{said}</div></section>'
    )
    return _page(language, headline, f"<article><h1>{escape(headline)}</h1>{_paragraphs(told)}</article>{below}")


def notice(language: str, headline: str, told: list[str]) -> str:
    """A bar about the paper's own maintenance above a true report."""
    words = {
        "en": "Our app is under maintenance tonight. Sorry for the inconvenience.",
        "de": "Unsere App wird heute Nacht gewartet. Wir bitten um Verständnis.",
        "fr": "Notre application est en maintenance cette nuit. Merci de votre patience.",
    }[language]
    bar = f'<div class="alert-bar" role="status">{words}</div>'
    return _page(
        language, headline, f"{bar}<main><article><h1>{escape(headline)}</h1>{_paragraphs(told)}</article></main>"
    )


def law(language: str, headline: str, told: list[str]) -> str:
    """A long foot: rights, privacy, terms, how to cancel."""
    words = {
        "en": ("All rights reserved. Do not copy.", "Manage your cookie settings and your consent.", "Terms of use", "Cancel a subscription"),
        "de": ("Alle Rechte vorbehalten.", "Cookie-Einstellungen und Einwilligung verwalten", "Nutzungsbedingungen", "Verträge hier kündigen"),
        "fr": ("Tous droits réservés.", "Gérer les cookies et le consentement", "Conditions d'utilisation", "Résilier un abonnement"),
    }[language]  # fmt: skip
    foot = "<footer>" + "".join(f"<p><a href='/law'>{escape(one)}</a></p>" for one in words) + "</footer>"
    return _page(language, headline, f"<article><h1>{escape(headline)}</h1>{_paragraphs(told)}</article>{foot}")


def live(language: str, headline: str, told: list[str]) -> str:
    """Updates with times, the newest first, and a player that wants consent."""
    ask = {
        "en": "To watch this video you must accept cookies.",
        "de": "Um dieses Video zu sehen, müssen Sie Cookies akzeptieren.",
        "fr": "Pour voir cette vidéo, acceptez les cookies.",
    }[language]
    posts = "".join(f'<div class="post"><time>1{n}:0{n}</time><p>{escape(one)}</p></div>' for n, one in enumerate(told))
    player = f'<figure class="embed-consent"><p>{ask}</p><button>OK</button></figure>'
    return _page(language, headline, f"<main><h1>{escape(headline)}</h1>{player}{posts}</main>")


LAYOUTS: tuple[Layout, ...] = (
    plain, cookies, offers, letters, behind_a_shield, without_script, declared, amp, table, comments, notice, law, live,
)  # fmt: skip
EACH = 5  # layouts per article, taken in turn


def pages() -> list[Printed]:
    """Each article on some of the layouts, each layout equally often."""
    found = []
    for place, (language, headline, text) in enumerate(ARTICLES):
        for step in range(EACH):
            layout = LAYOUTS[(place * EACH + step) % len(LAYOUTS)]
            told = text.split("\n")
            found.append(Printed(layout.__name__, language, headline, told, layout(language, headline, told)))
    return found
