"""What goes out as CAP comes in as the same alert, through the database."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.alert import (
    Alert,
    AlertKind,
    AlertState,
    AlertUrgency,
    Category,
    Certainty,
    Severity,
)
from services import alert_export, cap
from services.alerts import scheduling
from services.alerts.audience import Audience
from services.foreign_alerts import choosing
from services.foreign_alerts.sources import Source
from services.foreign_alerts.taking_in import take_in
from tests.alerts.station import WORDS, Station

SAME = ("kind", "words", "category", "urgency", "severity", "certainty", "contact")
letters = st.characters(exclude_categories=["C", "Z"], include_characters=" ")
line = st.text(letters, min_size=1, max_size=60).map(lambda text: " ".join(text.split()))
said = st.fixed_dictionaries(
    {"headline": line.filter(bool), "text": line.filter(bool), "instruction": line}
)
alerts = st.fixed_dictionaries(
    {
        "words": st.dictionaries(st.sampled_from(["en", "zh_Hans"]), said, min_size=1),
        "category": st.sampled_from(Category),
        "urgency": st.sampled_from(AlertUrgency),
        "severity": st.sampled_from(Severity),
        "certainty": st.sampled_from(Certainty),
        "contact": line.filter(bool),
        "valid_minutes": st.integers(1, 100_000),
        "audience": st.sets(st.sampled_from(["grid-1", "grid-2", "grid-3"]), min_size=1).map(
            lambda grids: Audience(grids=tuple(sorted(grids))).dump()
        ),
    }
)


async def there_and_back(station: Station, columns: dict[str, Any]) -> tuple[Alert, Alert]:
    """Exported here, and taken in as another authority's."""
    async with station.desk() as desk:
        alert = Alert(station_id=desk.station.id, at=desk.now(), **columns)
        desk.add(alert)
        data = cap.write(await alert_export.exported(desk, alert))
        alert.state = AlertState.DISCARDED
    read = cap.read(data.replace(b"<status>Draft<", b"<status>Actual<"))
    async with station.desk() as desk:
        shapes = await choosing.grid_shapes(desk.session, desk.station)
        done = await take_in(desk, read, choosing.chosen(read, shapes), Source("a file"))
    assert done.alert is not None
    async with station.street.record() as session:
        return alert, await session.get_one(Alert, done.alert.id)


async def test_out_and_in_gives_the_same_alert(station: Station) -> None:
    station.street.officer("Lee", roles=("leader",))
    station.groups(3)
    await station.street.quiet()
    loop = asyncio.get_running_loop()

    @settings(max_examples=25, deadline=None)
    @given(alerts)
    def holds(columns: dict[str, Any]) -> None:
        work = there_and_back(station, columns)
        out, back = asyncio.run_coroutine_threadsafe(work, loop).result(60)
        for name in SAME:
            assert getattr(back, name) == getattr(out, name), name
        assert back.audience == out.audience
        until = datetime.fromisoformat((back.imported or {})["until"])
        assert until == (out.at + timedelta(minutes=out.valid_minutes)).replace(microsecond=0)

    await asyncio.to_thread(holds)


async def test_what_follows_refers_to_what_went_out(station: Station) -> None:
    station.street.officer("Lee", roles=("leader",))
    station.groups(1)
    grid = station.street.file["grids"][0]
    ring = [[110, 30], [111, 30], [111, 31], [110, 31], [110, 30]]
    grid["shape"] = {"type": "MultiPolygon", "coordinates": [[ring]]}
    grid["geocodes"] = {"GB2260": ["652801"]}
    station.street.file["alerts"] = {"sender": "newtown@police.example"}
    first = await station.sends(words=WORDS)
    async with station.desk() as desk:
        last = Alert(
            station_id=desk.station.id,
            kind=AlertKind.ALL_CLEAR,
            root_id=first.id,
            at=desk.now(),
            words=WORDS,
        )
        desk.add(last)
        await scheduling.hand_in(desk, last)
    await station.goes_on()
    async with station.desk() as desk:
        alert = await desk.session.get_one(Alert, last.id)
        data = cap.write(await alert_export.exported(desk, alert))
    message = cap.read(data)
    (reference,) = message.references
    assert (reference.sender, reference.identifier) == ("newtown@police.example", first.number)
    assert reference.sent == first.at.replace(microsecond=0)
    assert [info.language for info in message.infos] == ["en", "zh-Hans"]
    assert b"+08:00</sent>" in data
    area, _ = message.infos[0].areas
    (polygon,) = area.polygons
    assert list(polygon) == [(30, 110), (30, 111), (31, 111), (31, 110), (30, 110)]
    assert area.geocodes == (cap.Named("GB2260", "652801"),)
    assert message.infos[0].response_types == (cap.ResponseType.ALL_CLEAR,)
    assert (message.status, message.msg_type) == (cap.Status.ACTUAL, cap.MsgType.UPDATE)
