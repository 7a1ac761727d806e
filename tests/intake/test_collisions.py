"""Intake, the clock and others change the same case: none passes another unseen, and what
collides is done again (design, section 2, 3 and 6)."""

import asyncio
from datetime import timedelta

from sqlalchemy import select, text, update
from structlog.testing import capture_logs

from models.case import Case, CaseEvent, CaseState
from tests.street import Street


async def waits_for_a_lock(street: Street) -> bool:
    async with street.record() as session:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(await session.scalar(text(waiting)))


async def test_a_tap_that_collides_with_another_change_is_done_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    case = await street.case()
    on_sqlite = street.database.startswith("sqlite")
    with capture_logs() as logs:
        async with street.store.writing() as session:
            bump = update(Case).where(Case.id == case.id).values(version=Case.version + 1)
            await session.execute(bump)
            await ben.taps(card, "Accept")
            if on_sqlite:
                await asyncio.sleep(0.2)  # It waits for the pen.
            else:
                await street.until(lambda: waits_for_a_lock(street))
        await anna.sees("Ben", in_group="Maple Street")
        await street.quiet()
    case = await street.case()
    assert case.state is CaseState.ACCEPTED
    collided = [entry for entry in logs if "StaleDataError" in str(entry)]
    assert bool(collided) is not on_sqlite
    async with street.record() as session:
        story = list(await session.scalars(select(CaseEvent.what).order_by(CaseEvent.id)))
    assert story.count("accepted") == 1


async def test_the_clock_and_a_tap_at_the_same_time(street: Street) -> None:
    """Five cases fall due while their officer accepts them: each ends with the officer."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Cid", position="backup")
    await street.open.wait()
    cards = []
    for number in range(5):
        who = anna if number == 0 else street.telegram.person(f"Neighbour {number}")
        if who is not anna:
            street.maple_street.seat(who)
        await who.writes(f"/help Lamp {number} is out", in_group="Maple Street")
        cards.append(await ben.sees(f"Lamp {number} is out"))
    await street.quiet()
    street.clock.move(timedelta(minutes=11))
    assert street.app is not None
    async with asyncio.TaskGroup() as tasks:
        for card in cards:
            tasks.create_task(ben.taps(card, "Accept"))
        tasks.create_task(street.app.sweep())
    await street.later(seconds=2)
    assert {case.state for case in await street.cases()} == {CaseState.ACCEPTED}
