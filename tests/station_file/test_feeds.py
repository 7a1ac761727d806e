"""What the station file says of other authorities' alerts, and where its grids lie."""

import json
from pathlib import Path

import pytest

from services.station_file.shape import schema
from tests.station_file.test_reading import SOUND, complaints, read_text

RING = [[110.5, 30], [111, 30], [111, 31], [110.5, 30]]
ALERTS = """
alerts:
  feed_hosts: [alerts.example]
  private_feed_hosts: [cap.station.lan]
  feeds:
    - {name: weather, url: "https://alerts.example/cap.xml", trusted: [extreme, severe]}
    - {name: fire, url: "http://cap.station.lan:8080/cap.xml"}
"""


def test_feeds_are_kept_as_they_stand(tmp_path: Path) -> None:
    alerts = read_text(tmp_path, SOUND + ALERTS).station.alerts
    assert alerts is not None
    assert alerts["feeds"][0]["trusted"] == ["extreme", "severe"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[alerts.example]", "[alert.example]", 'the host "alerts.example" doesn\'t stand'),
        ("https://alerts", "http://alerts", "only https addresses are asked"),
        ("name: fire", "name: weather", "weather stands on line"),
        ("[extreme, severe]", "[awful]", '"awful" is not one of extreme, severe'),
        ("https://alerts.example/", "ftp://alerts.example/", "does not fit"),
    ],
)
def test_complaints_of_feeds(tmp_path: Path, before: str, after: str, said: str) -> None:
    found = complaints(tmp_path, SOUND + ALERTS.replace(before, after))
    assert any(said in one for one in found), found


def with_shape(shape: str) -> str:
    known = 'geocodes: {GB2260: ["652801"]}'
    return SOUND.replace("groups: [-100100]}", f"groups: [-100100], {known}, shape: {shape}}}")


def test_a_shape_beside_the_file_or_in_it(tmp_path: Path) -> None:
    polygon = {"type": "Polygon", "coordinates": [RING]}
    feature = {"type": "Feature", "properties": {"name": "x"}, "geometry": polygon}
    for number, given in enumerate(
        (polygon, feature, {"type": "FeatureCollection", "features": [feature]})
    ):
        (tmp_path / f"{number}.geojson").write_text(json.dumps(given), encoding="utf-8")
        grid = read_text(tmp_path, with_shape(f"{number}.geojson")).grids[0]
        assert grid.shape == polygon
        assert grid.geocodes == {"GB2260": ["652801"]}
    inline = f"{{type: Polygon, coordinates: [{RING}]}}"
    assert read_text(tmp_path, with_shape(inline)).grids[0].shape == polygon


def test_complaints_of_shapes(tmp_path: Path) -> None:
    (tmp_path / "text.geojson").write_text("Maple Street", encoding="utf-8")
    line = {"type": "LineString", "coordinates": RING}
    (tmp_path / "line.geojson").write_text(json.dumps(line), encoding="utf-8")
    turned = "{type: Polygon, coordinates: [[[30, 110], [30, 111], [31, 111], [30, 110]]]}"
    for shape, said in (
        ("nowhere.geojson", "nowhere.geojson can't be read: No such file or directory."),
        ("text.geojson", "text.geojson is no JSON in UTF-8."),
        ("line.geojson", "'line.geojson' is no GeoJSON Polygon or MultiPolygon."),
        (turned, "in GeoJSON longitude stands first."),
        ("[1, 2]", "this must be the name of a GeoJSON file, or GeoJSON itself."),
    ):
        (found,) = complaints(tmp_path, with_shape(shape))
        assert found.startswith("Line 10 (grids, entry 1, shape): ")
        assert found.endswith(said)


def test_each_key_is_described() -> None:
    alerts = schema()["properties"]["alerts"]["properties"]
    assert all(alerts[key]["description"] for key in ("feeds", "feed_hosts", "sender"))
