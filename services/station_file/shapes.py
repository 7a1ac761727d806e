"""Where grids lie on the map: GeoJSON in the station file, or in a file beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services import cap
from services.station_file.document import Document
from services.station_file.places import Finding, finding

LARGEST = 5_000_000  # bytes


class _UnusableError(Exception):
    """The rest of a sentence that begins with the key."""


@dataclass(frozen=True)
class Shapes:
    """Relative paths begin in `folder`."""

    document: Document
    folder: Path

    def read(self) -> dict[int, dict[str, Any]]:
        """By the grid's index in the file: a Polygon or a MultiPolygon."""
        return {place[1]: self._shape(given) for place, given in self._given()}

    def findings(self) -> Iterator[Finding]:
        for place, given in self._given():
            try:
                self._shape(given)
            except _UnusableError as error:
                yield finding(self.document, place, str(error))

    def _given(self) -> Iterator[tuple[tuple[str, int, str], Any]]:
        data = self.document.data
        grids = data.get("grids") if isinstance(data, dict) else None
        for index, grid in enumerate(grids if isinstance(grids, list) else ()):
            if isinstance(grid, dict) and "shape" in grid:
                yield ("grids", index, "shape"), grid["shape"]

    def _shape(self, given: Any) -> dict[str, Any]:
        if not isinstance(given, str | dict):
            raise _UnusableError("this must be the name of a GeoJSON file, or GeoJSON itself.")
        loaded = self._loaded(given) if isinstance(given, str) else _with_numbers(given)
        geometry = _geometry(loaded)
        said = repr(given[:60]) if isinstance(given, str) else "what stands here"
        if not isinstance(geometry, Mapping):
            raise _UnusableError(f"{said} is no GeoJSON Polygon or MultiPolygon.")
        if fault := cap.polygon_fault(geometry):
            raise _UnusableError(f"{said} {fault}")
        return {"type": geometry["type"], "coordinates": geometry["coordinates"]}

    def _loaded(self, name: str) -> Any:
        path = self.folder / name
        try:
            if path.stat().st_size > LARGEST:
                raise _UnusableError(f"{name} is larger than {LARGEST // 1_000_000} MB.")
            return json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise _UnusableError(f"{name} can't be read: {error.strerror}.") from None
        except (ValueError, RecursionError):
            raise _UnusableError(f"{name} is no JSON in UTF-8.") from None


def _geometry(loaded: Any) -> Any:
    """Of a feature, or of a collection of one, as programs for maps write it."""
    if isinstance(loaded, dict) and loaded.get("type") == "FeatureCollection":
        features = loaded.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise _UnusableError("a collection must have one feature, which is the grid.")
        loaded = features[0]
    if isinstance(loaded, dict) and loaded.get("type") == "Feature":
        return loaded.get("geometry")
    return loaded


def _with_numbers(value: Any) -> Any:
    """The station file's decimal numbers are read as text."""
    if isinstance(value, dict):
        return {str(key): _with_numbers(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_numbers(one) for one in value]
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return value
