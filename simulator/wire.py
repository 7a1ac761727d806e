"""JSON as it travels."""

import json
from typing import Any, TypeAlias

JSON: TypeAlias = dict[str, Any]
"""One object of the Bot API, with the field names of its documentation."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def dumps(value: Any) -> bytes:
    return _encode(value).encode()


def loads(data: bytes | str) -> Any:
    return json.loads(data)
