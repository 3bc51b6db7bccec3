"""A topic file to start from: every key, with comments, ready to load."""

from __future__ import annotations

import json
import re

_TEXT = """\
# A topic file; docs/writing-a-topic.md explains every key. Try it with: monitor topics try THIS FILE
name: {name}
title: {{en: {title}, de: {title}}}
threshold: 0.5            # texts that score at least this are relevant

# Who must be involved, with all spellings; use capitals where the name has them; "name*" also finds longer words.
subjects:
  {title}: {title}

# What the topic is about, in groups you name as you like. weight: how much one such word proves next to the subject;
# 1.0 if it means the topic whatever else is said, 0.5 if it needs other words, below 0.3 if it only supports others.
# Put quotes around a line that begins with *.
aspects:
  building:
    weight: 1.0
    en: plant*, factory, factories, site*
    de: "*werk, *fabrik*, standort*"
  money:
    weight: 0.5
    en: investment*, loan*, contract*
    de: "*investition*, *kredit*, *vertrag*"

# What else the subject is in the news for; counts against the topic.
other:
  court:
    en: lawsuit*, verdict*
    de: "*klage*, urteil*"

# Other names, by kind. partner: can be the other side of a deal; place: only says where something is.
entities:
  partner: {{}}
  place: {{}}

# All of these are optional:
# compounds: {{plants: {{things: [plant, works], of: [battery, cell]}}}}   # subjects that are two words, in any form
# emblems: {{}}             # names that represent the subject, such as its projects
# voices: Jo Hansen       # entities that speak for the subject
# leave_out: Jo Hansen    # places or parties, from entities, whose news you do not want
# exclusions: some phrase # phrases that only look like the topic
# yardsticks: rival of    # next to the subject's name these make it a mere comparison
# hints: ["offshore AND wind*"]   # headlines worth a look although they do not name the subject
# kinds: {{utility: [party, owns_figures]}}   # what the names of your own kinds may do
# units: {{chips: turbines}}   # things that are counted
# measures: jobs, t, m3, m2, homes   # what else is read as a figure
# concepts: {{turbine: "turbine*, windrad"}}   # words with one meaning, for comparing texts across languages
"""


def text(stem: str, subject: str) -> str:
    """A topic file on this subject, with a name made from its file name."""
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "my-topic"
    said = " ".join(subject.split()) or name.replace("-", " ").title()
    plain = re.fullmatch(r"[A-Za-z][\w .&-]*", said) is not None
    return _TEXT.format(name=name, title=said if plain else json.dumps(said, ensure_ascii=False))
