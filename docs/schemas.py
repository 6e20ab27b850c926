"""The JSON Schema of claims.yaml, made from the records that the ledger is written from and read into."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec

from hfcheck.ledger import Ledger

_TAGGED = ("Entity", "Quantity", "Change", "Share", "Moment", "Members", "Text")
"""The records that may be the object of a claim: only there do they carry their name, as `type`."""

_UNWRITTEN = {"Claim": ("steps",)}


def make_claims_schema() -> str:
    """The schema as it is shipped, two spaces deep, ended by a line break."""
    made = msgspec.json.schema(Ledger)
    definitions: dict[str, Any] = {}
    for name, entry in sorted(made["$defs"].items()):
        definitions[name] = _strip(name, entry)
        if name in _TAGGED:
            tagged = _strip(name, entry)
            tagged["properties"] = {"type": {"const": name}, **tagged["properties"]}
            tagged["required"] = ["type", *tagged.get("required", [])]
            definitions[f"{name}Object"] = tagged
    definitions["Claim"]["properties"]["object"] = {"anyOf": [{"$ref": f"#/$defs/{name}Object"} for name in _TAGGED]}
    ledger = definitions.pop("Ledger")
    ledger["properties"]["schema"] = {"const": 1}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:hfcheck:claims:1",
        "title": "hfcheck ledger (claims.yaml), schema 1",
        "description": "Made by hfcheck and not written by hand; fields that hold their default are left out.",
    }
    schema = {**head, **{key: value for key, value in ledger.items() if key not in head}, "$defs": definitions}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _strip(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """A definition without the tag that msgspec gives each record, closed to unknown fields."""
    kept = {key: value for key, value in entry.items() if key not in ("title", "discriminator")}
    if "description" in kept:
        kept["description"] = " ".join(inspect.cleandoc(kept["description"]).split())
    if "properties" in kept:
        left_out = ("type", *_UNWRITTEN.get(name, ()))
        kept["properties"] = {key: value for key, value in kept["properties"].items() if key not in left_out}
        kept["required"] = [field for field in kept.get("required", []) if field not in left_out]
        kept["additionalProperties"] = False
    return kept
