"""What nobody approves in time is on record, and those concerned hear of it."""

import pytest

from models.alert import AlertState, RunState
from simulator import Bubble
from tests.alerts.station import Station
from tests.alerts.test_approving import SAID, Office
from tests.alerts.writer import Writer
from tests.stories.test_removed_officer import leaves_the_staff

TOLD = {"en": "nobody approved it in time", "zh_Hans": "未能及时通过审核"}


@pytest.mark.parametrize("language", TOLD)
async def test_its_author_and_who_was_asked_hear_once_that_it_was_not_sent(
    station: Station, language: str
) -> None:
    office, said = Office(station), SAID[language]
    alert = await office.submits()
    await station.goes_on(seconds=25 * 3_600)
    await station.goes_on(seconds=60)
    for one in (office.lee, office.kim, office.max):
        told = [bubble for bubble in one.person.chat() if TOLD[language] in bubble.text]
        assert len(told) == 1
        assert "E-bikes" in told[0].text
    (run,) = await station.runs(alert)
    now = await station.now(alert)
    assert (run.state, run.due_at, now.state) == (RunState.MISSED, now.at, AlertState.SUBMITTED)
    office.lee.form = told_of(office.lee, TOLD[language])
    await office.lee.taps(alert.number)
    await office.lee.taps(said["take_back"])
    await office.lee.reads(said["draft"])
    assert (await station.now(alert)).state is AlertState.DRAFT


def told_of(writer: Writer, words: str) -> Bubble:
    return next(one for one in writer.person.chat() if words in one.text)


async def test_where_none_of_those_who_were_asked_is_left_the_others_are_asked(
    station: Station,
) -> None:
    office = Office(station)
    mo = station.street.officer("Mo")
    await office.submits()
    await station.goes_on(seconds=60)
    next(one for one in station.street.file["people"] if one["name"] == "Mo")["roles"] = ["chief"]
    await leaves_the_staff(station.street, office.kim.person)
    await station.goes_on(seconds=60)
    await mo.does_not_see("Lee has written alert")
    await leaves_the_staff(station.street, office.max.person)
    await station.goes_on(seconds=60)
    await mo.sees("Lee has written alert")
    await station.goes_on(seconds=60)
    assert sum("Lee has written alert" in one.text for one in mo.chat()) == 1
