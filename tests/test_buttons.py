"""The callback data that tests make of buttons."""

import pytest
from pydantic import ValidationError

from handlers.callbacks import AlertHolds, MoreGrids
from tests.buttons import data_of
from tests.fuzz.corpus import OF_BUTTON


def test_a_value_that_the_bounds_refuse_is_an_error() -> None:
    values = {"case": [7], "page": [0]}
    assert list(data_of(MoreGrids, values)) == ["more_grids:7:0"]
    with pytest.raises(ValidationError):
        list(data_of(MoreGrids, {**values, "page": [0, 1_001]}))


def test_a_field_that_means_another_thing_has_values_of_its_own() -> None:
    values = {"alert": [7], "minutes": [0], **OF_BUTTON["alert_holds"]}
    assert list(data_of(AlertHolds, values)) == ["alert_holds:7:1", "alert_holds:7:60"]
