"""feeds.schema.json: what editors check while you type. `python -m monitor.catalog.schema` prints it again."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any

from monitor import edition, model
from monitor.catalog import shapes, values

TELLING = (str, int, float)  # defaults worth showing; the descriptions give the others


def text() -> str:
    """The JSON Schema of feeds.yaml, made from the shapes that the loader uses for its checks."""
    schema = shapes.CatalogShape.model_json_schema()
    for name, of in (("FeedShape", model.Feed), ("DigestShape", edition.Digest)):
        _tell_defaults(schema["$defs"][name]["properties"], of)
    _tell_defaults(schema["properties"], object)
    schema["properties"]["digests"]["propertyNames"] = {"pattern": values.DIGEST_PATTERN}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "feeds.yaml"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _tell_defaults(properties: dict[str, Any], of: type) -> None:
    """The defaults of the values instead of those of the shapes, which are never used."""
    fields = {field.name: field.default for field in dataclasses.fields(of)} if dataclasses.is_dataclass(of) else {}
    for name, told in properties.items():
        told.pop("default", None)
        told.pop("title", None)
        if isinstance(fields.get(name), TELLING) and fields[name] != "":
            told["default"] = fields[name]


if __name__ == "__main__":
    sys.stdout.write(text())
