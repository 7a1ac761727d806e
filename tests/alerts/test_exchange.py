"""Other authorities' alerts come in from feeds: a person approves them, or a source is trusted."""

from datetime import timedelta

import pytest

from models.alert import Alert, AlertState, AlertUrgency, Category, Severity
from models.imported import ImportedMessage, ImportOutcome
from services import cap
from services.cap import Area, MsgType, Named
from tests.alerts.feeds import (
    EXPIRES,
    Server,
    after,
    asks,
    atom,
    five_minutes,
    info,
    message,
    people,
    rows,
)
from tests.alerts.station import Station
from tests.street import GRID, MORNING

WAITS = "waits for a decision"
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_Hans"])
SAID = {
    "en": {"tag": "en-GB", "waits": WAITS, "approve": "Approve", "discard": "Discard",
           "issuer": "An alert of Weather office", "for": "For: ", "gone": "is discarded, by Lee",
           "list": "waits for your approval"},
    "zh_Hans": {"tag": "zh-CN", "waits": "请您决定是否转发", "approve": "审核通过",
                "discard": "作废", "issuer": "Weather office发布了一条预警", "for": "范围：",
                "gone": "已由Lee作废", "list": "等您审核"},
}  # fmt: skip


@LANGUAGES
async def test_an_alert_of_a_feed_waits_for_approval_and_goes_out_after(
    station: Station, server: Server, language: str
) -> None:
    lee, anna = people(station)
    said = SAID[language]
    asks(station, server, ("storms", []))
    server.pages["storms"] = atom([message(said=info(language=said["tag"]))])
    await five_minutes(station)
    assert "Gusts of 110 km/h." in (await lee.sees("Storm until evening")).text
    card = await lee.sees(said["waits"])
    assert said["issuer"] in card.text
    assert f"{said['for']}{GRID}" in card.text
    (waiting,) = await rows(station, Alert)
    await lee.writes("/alert")
    listed = await lee.sees(said["list"], after=card)
    await lee.taps(listed, f"{waiting.number} Storm until evening")
    card = await lee.sees(said["waits"], after=card)
    await anna.does_not_see("Storm until evening", in_group=GRID)
    await lee.taps(card, said["approve"])
    await station.goes_on(seconds=1)
    seen = await anna.sees("Storm until evening", in_group=GRID)
    assert "Weather office · " in seen.text
    (alert,) = await rows(station, Alert)
    assert (alert.severity, alert.urgency) == (Severity.SEVERE, AlertUrgency.IMMEDIATE)
    assert alert.category is Category.MET
    run = await station.run(alert)
    assert timedelta() <= EXPIRES - run.expires_at < timedelta(minutes=1)
    assert alert.imported["grids"] == {"grid-1": "area_name"}
    assert alert.imported["identifier"] == "storm-1"


@LANGUAGES
async def test_what_is_discarded_never_goes_out(
    station: Station, server: Server, language: str
) -> None:
    lee, anna = people(station)
    said = SAID[language]
    kim = station.street.officer("Kim", roles=("chief",))
    asks(station, server, ("storms", []))
    server.pages["storms"] = atom([message(said=info(language=said["tag"]))])
    await five_minutes(station)
    await lee.taps(await lee.sees(said["waits"]), said["discard"])
    await lee.sees(said["gone"])
    await kim.taps(await kim.sees(said["waits"]), said["approve"])
    await five_minutes(station)
    (alert,) = await rows(station, Alert)
    assert alert.state is AlertState.DISCARDED
    await anna.does_not_see("Storm until evening", in_group=GRID)


async def test_a_trusted_severity_goes_out_at_once_and_another_waits(
    station: Station, server: Server
) -> None:
    lee, anna = people(station)
    station.street.file["alerts"] = {}
    asks(station, server, ("storms", ["extreme", "severe"]))
    minor = message("wind-1", said=info(severity=cap.Severity.MINOR, headline="Some wind"))
    server.pages["storms"] = atom([message(), minor])
    await five_minutes(station)
    await anna.sees("Storm until evening", in_group=GRID)
    await lee.sees(WAITS)
    await anna.does_not_see("Some wind", in_group=GRID)


