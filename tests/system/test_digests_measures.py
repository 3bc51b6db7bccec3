"""How much reading a mail of eleven stories may take, measured on the demo's day."""

import pytest
from lxml import html

from monitor.digests.forms import render
from tests import builders as build
from tests import demo_day

# Quotes, changes and headlines; what was known before, and names and amounts in the reader's own language
NEWS = "//*[contains(@class, 'quote') or contains(@class, 'change')] | //h2[@class]"
TOLD = "//p[@class='gloss' or @class='fact']"
LABEL = 2  # words of the label before the latter: "Bekannt war:"


def mail(language):
    forms = render.edition(build.digest(language=language), demo_day.edition(language), {})
    tree = html.document_fromstring(forms.html)
    for element in tree.xpath("//style | //title | //*[@class='preheader']"):
        element.getparent().remove(element)
    return forms, tree


def words(elements):
    return sum(len(element.text_content().split()) for element in elements)


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_apparatus_is_a_fifth_of_the_cards_at_most(language):
    forms, tree = mail(language)
    assert len(tree.xpath("//h2[@class]")) == len(demo_day.edition().cards) >= 11
    assert len(forms.html.encode()) <= 60_000
    sources = words(tree.xpath("//*[contains(@class, 'quote')]/span"))
    news = words(tree.xpath(NEWS)) - sources + words(tree.xpath(TOLD)) - LABEL * len(tree.xpath(TOLD))
    told_once = words(tree.xpath("//p[@class='first']")) + words(tree.xpath("//p[@class='line']"))
    apparatus = words([tree]) - news - told_once
    assert apparatus <= 0.2 * words(tree.xpath("//td[@class='story']")), (apparatus, news)


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_the_text_part_tells_the_same_in_as_few_words(language):
    forms, tree = mail(language)
    plain = [word for word in forms.text.split() if "://" not in word and set(word) != {"─"}]
    assert abs(len(plain) - words([tree])) <= 0.03 * words([tree])
