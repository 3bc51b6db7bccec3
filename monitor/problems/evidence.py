"""What speaks for or against a topic in a text, in words, by language; a language is one more column."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "why-title": {
        "de": "{weight} die Überschrift nennt das Subjekt mit dem, worum es im Thema geht",
        "en": "{weight} the headline names the subject together with what the topic is about",
        "fr": "{weight} le titre nomme le sujet avec ce dont traite le thème",
    },
    "why-lead": {
        "de": "{weight} die ersten Sätze auch",
        "en": "{weight} so do the first sentences",
        "fr": "{weight} les premières phrases aussi",
    },
    "why-mass": {
        "de": "{weight} viele Sätze auch",
        "en": "{weight} so do many sentences",
        "fr": "{weight} beaucoup de phrases aussi",
    },
    "why-share": {
        "de": "{weight} das ist das meiste, was über das Subjekt gesagt wird",
        "en": "{weight} that is most of what is said about the subject",
        "fr": "{weight} c'est l'essentiel de ce qui est dit du sujet",
    },
    "why-deals": {
        "de": "{weight} es geht um einen Vertrag, eine Bestellung oder einen Bau des Subjekts selbst",
        "en": "{weight} it mentions a contract, an order or a building of the subject's own",
        "fr": "{weight} il s'agit d'un contrat, d'une commande ou d'un bâtiment du sujet lui-même",
    },
    "why-subject": {
        "de": "{weight} die Überschrift nennt das Subjekt, und der Text beginnt mit dem, worum es im Thema geht",
        "en": "{weight} the headline names the subject, and the text begins with what the topic is about",
        "fr": "{weight} le titre nomme le sujet, et le texte commence par ce dont traite le thème",
    },
    "why-site": {
        "de": "{weight} am Anfang steht ein Standort des Subjekts",
        "en": "{weight} it begins with a site of the subject's own",
        "fr": "{weight} le texte commence par un site du sujet",
    },
    "why-theme": {
        "de": "{weight} die Überschrift spricht von etwas anderem",
        "en": "{weight} the headline is about something else",
        "fr": "{weight} le titre parle d'autre chose",
    },
    "why-rival": {
        "de": "{weight} die Überschrift nennt einen anderen Beteiligten und nicht das Subjekt",
        "en": "{weight} the headline names another party and not the subject",
        "fr": "{weight} le titre nomme une autre partie et non le sujet",
    },
    "why-party": {
        "de": "{weight} in einem Satz handelt das Subjekt, oder etwas geschieht für es",
        "en": "{weight} in one sentence the subject acts, or something is done for it",
        "fr": "{weight} dans une phrase, le sujet agit, ou l’on fait quelque chose pour lui",
    },
    "why-again": {
        "de": "{weight} in mehreren Sätzen ebenso",
        "en": "{weight} so do several",
        "fr": "{weight} plusieurs phrases de même",
    },
    "why-twice": {
        "de": "{weight} mehrere Sätze nennen das Subjekt",
        "en": "{weight} several sentences name the subject",
        "fr": "{weight} plusieurs phrases nomment le sujet",
    },
    "why-others": {
        "de": "{weight} die ersten Sätze nennen jemand anderen, um den es gehen kann",
        "en": "{weight} the first sentences name somebody else who may be the party",
        "fr": "{weight} les premières phrases nomment quelqu’un d’autre qui peut être la partie",
    },
    "why-tenant": {
        "de": "{weight} in einem Satz mietet, kauft, nutzt oder besitzt das Subjekt, worum es beim Thema geht",
        "en": "{weight} in one sentence the subject rents, buys, uses or owns what the topic is about",
        "fr": "{weight} dans une phrase, le sujet loue, achète, utilise ou possède ce dont parle le thème",
    },
    "why-let": {
        "de": "{weight} die Überschrift spricht von dem, was das Subjekt laut Text mietet, kauft, nutzt oder besitzt",
        "en": "{weight} the headline is about what the text says the subject rents, buys, uses or owns",
        "fr": "{weight} le titre parle de ce que, selon le texte, le sujet loue, achète, utilise ou possède",
    },
    "why-soon": {
        "de": "{weight} der Text nennt das Subjekt in den ersten Sätzen",
        "en": "{weight} the text names the subject in its first sentences",
        "fr": "{weight} le texte nomme le sujet dans ses premières phrases",
    },
    "why-astray": {
        "de": "{weight} der erste Satz spricht von etwas anderem",
        "en": "{weight} the first sentence is about something else",
        "fr": "{weight} la première phrase parle d’autre chose",
    },
    "why-untitled": {
        "de": "{weight} die Überschrift sagt nichts dafür oder dagegen, darum zählt nur der Text",
        "en": "{weight} the headline says nothing either way, so only the text counts",
        "fr": "{weight} le titre ne dit rien ni pour ni contre, seul le texte compte",
    },
}


def words(language: str) -> Mapping[str, str]:
    """Each kind of evidence in words, by its code."""
    return {code: told[language] for code, told in WORDS.items()}
