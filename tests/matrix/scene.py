"""Everyone who might press a button, and cases in every state, made by the services directly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import yaml
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bot import stations
from bot.desks import Desks
from bot.directories import Directories
from models.address import Address, AddressState
from models.alert import Alert, AlertKind, AlertRun, AlertState, RunState
from models.case import Case, CaseKind
from models.exchange import Delivery, Direction, Exchange
from models.handover import Choice, Handover
from models.ids import new_id
from models.person import Person as PersonRow
from models.shift import Position, Shift, ShiftChange, ShiftChangeKind
from models.station import Area, Grid, Station
from services import cases, discreet, holding, legwork, privacy, record, resolving
from services.cases import Request
from services.desk import Desk
from simulator import Bubble, Group, Person
from simulator.world.users import User
from tests.matrix.alerts import make_alerts
from tests.matrix.table import Stage, Standing, Where, Who
from tests.street import GRID, Street

OTHER_BOT = 7_900_000_001
AT_ONCE = 100
NUMBERS = count(10_000_000)  # of messages that were never in a chat of the simulator


@dataclass
class Fresh:
    """A case that nobody has touched yet. Its secrets carry its number in the row of cases."""

    serial: int
    standing: Standing
    asker: Person
    id: int = 0
    number: str = ""
    said_id: int = 0  # what the asker added to it
    held_id: int = 0  # what the holder has to decide whether the group reads it
    typed_id: int = 0  # what the holder wrote in private, for no case yet
    change_id: int = 0  # by which the holder and the colleague on duty stand in for each other
    import_id: int = 0  # an alert of another authority that waits
    handover_id: int = 0  # the list at the end of the holder's shift, with this case
    swap_id: int = 0  # that the holder has asked the colleague on duty for
    alert_id: int = 0  # that has gone out
    draft_id: int = 0  # of an update to it, by the leader
    stands: Any = None
    alerts: dict[str, int] = field(default_factory=dict)  # the leader's, and one of another's
    runs: dict[str, int] = field(default_factory=dict)

    def secret(self, kind: str) -> str:
        return f"{kind}q{self.serial}z"


@dataclass
class Scene:
    street: Street
    people: dict[Who, Person]
    bubbles: dict[tuple[int, Where], Bubble] = field(default_factory=dict)
    groups: dict[Where, Group] = field(default_factory=dict)
    serials: Any = field(default_factory=lambda: count(1))
    grid_id: int = 0
    colleague_id: int = 0
    holder_id: int = 0
    spare_id: int = 0
    run_id: int = 0  # an alert that has gone out
    leader_id: int = 0
    area_id: int = 0
    shifts: dict[str, Shift] = field(default_factory=dict)  # the spare ones, by who has them

    def bubble(self, who: Person, where: Where) -> Bubble:
        """Some message of the bot in that chat: callback data can be forged on any."""
        key = (who.id if where is Where.PRIVATE else 0, where)
        if key not in self.bubbles:
            world, bot = self.street.telegram.world, self.street.bot
            chat = world.private_chat(who.user, bot)
            place = chat if where is Where.PRIVATE else self.groups[where].chat
            self.bubbles[key] = Bubble(world.post(place, bot, {"text": "Anything"}))
        return self.bubbles[key]


async def set_up(street: Street) -> Scene:
    """A street, a duty room, another station beside ours in the same database."""
    maple = street.grid(GRID)
    ella, ben = street.resident("Ella"), street.officer("Ben")
    carol, dan = street.officer("Carol", position="backup"), street.officer("Dan", on_duty=False)
    lea = street.officer("Lea", on_duty=False, roles=("leader",))
    street.officer("Gus", on_duty=False)
    _spare_shifts(street)
    street.file["areas"] = [{"code": "south", "name": "South", "grids": ["grid-1"]}]
    finn, eve = street.officer("Finn"), street.resident("Eve from elsewhere")
    room = street.duty_room(ben, carol, dan, lea)
    await street.quiet()
    finns = next(one["badge"] for one in street.file["people"] if one["name"] == "Finn")
    for part in ("people", "shifts"):
        street.file[part] = [one for one in street.file[part] if one["badge"] != finns]
    await street.reload()
    await _another_station(street, eve)
    world = street.telegram.world
    robot = User(7_654_321, "Robot", username="robot_bot", is_bot=True)
    people = {
        Who.NEIGHBOUR: ella, Who.HOLDER: ben, Who.ON_DUTY: carol, Who.OFF_DUTY: dan,
        Who.LEADER: lea,
        Who.ELSEWHERE: eve, Who.REMOVED: finn, Who.ANONYMOUS: Person(world, world.anonymous),
        Who.CHANNEL: Person(world, world.channel_bot), Who.BOT: Person(world, robot),
    }  # fmt: skip
    scene = Scene(street, people, groups={Where.GROUP: maple, Where.ROOM: room})
    async with street.record() as session:
        scene.grid_id = (
            await session.scalars(select(Grid.id).where(Grid.name == GRID))
        ).first() or 0
        ids = {one.name: one.id for one in await session.scalars(select(PersonRow))}
        scene.colleague_id, scene.holder_id, scene.spare_id = ids["Carol"], ids["Ben"], ids["Gus"]
        scene.leader_id = ids["Lea"]
        scene.area_id = (await session.scalars(select(Area.id))).one()
        spare = Shift.position == Position.LEADER
        names = {id_: name for name, id_ in ids.items()}
        scene.shifts = {
            names[one.person_id]: one for one in await session.scalars(select(Shift).where(spare))
        }
    scene.run_id = await _alert_that_went_out(street)
    return scene


async def _alert_that_went_out(street: Street) -> int:
    """Its run; nothing of it is sent here."""
    now = street.clock.now()
    async with street.store.writing() as session:
        mine = select(Station.id).where(Station.bot_id == street.bot.id)
        station_id = (await session.scalars(mine)).one()
        alert = Alert(
            id=new_id(), station_id=station_id, at=now, state=AlertState.ENDED,
            words={"en": {"headline": "Calls from the bank", "text": "Hang up."}},
        )  # fmt: skip
        run = AlertRun(
            station_id=station_id, alert_id=alert.id, state=RunState.DONE, due_at=now,
            started_at=now, ended_at=now, expires_at=now + timedelta(days=1), salt="00" * 16,
            written=True,
        )  # fmt: skip
        session.add_all([alert, run])
        return run.id


def _spare_shifts(street: Street) -> None:
    """In a grid where nobody asks: Gus has one now, Ben and Carol have one each to swap."""
    street.file["grids"].append({"code": "spare", "name": "Spare lane", "active": False})
    badges = {one["name"]: one["badge"] for one in street.file["people"]}
    for name, day in (("Gus", 20), ("Ben", 25), ("Carol", 26)):
        hours = {"from": f"2026-11-{day}T00:00", "to": f"2026-11-{day + 1}T00:00"}
        shift = {"badge": badges[name], "position": "leader", "grids": ["spare"]}
        street.file["shifts"].append(shift | hours)


async def come_back(scene: Scene) -> None:
    """Whoever was away, or took a shift, has undone it."""
    street = scene.street
    async with street.store.writing() as session:
        now = street.clock.now()
        await session.execute(update(ShiftChange).values(undone_at=now))
        await session.execute(update(Station).values(revision=Station.revision + 1))


async def _another_station(street: Street, officer: Person) -> None:
    """With a bot of its own, and the officer on its staff: to us a stranger."""
    station = street.file["station"] | {"name": "Oldtown", "duty_room": None}
    file: dict[str, Any] = {
        "station": {key: value for key, value in station.items() if value is not None},
        "grids": [{"code": "oak", "name": "Oak Lane", "groups": [-1009]}],
        "people": [{"badge": "9", "name": "Eve", "telegram": officer.id, "roles": ["officer"],
                    "language": "en"}],
        "shifts": [{"badge": "9", "position": "main", "grids": "all"}],
    }  # fmt: skip
    path = street.folder / "oldtown.yaml"
    path.write_text(yaml.safe_dump(file), encoding="utf-8")
    await stations.load(street.store, path, OTHER_BOT)


async def make_cases(scene: Scene, standings: Iterable[Standing]) -> list[Fresh]:
    """A hundred in a transaction, each with an asker of its own, by the services that a real one
    would have gone through. What they would have said is taken as said."""
    made = [_asker(scene, standing) for standing in standings]
    for some in (made[i : i + AT_ONCE] for i in range(0, len(made), AT_ONCE)):
        await _write_anew(scene, some)
    return made


async def _write_anew(scene: Scene, made: Sequence[Fresh]) -> None:
    while True:
        try:
            await _write(scene, made)
        except IntegrityError:  # Among so many two numbers may be alike: then once more, as intake.
            continue
        return


async def _write(scene: Scene, made: Sequence[Fresh]) -> None:
    street = scene.street
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        rows = [await _make(scene, desk, fresh) for fresh in made]
        await desk.write()
        for fresh, row in zip(made, rows, strict=True):
            fresh.stands = stands(row)
        said = [row.id for row in desk.outgoing]
        for some in (said[i : i + 500] for i in range(0, len(said), 500)):
            await desk.session.execute(
                update(Exchange).where(Exchange.id.in_(some)).values(delivery=Delivery.DONE)
            )


def stands(case: Case) -> tuple[Any, ...]:
    """What a tap may change. Whom it is asked of goes by the roster, and that is tapped on, too."""
    return (
        case.state, case.holder_id, case.privacy, case.kind, case.urgency, case.grid_id, case.words,
        case.asker_name, case.door, case.outcome, case.happened_at,
    )  # fmt: skip


def _asker(scene: Scene, standing: Standing) -> Fresh:
    serial = next(scene.serials)
    person = scene.street.telegram.person(f"NAMEq{serial}z")
    scene.groups[Where.GROUP].seat(person)
    fresh = Fresh(serial, standing, person)
    scene.bubble(person, Where.PRIVATE)
    scene.street.telegram.world.private_chat(person.user, scene.street.bot).is_started = True
    return fresh


async def _make(scene: Scene, desk: Desk, fresh: Fresh) -> Case:
    row = PersonRow(
        station_id=desk.station.id,
        name=fresh.asker.name,
        language="en",
        roles=[],
        badge=None,
        door="House 4",
    )
    own = Address(
        station_id=desk.station.id, channel="telegram", external_id=fresh.asker.id,
        person_id=row.id, state=AddressState.ACTIVE,
    )  # fmt: skip
    desk.add(row)
    desk.add(own)
    directory = desk.directory
    group = directory.by_external[scene.groups[Where.GROUP].id]
    bens = directory.by_external[scene.people[Who.HOLDER].id]
    ben = directory.staff[bens.person_id or 0]
    asks = desk.acting_as(row, place=group)
    asks.heard = _heard(asks, fresh.secret("WORDS"))
    case = await cases.open_case(asks, Request(CaseKind.HELP, fresh.secret("WORDS")))
    more = desk.acting_as(row, place=group)
    more.heard = _heard(more, fresh.secret("WORDS"))
    await cases.join(more, case)
    holds = desk.acting_as(ben, place=bens)
    holds.heard = _heard(holds, fresh.secret("NOTE"))
    carol = directory.staff[scene.colleague_id]
    record.note(desk.acting_as(carol), case, "passed_on", to="colleague")
    if fresh.standing.private:
        await privacy.continue_privately(desk.acting_as(row, place=own), case)
    if fresh.standing.stage is not Stage.WAITS:
        await holding.accept(desk.acting_as(ben, place=bens), case)
        await legwork.note(holds, case, fresh.secret("NOTE"))
    if fresh.standing.stage in (Stage.DRAFTED, Stage.RESOLVED):
        drafts = desk.acting_as(ben, place=bens)
        drafts.heard = _heard(drafts, fresh.secret("OUTCOME"))
        await resolving.draft_outcome(drafts, case, fresh.secret("OUTCOME"))
    if fresh.standing.stage is Stage.RESOLVED:
        await resolving.resolve(desk.acting_as(ben, place=bens), case)
    if fresh.standing.stage is Stage.CANCELLED:
        await cases.cancel(desk.acting_as(row, place=own), case)
    types = desk.acting_as(ben, place=bens)
    types.heard = _heard(types, "typed for no case yet")
    held = desk.acting_as(ben, place=bens)
    held.heard = _heard(held, "held from the group")
    record.note(held, case, discreet.HELD, exchange=held.said.id, first=held.said.id)
    fresh.held_id = held.said.id
    _shift_changes(scene, holds, fresh)
    ended = Handover(
        station_id=desk.station.id, person_id=ben.id, due_at=desk.now() + timedelta(days=1),
        choices={str(case.id): Choice.UNDECIDED.value},
    )  # fmt: skip
    desk.add(ended)
    fresh.handover_id = ended.id
    _alerts(scene, desk, fresh)
    fresh.alerts, fresh.runs = make_alerts(desk, scene.leader_id, scene.colleague_id, group)
    await desk.session.flush()
    fresh.id, fresh.number = case.id, case.number
    fresh.said_id, fresh.typed_id = more.said.id, types.said.id
    return case


def _heard(desk: Desk, words: str) -> Exchange:
    heard = Exchange(
        station_id=desk.station.id, direction=Direction.IN, address_id=desk.here.id,
        person_id=desk.me.id, at=desk.now(), text=words, content="text", message_id=next(NUMBERS),
    )  # fmt: skip
    desk.add(heard)
    return heard


def _alerts(scene: Scene, desk: Desk, fresh: Fresh) -> None:
    """One that went out a while ago, and an update to it that is being written."""
    now, words = desk.now(), {"en": {"headline": "Anything", "text": "Anything"}}
    common = {"station_id": desk.station.id, "at": now, "words": words}
    alert = Alert(state=AlertState.ENDED, **common)
    desk.add(alert)
    run = AlertRun(
        station_id=desk.station.id, alert_id=alert.id, state=RunState.DONE, due_at=now,
        started_at=now, ended_at=now, expires_at=now, closed_at=now, written=True,
    )  # fmt: skip
    desk.add(run)
    draft = Alert(
        kind=AlertKind.UPDATE, root_id=alert.id, author_id=scene.leader_id,
        audience={"grids": ["nowhere"], "subscribers": False}, **common,
    )  # fmt: skip
    desk.add(draft)
    until = (now + timedelta(days=1)).isoformat()
    waiting = Alert(
        state=AlertState.SUBMITTED, imported={"trusted": False, "until": until},
        audience={"grids": ["nowhere"], "subscribers": False}, **common,
    )  # fmt: skip
    desk.add(waiting)
    fresh.alert_id, fresh.draft_id, fresh.import_id = alert.id, draft.id, waiting.id


def _shift_changes(scene: Scene, desk: Desk, fresh: Fresh) -> None:
    """Each of a case's own, so that one that is undone leaves the others as they are."""
    mine, theirs = scene.shifts["Ben"], scene.shifts["Carol"]
    fresh.swap_id = new_id()
    for given, taker, swap_id in (
        (mine, theirs.person_id, fresh.swap_id),
        (theirs, mine.person_id, fresh.swap_id),
        (mine, theirs.person_id, None),
    ):
        assert given.starts_at is not None
        change = ShiftChange(
            station_id=desk.station.id, kind=ShiftChangeKind.SWAPPED, person_id=given.person_id,
            by_id=taker, slot=given.slot, swap_id=swap_id, starts_at=given.starts_at,
            ends_at=given.ends_at, made_at=desk.now(), made_by_id=mine.person_id,
        )  # fmt: skip
        desk.add(change)
        fresh.change_id = change.id
