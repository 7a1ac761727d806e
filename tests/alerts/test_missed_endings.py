"""What takes an alert back, and was missed while nobody could send it, doesn't end the series."""

from datetime import timedelta

from models.alert import Alert, AlertKind, RunState
from models.exchange import Delivery, Reason
from services.alert_library import Follows
from services.alerts import broadcasting, endable, following, rows
from tests.alerts.station import Station
from tests.alerts.test_found import file_of, looks_for, photos


async def test_an_ending_holds_for_a_day_however_short_its_alert(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee, valid_minutes=60)
    async with station.desk() as desk:
        mine = await desk.session.get_one(Alert, alert.id)
        made = await following.cancel(desk, mine)
        made.next_at = desk.now() - timedelta(hours=23)  # nobody was there
    await station.goes_on()
    await anna.sees("please disregard it", in_group="Maple Street")


async def test_after_an_ending_that_was_missed_there_may_be_another(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee, valid_minutes=60)
    async with station.desk() as desk:
        mine = await desk.session.get_one(Alert, alert.id)
        missed = await following.cancel(desk, mine)
        assert await endable.find(desk, Follows.ANY) == []
        missed.next_at = desk.now() - timedelta(days=2)
    await station.goes_on()
    assert (await station.run(missed)).state is RunState.MISSED
    async with station.desk() as desk:
        assert [one.id for one in await endable.find(desk, Follows.ANY)] == [alert.id]
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    read = await anna.sees("The danger is over", in_group="Maple Street")
    assert "Calls from the bank" in read.text
    assert (await station.run(clear)).state is RunState.DONE


async def test_the_photo_of_who_was_found_is_taken_away_however_late(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await looks_for(station, lee)
    seen = await anna.sees("red coat", in_group="Maple Street")
    face = file_of(seen)
    async with station.desk() as desk:
        acting = desk.acting_as(await station._person(desk, lee))
        clear = await following.all_clear(acting, await desk.session.get_one(Alert, alert.id))
        run = await broadcasting.begin(acting, clear, desk.now())
        clear.next_at = None
        await rows.halt(desk, run, Reason.EXPIRED)
    await station.goes_on()
    assert [row.delivery for row in await station.rows(run)] == [Delivery.CANCELLED]
    assert [row.delivery for row in await photos(station, clear)] == [Delivery.DONE]
    assert file_of(seen) != face
    assert (await station.run(clear)).ended_at is not None
