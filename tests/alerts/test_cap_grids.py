"""Which grids an alert is about."""

from typing import Any

import pytest

from services.cap import Area, Circle, GridShape, Matched, Named, Polygon, grids_of, polygon_fault


def square(south: float, west: float, side: float = 1) -> Polygon:
    """As CAP writes it: latitude first."""
    north, east = south + side, west + side
    return ((south, west), (north, west), (north, east), (south, east), (south, west))


def geojson(polygon: Polygon) -> dict[str, Any]:
    """Longitude first (RFC 7946)."""
    return {"type": "Polygon", "coordinates": [[[east, north] for north, east in polygon]]}


GRIDS = [
    GridShape(
        "east", "东园小区", "城东片区", (Named("GB2260", "652801"),), geojson(square(30, 20))
    ),
    GridShape("west", "West Garden", None, (), geojson(square(30, 10))),
    GridShape("mirror", "Mirror", None, (), geojson(square(20, 30))),
    GridShape("bare", "Bare"),
]


def of(**area: Any) -> dict[str, Matched]:
    return grids_of([Area(area_desc=area.pop("area_desc", "x"), **area)], GRIDS)


def test_by_geocode() -> None:
    assert of(geocodes=(Named("gb2260", "652801"),)) == {"east": Matched.GEOCODE}
    assert of(geocodes=(Named("SAME", "652801"),)) == {}


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("东园小区", ["east"]),
        ("城东片区", ["east"]),
        ("东园小区、west garden；北门", ["east", "west"]),
        ("WEST  GARDEN", ["west"]),
        ("bare", ["bare"]),
        ("东园", []),
    ],
)
def test_by_name(said: str, codes: list[str]) -> None:
    assert of(area_desc=said) == dict.fromkeys(codes, Matched.AREA_NAME)


def test_by_polygon_with_latitude_and_longitude_in_their_places() -> None:
    """Taken the other way round it would be the grid mirror."""
    assert of(polygons=(square(30.5, 20.5),)) == {"east": Matched.POLYGON}
    assert of(polygons=(square(20.5, 30.5),)) == {"mirror": Matched.POLYGON}


def test_polygons_that_overlap_without_a_corner_in_the_other() -> None:
    across = ((30.4, 5.0), (30.6, 5.0), (30.6, 25.0), (30.4, 25.0), (30.4, 5.0))
    assert of(polygons=(across,)) == {"east": Matched.POLYGON, "west": Matched.POLYGON}
    assert of(polygons=(square(30.4, 20.4, 0.1),)) == {"east": Matched.POLYGON}
    assert of(polygons=(square(0, 0, 60),)).keys() == {"east", "west", "mirror"}


def test_a_common_border_is_not_enough() -> None:
    assert of(polygons=(square(30, 21),)) == {}
    assert of(polygons=(square(31, 21),)) == {}


def test_a_polygon_that_crosses_itself_still_counts() -> None:
    bow = ((30.2, 20.2), (30.8, 20.8), (30.8, 20.2), (30.2, 20.8), (30.2, 20.2))
    assert of(polygons=(bow,)) == {"east": Matched.POLYGON}
    wild = tuple(
        (30 + (n * 7919 % 997) / 997, 20 + (n * 104729 % 991) / 991) for n in range(60_000)
    )
    assert of(polygons=((*wild, wild[0]),)) == {"east": Matched.POLYGON}


def test_by_circle() -> None:
    """A degree of latitude is 111.195 km on that sphere; of longitude at 30.5° north 95.8 km."""
    assert of(circles=(Circle(30.5, 20.5, 0),)) == {"east": Matched.CIRCLE}
    assert of(circles=(Circle(32, 20.5, 111),)) == {}
    assert of(circles=(Circle(32, 20.5, 111.5),)) == {"east": Matched.CIRCLE}
    assert of(circles=(Circle(30.5, 22, 95.7),)) == {}
    assert of(circles=(Circle(30.5, 22, 96),)) == {"east": Matched.CIRCLE}
    assert of(circles=(Circle(20.5, 30.5, 1),)) == {"mirror": Matched.CIRCLE}


def test_the_surest_way_is_told() -> None:
    found = of(geocodes=(Named("GB2260", "652801"),), polygons=(square(0, 0, 60),))
    assert found["east"] is Matched.GEOCODE
    assert found["west"] is Matched.POLYGON


def test_geojson_as_it_comes() -> None:
    plain = geojson(square(30, 20))
    feature = {"type": "Feature", "properties": {}, "geometry": plain}
    several = {"type": "MultiPolygon", "coordinates": [plain["coordinates"]]}
    high = {"type": "Polygon", "coordinates": [[[*one, 5] for one in plain["coordinates"][0]]]}
    for polygon in (plain, feature, several, high):
        assert polygon_fault(polygon) is None
        grid = GridShape("g", "G", polygon=polygon)
        for area in (
            Area(area_desc="x", polygons=(square(30, 20),)),
            Area(area_desc="x", circles=(Circle(30.5, 20.5, 1),)),
        ):
            assert grids_of([area], [grid]).keys() == {"g"}


@pytest.mark.parametrize(
    "polygon",
    [
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        {"type": "Polygon", "coordinates": [["a"]]},
        {"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [1, 1], [1, 1]]]},
        {"type": "Feature", "geometry": None},
    ],
)
def test_geojson_that_is_none(polygon: dict[str, Any]) -> None:
    assert polygon_fault(polygon) == "is no GeoJSON Polygon or MultiPolygon."


def test_geojson_with_latitude_first_is_noticed_where_it_can_be() -> None:
    shanghai = square(31, 121)
    swapped = {"type": "Polygon", "coordinates": [[list(point) for point in shanghai]]}
    assert "in GeoJSON longitude stands first" in str(polygon_fault(swapped))
    with pytest.raises(ValueError, match="The polygon of g has a point"):
        grids_of([Area(area_desc="x")], [GridShape("g", "G", polygon=swapped)])