async def test_an_update_and_a_cancel_reach_the_same_chats(
    station: Station, server: Server
) -> None:
    _, anna = people(station)
    station.groups(1)
    asks(station, server, ("storms", ["severe"]))
    first = message()
    server.pages["storms"] = atom([first])
    await five_minutes(station)
    seen = await anna.sees("Storm until evening", in_group=GRID)
    # The update is about another grid by its words; who has the alert reads it all the same.
    elsewhere = info(headline="Storm until midnight", areas=(Area(area_desc="Street 1"),))
    second = after(first, "storm-2", MsgType.UPDATE, infos=(elsewhere,))
    server.pages["storms"] = atom([second, first])
    await five_minutes(station)
    update = await anna.sees("Storm until midnight", in_group=GRID)
    assert update.reply_to is not None
    assert update.reply_to.id == seen.id
    third = after(second, "storm-3", MsgType.CANCEL, infos=())
    server.pages["storms"] = atom([third, second, first])
    await five_minutes(station)
    await anna.sees("Called off · Storm until midnight", in_group=GRID)
    alerts = await rows(station, Alert)
    assert [one.root_id for one in alerts] == [None, alerts[0].id, alerts[0].id]
    last = await station.rows(await station.run(alerts[2]))
    assert len(last) == 2


async def test_a_cancel_takes_back_what_only_waits(station: Station, server: Server) -> None:
    lee, _ = people(station)
    asks(station, server, ("storms", []))
    first = message()
    server.pages["storms"] = atom([first])
    await five_minutes(station)
    card = await lee.sees(WAITS)
    server.pages["storms"] = atom([after(first, "storm-2", MsgType.CANCEL), first])
    await five_minutes(station)
    (alert,) = await rows(station, Alert)
    assert alert.state is AlertState.DISCARDED
    await lee.taps(card, "Approve")
    assert (await rows(station, Alert))[0].state is AlertState.DISCARDED


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (message(status=cap.Status.EXERCISE), ImportOutcome.NOT_PUBLIC),
        (message(status=cap.Status.TEST), ImportOutcome.NOT_PUBLIC),
        (message(scope=cap.Scope.RESTRICTED, restriction="police"), ImportOutcome.NOT_PUBLIC),
        (message(said=info(expires=MORNING + timedelta(minutes=1))), ImportOutcome.EXPIRED),
        (after(message(), "storm-2", MsgType.CANCEL), ImportOutcome.UNKNOWN),
        (after(message(), "storm-2", MsgType.ACK), ImportOutcome.REPLY),
        (message(said=info(language="fr")), None),
        (message(said=info(areas=(Area(area_desc="Atlantis"),))), None),
    ],
)
async def test_what_never_goes_out(
    station: Station, server: Server, given: cap.Alert, outcome: ImportOutcome | None
) -> None:
    people(station)
    asks(station, server, ("storms", ["severe"]))
    server.pages["storms"] = atom([])
    await five_minutes(station)
    server.pages["storms"] = atom([given])
    await five_minutes(station)
    assert await rows(station, Alert) == []
    found = await rows(station, ImportedMessage)
    became = [one.outcome for one in found if one.identifier == given.identifier]
    assert became == ([outcome] if outcome else [])


async def test_grids_are_found_by_geocode_by_name_and_on_the_map(
    station: Station, server: Server
) -> None:
    people(station)
    station.groups(3)
    grids = station.street.file["grids"]
    grids[1]["geocodes"] = {"GB2260": ["652801"]}
    ring = [[110, 30], [111, 30], [111, 31], [110, 31], [110, 30]]
    grids[2]["shape"] = {"type": "Polygon", "coordinates": [ring]}
    around = ((30.5, 110.5), (30.5, 112.0), (32.0, 112.0), (30.5, 110.5))
    areas = (
        Area(area_desc=GRID),
        Area(area_desc="County", geocodes=(Named("GB2260", "652801"),), polygons=(around,)),
    )
    asks(station, server, ("storms", ["severe"]))
    server.pages["storms"] = atom([message(said=info(areas=areas))])
    await five_minutes(station)
    (alert,) = await rows(station, Alert)
    ways = {"grid-1": "area_name", "grid-2": "geocode", "grid-3": "polygon"}
    assert alert.imported["grids"] == ways
    assert alert.audience["grids"] == list(ways)


async def test_a_long_text_is_cut_at_a_sentence_and_says_so(
    station: Station, server: Server
) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    long = info(description="Gusts & rain 🌧. " * 800, web="https://weather.example/7")
    server.pages["storms"] = atom([message(said=long)])
    await five_minutes(station)
    seen = await anna.sees("Storm until evening", in_group=GRID)
    assert "Gusts & rain 🌧.\n\n(Shortened. All of it: https://weather.example/7)" in seen.text
    assert "Stay away from trees." in seen.text
    assert 3800 < len(seen.text.encode("utf-16-le")) // 2 <= 4096
