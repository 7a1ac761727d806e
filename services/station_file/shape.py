"""Whether the file has the form that the schema asks for, in sentences instead of jargon."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding, meant

SCHEMA = "station.schema.json"
TYPES = {
    "object": "keys with values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}


@cache
def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12)."""
    loaded: dict[str, Any] = json.loads((files(__package__) / SCHEMA).read_text("utf-8"))
    return loaded


def findings(
    document: Document, wanted: dict[str, Any] | None = None
) -> Iterator[tuple[Place, Finding]]:
    """Each finding, with the place that is unusable because of it; none for an unknown key.
    `wanted`: another file's schema."""
    wanted = schema() if wanted is None else wanted
    for place in document.repeated:
        yield (), finding(document, place, "this key stands here twice; keep one of them.")
    for error in Draft202012Validator(wanted).iter_errors(document.data):
        place = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            known = _properties(error)
            for key in (str(key) for key in error.instance if key not in known):
                what = f'"{key}" is not a known key.{meant(key, known) or _choices(known)}'
                yield (), finding(document, (*place, key), what)
        else:
            yield place, finding(document, place, _sentence(document, place, error, wanted))


def _properties(error: ValidationError) -> dict[str, Any]:
    at: Any = error.schema
    known: dict[str, Any] = at["properties"]
    return known


def _choices(known: Any) -> str:
    return f" The keys are: {', '.join(known)}."


def _sentence(
    document: Document, place: Place, error: ValidationError, wanted: dict[str, Any]
) -> str:
    value = document.raw.get(place, "")
    rule: Any = error.validator_value
    match error.validator:
        case "required":
            # One error a key: jsonschema names it first, in quotes.
            return f'the key "{error.message.split(chr(39))[1]}" is missing.'
        case "type":
            return _wrong_type(value, error)
        case "enum":
            choices = [str(choice) for choice in rule]
            return f'"{value}" is not one of {", ".join(choices)}.{meant(value, choices)}'
        case "minItems":
            return "this list is empty."
        case "uniqueItems":
            return "this list names something twice."
        case _:
            described = _description(place, wanted)
            return (
                f'"{value}" does not fit. {described}'
                if value
                else f"this does not fit. {described}"
            )


def _wrong_type(value: str, error: ValidationError) -> str:
    wanted = str(error.validator_value)
    if wanted == "string" and isinstance(error.instance, int):
        return f'{value} must be text: put it in quotes, "{value}".'
    if wanted == "integer" and isinstance(error.instance, str):
        return f'"{value}" must be a whole number, without quotes.'
    if error.instance is None:
        return f"something is missing here: {TYPES[wanted]}."
    return f"this must be {TYPES[wanted]}."


def _description(place: Place, wanted: dict[str, Any]) -> str:
    """What the schema says of the nearest key that it describes."""
    here, said = wanted, ""
    for part in place:
        known = here.get("properties", {})
        here = here.get("items", {}) if isinstance(part, int) else known.get(part, {})
        said = here.get("description", said)
        if "properties" not in here and "items" not in here:
            break
    return said
