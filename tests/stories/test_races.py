"""A thousand races for a case: one winner each, and the other is told who it is."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from bot import stations
from bot.directories import Directories
from bot.store import Store
from models.case import Case, CaseEvent, CaseKind, CaseState, Privacy
from models.ids import new_id
from models.person import Person
from services import holding
from services.clock import MovableClock
from services.desk import Desk
from services.errors import AlreadyHeld
from tests.street import GRID, MORNING, Street

RACES = 1_000
AT_ONCE = 10
BOT = 7


@dataclass
class Race:
    """The officers run for each case in a transaction of their own."""

    store: Store
    directories: Directories

    async def run(self, case_id: int) -> list[str]:
        """Both names: the winner's own, and the holder whom the loser was told."""
        return list(
            await asyncio.gather(*(self._accept(case_id, name) for name in ("Ben", "Carol")))
        )

    async def _accept(self, case_id: int, name: str) -> str:
        while True:
            try:
                return await self._try(case_id, name)
            except AlreadyHeld as refused:
                return f"told {refused.values['holder']}"
            except StaleDataError:
                continue  # The other was faster: intake replays the update in the same way.

    async def _try(self, case_id: int, name: str) -> str:
        async with self.store.writing() as session:
            station, directory = await self.directories.read(session)
            officer = next(one for one in directory.staff.values() if one.name == name)
            case = await session.get_one(Case, case_id)
            await asyncio.sleep(0)
            desk = Desk(session, MovableClock(MORNING), station, directory).acting_as(officer)
            await holding.accept(desk, case)
            await desk.write()
        return name


@pytest.fixture
async def race(database_url: str, tmp_path: Path) -> Race:
    """Two officers on duty, and nobody else."""
    store = Store(database_url)
    path = tmp_path / "station.yaml"
    path.write_text(yaml.safe_dump(STATION), encoding="utf-8")
    await stations.load(store, path, BOT)
    directories = Directories(BOT)
    async with store.reading() as session:
        _, directory = await directories.read(session)
    directories.remember(directory)
    return Race(store, directories)


STATION = {
    "station": {
        "name": "Newtown",
        "timezone": "Asia/Shanghai",
        "language": "en",
        "emergency": {"police": "110", "fire": "119", "ambulance": "120"},
        "hotline": "0996-0000110",
    },
    "grids": [{"code": "maple", "name": "Maple Street", "groups": [-1001]}],
    "people": [
        {"badge": "1", "name": "Ben", "telegram": 1, "roles": ["officer"]},
        {"badge": "2", "name": "Carol", "telegram": 2, "roles": ["officer"]},
    ],
    "shifts": [{"badge": badge, "position": "main", "grids": "all"} for badge in ("1", "2")],
}


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_each_of_a_thousand_races_has_one_winner(race: Race) -> None:
    cases = await open_cases(race.store)
    winners = {}
    for start in range(0, RACES, AT_ONCE):
        batch = cases[start : start + AT_ONCE]
        for case_id, ends in zip(batch, await asyncio.gather(*map(race.run, batch)), strict=True):
            (winner,) = [end for end in ends if not end.startswith("told")]
            assert sorted(ends) == sorted([winner, f"told {winner}"])
            winners[case_id] = winner
    async with race.store.reading() as session:
        names = {person.id: person.name for person in await session.scalars(select(Person))}
        held = {case.id: names[case.holder_id or 0] for case in await session.scalars(select(Case))}
        accepted = list(
            await session.scalars(select(CaseEvent).where(CaseEvent.what == "accepted"))
        )
    assert held == winners
    assert {event.case_id: names[event.actor_id or 0] for event in accepted} == winners
    assert len(accepted) == RACES
    await race.store.close()


async def open_cases(store: Store) -> list[int]:
    async with store.writing() as session:
        station, directory = await Directories(BOT).read(session)
        cases = [
            Case(
                id=new_id(),
                station_id=station.id,
                number=f"N{number}",
                kind=CaseKind.HELP,
                asker_name="Anna",
                words="The lift is stuck",
                group_id=next(iter(directory.groups)),
                privacy=Privacy.OPEN,
                opened_at=MORNING,
                touched_at=MORNING,
            )
            for number in range(RACES)
        ]
        session.add_all(cases)
        return [case.id for case in cases]


async def test_races_through_the_bot_have_one_winner_each(street: Street) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol")
    residents = [street.resident(f"Anna {number}") for number in range(10)]
    for resident in residents:
        await resident.writes(f"/help lift of {resident.name}.", in_group=GRID)
    for number, resident in enumerate(residents):
        words = f"lift of {resident.name}."
        cards = [(ben, await ben.sees(words)), (carol, await carol.sees(words))]
        first, second = cards if number % 2 else reversed(cards)
        taps = [await officer.taps(card, "Accept") for officer, card in (first, second)]
        answers = [(await tap.answer()).text for tap in taps]
        assert answers[0] == ""
        assert f"Officer {first[0].name} already has" in answers[1]
    cases = await street.cases()
    assert {case.state for case in cases} == {CaseState.ACCEPTED}
