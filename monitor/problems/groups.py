"""The groups of the account in words: (name, rule), by language; a language is one more column."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "shown": {
        "de": ("gezeigt", "je Meldung der Bericht, der am meisten sagt"),
        "en": ("shown", "for each story the report that says most"),
        "fr": ("montrés", "pour chaque sujet l’article qui en dit le plus"),
    },
    "merged": {
        "de": ("zusammengefasst", "weitere Berichte zu einer gezeigten Meldung"),
        "en": ("merged", "further reports on a story that is shown"),
        "fr": ("regroupés", "autres articles sur un sujet montré"),
    },
    "known": {
        "de": ("schon bekannt", "Abschriften von Bekanntem, oder nichts darin ist neu"),
        "en": ("already known", "copies of what you know, or nothing new in them"),
        "fr": ("déjà connus", "copies de ce que vous connaissez, ou rien de nouveau"),
    },
    "off_topic": {
        "de": ("anderes Thema", "handelt nicht vom Thema"),
        "en": ("off topic", "not about the topic"),
        "fr": ("hors sujet", "ne traite pas du sujet"),
    },
    "too_old": {
        "de": ("zu alt", "bei der Ankunft schon älter als {days} Tage"),
        "en": ("too old", "already older than {days} days on arrival"),
        "fr": ("trop anciens", "vieux de plus de {days} jours à l’arrivée"),
    },
    "failed": {
        "de": ("nicht lesbar", "die Seite war nicht zu lesen"),
        "en": ("unreadable", "the page could not be read"),
        "fr": ("illisibles", "la page n’a pas pu être lue"),
    },
    "muted": {
        "de": ("stumm", "ein Leser wollte nichts mehr davon hören"),
        "en": ("muted", "a reader wanted to hear no more of it"),
        "fr": ("en sourdine", "un lecteur ne voulait plus en entendre parler"),
    },
    "passed_over": {
        "de": ("übergangen", "älter als eine neue Quelle mitbringt, schon da, oder zu viel auf einmal"),
        "en": ("passed over", "older than what is taken from a new source, already there, or too many at once"),
        "fr": ("laissés de côté", "plus anciens que ce qu’apporte une nouvelle source, déjà là, ou trop à la fois"),
    },
}


def sums(language: str) -> Mapping[str, str]:
    """How many entries ended in each group: for the table of problems of a language."""
    return {f"sum-{key}": "{n} " + words[language][0] for key, words in WORDS.items()}
