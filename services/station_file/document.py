"""The YAML file as data, and on which line each part of it stands.

Plain scalars are read as people mean them: a date stays text, only true and false are truth
values (YAML 1.1 takes `no` for one), and numbers are decimal (it takes 0010 for eight).
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from services.station_file.errors import StationFileError

# Where something stands: keys and indexes from the top, as in ("people", 0, "badge").
Place = tuple[Hashable, ...]

DEEPEST = 20
STATION_FILE = "station file"


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012  As PyYAML declares it.


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


for _tag, _pattern, _first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]{1,18}", "-+0123456789"),
    ("null", "~|null|Null|NULL|", "~nN\0"),
    ("merge", "<<", "<"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(f"^(?:{_pattern})$"),
        ["" if c == "\0" else c for c in _first],
    )
_Loader.add_constructor("tag:yaml.org,2002:int", _decimal)


@dataclass
class Document:
    """`lines` counts from 1; `raw` is each scalar as it is written; `called`: what file it is."""

    data: Any
    lines: dict[Place, int] = field(default_factory=dict)
    raw: dict[Place, str] = field(default_factory=dict)
    repeated: list[Place] = field(default_factory=list)
    called: str = STATION_FILE

    def line_of(self, place: Place) -> int | None:
        """The line of a place, or of what it would stand in."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def read_document(path: Path) -> Document:
    """Raises StationFileError if there is no such file, or no YAML in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        remedy = "copy examples/xincheng.yaml and fill it in, or name yours in DOORSTEP_STATION"
        raise StationFileError([f"There is no station file at {path}: {remedy}."]) from None
    except UnicodeDecodeError:
        raise StationFileError([f"{path} isn't text in UTF-8: save it as UTF-8."]) from None
    except OSError as error:
        raise StationFileError([f"{path} can't be read: {error.strerror}."]) from None
    return parse(text)


def parse(text: str, called: str = STATION_FILE) -> Document:
    try:
        return _parse(text, called)
    except yaml.MarkedYAMLError as error:
        raise StationFileError([_complaint(error, called)]) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        letter = f"U+{error.character:04X}"
        sentence = f"Line {line}: the {called} isn't valid YAML: it holds the character {letter}."
        raise StationFileError([sentence]) from None
    except RecursionError:
        raise StationFileError([f"The {called} nests too deep."]) from None


def _parse(text: str, called: str) -> Document:
    loader = _Loader(text)
    node = loader.get_single_node()
    if node is None:
        raise StationFileError([f"The {called} is empty."])
    document = Document(None, called=called)
    _note(document, (), node)
    document.data = loader.construct_document(node)
    return document


def _note(document: Document, place: Place, node: yaml.Node) -> None:
    if len(place) > DEEPEST:
        raise StationFileError([f"The {document.called} refers to itself without an end."])
    document.lines.setdefault(place, node.start_mark.line + 1)
    match node:
        case yaml.ScalarNode():
            document.raw[place] = node.value
        case yaml.SequenceNode():
            for index, item in enumerate(node.value):
                _note(document, (*place, index), item)
        case yaml.MappingNode():
            _note_mapping(document, place, node)


def _note_mapping(document: Document, place: Place, node: yaml.MappingNode) -> None:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        inner = (*place, key.value)
        if inner in document.lines:
            document.repeated.append(inner)
        document.lines[inner] = key.start_mark.line + 1
        _note(document, inner, value)


def _complaint(error: yaml.MarkedYAMLError, called: str) -> str:
    mark = error.problem_mark or error.context_mark
    where = f"Line {mark.line + 1}: the" if mark else "The"
    return f"{where} {called} isn't valid YAML: {error.problem or error.context}."
