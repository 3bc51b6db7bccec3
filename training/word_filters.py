"""Makes monitor/text/known_words.bin from the dictionaries of `simplemma`: hashes of word forms, no word list.

    python -m training.word_filters

These dictionaries also contain names. A capitalised German form that the English dictionary also has only with a
capital (Berlin, Texas, Google) is taken for a name and left out; in English and French only forms in lower case count.
"""

from __future__ import annotations

import re
from importlib import resources

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from monitor.text import known_words

LANGUAGES = ("de", "en", "fr")
WORD = re.compile(r"[^\W\d_][\w'-]*[^\W_]")


def forms(language: str) -> set[str]:
    """Every form and lemma of a dictionary that is a word."""
    found = DefaultDictionaryFactory().get_dictionary(language)
    return {word for pair in found.items() for word in pair if WORD.fullmatch(word)}


def plain(language: str, english: set[str]) -> set[str]:
    """The forms that are not names."""
    if language == "de":
        lower = {word for word in english if word.islower()}
        names = {word for word in english if word[0].isupper() and word.lower() not in lower}
        return forms("de") - names
    return {word for word in forms(language) if word[0].islower()}


def main() -> None:
    """Write the file."""
    english = forms("en")
    content = b"".join(known_words.packed(language, plain(language, english)) for language in LANGUAGES)
    with resources.as_file(resources.files(known_words.PACKAGE)) as folder:
        (folder / known_words.FILE).write_bytes(content)


if __name__ == "__main__":
    main()
