"""Every form that the bot sends, answered by everyone who could see it, in every state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from sqlalchemy import select

from models.address import Address
from models.alert import Alert
from models.case import Case
from models.exchange import Delivery, Direction, Exchange, Operation, Purpose
from models.ids import new_id
from models.station import Station
from simulator import Person
from simulator.world.messages import Message
from tests.matrix.presses import could_press
from tests.matrix.scene import Fresh, Scene, make_cases
from tests.matrix.table import STANDINGS, Standing, Tables, Where, Who, allows

THINNED = 7  # of so many combinations one is tried on PostgreSQL
WHEN = "yesterday 15:30"


@dataclass(frozen=True)
class Form:
    """Where it may stand, whether it is about a case, and what shows that it was taken."""

    where: tuple[Where, ...]
    about_case: bool
    taken: Callable[[Case | None, Exchange | None, str], bool]
    answer: str | None = None  # in place of words of one's own
    is_askers: bool = False  # and not the holder's
    about_alert: bool = False


def _opens(case: Case | None, heard: Exchange | None, words: str) -> bool:
    return heard is not None and heard.case_id is not None


AT_ONCE = 100
KNOWN: dict[Purpose, Form] = {
    Purpose.ASK_HELP: Form((Where.GROUP,), False, _opens),
    Purpose.ASK_CONSULTATION: Form((Where.GROUP,), False, _opens),
    Purpose.ASK_OUTCOME: Form(
        (Where.PRIVATE, Where.ROOM),
        True,
        lambda case, _, words: bool(case and case.outcome == words),
    ),
    Purpose.ASK_NEW: Form(
        (Where.PRIVATE,),
        False,
        lambda case, heard, _: (
            bool(case and case.id == getattr(heard, "case_id", None))
            and case is not None
            and case.asker_id is None
        ),
    ),
    Purpose.ASK_WHEN: Form(
        (Where.PRIVATE,), True, lambda case, *_: bool(case and case.happened_at), WHEN
    ),
    Purpose.ASK_DOOR: Form(
        (Where.PRIVATE,),
        True,
        lambda case, _, words: bool(case and case.door == words),
        is_askers=True,
    ),
    Purpose.ASK_REPORT: Form((Where.PRIVATE,), False, _opens),
    Purpose.ASK_FOLLOW_UP: Form((Where.PRIVATE,), False, lambda *_: False, about_alert=True),
    Purpose.ASK_ALERT: Form((Where.PRIVATE,), False, lambda *_: False, about_alert=True),
    Purpose.ASK_WHO: Form(
        (Where.PRIVATE,), True, lambda case, _, words: bool(case and case.asker_name == words)
    ),
}
FORMS = [purpose for purpose in Purpose if purpose.name.startswith("ASK_")]


@dataclass
class Answer:
    purpose: Purpose
    who: Who
    where: Where
    standing: Standing
    fresh: Fresh | None = None

    @property
    def words(self) -> str:
        return f"FORM{self.fresh.serial if self.fresh else 0}x"


def lacking() -> list[str]:
    return [
        f"The form {purpose.value}: say in tests/matrix/forms.py where it may stand, and what "
        "shows that an answer to it was taken."
        for purpose in FORMS
        if purpose not in KNOWN
    ]


def _plan() -> Iterator[Answer]:
    for purpose, form in KNOWN.items():
        standings = STANDINGS if form.about_case else STANDINGS[:1]
        for where, who, standing in product(form.where, Who, standings):
            if could_press(who, where):
                yield Answer(purpose, who, where, standing)


async def answer_all(scene: Scene, tables: Tables, known: list[Fresh], thinned: bool) -> list[str]:
    """What isn't as the page says. The form is meant for the holder, whoever answers it."""
    plan = list(_plan())[:: THINNED if thinned else 1]
    made = await make_cases(scene, [one.standing for one in plan])
    known += made
    for one, fresh in zip(plan, made, strict=True):
        one.fresh = fresh
    sent = await _send(scene, plan)
    for number, (one, form) in enumerate(zip(plan, sent, strict=True)):
        words = KNOWN[one.purpose].answer or one.words
        faceless = one.who in (Who.ANONYMOUS, Who.CHANNEL)
        scene.street.telegram.world.post(
            form.chat, _person(scene, one).user, {"text": words}, reply_to=form,
            sender_chat=form.chat if faceless else None,
        )  # fmt: skip
        if number % AT_ONCE == 0:
            await scene.street.quiet()
    await scene.street.quiet()
    return [wrong for one in plan if (wrong := await _compared(scene, tables, one))]


def _person(scene: Scene, one: Answer) -> Person:
    assert one.fresh is not None
    return one.fresh.asker if one.who is Who.ASKER else scene.people[one.who]


async def _send(scene: Scene, plan: list[Answer]) -> list[Message]:
    """As if the bot had sent them all, before whatever has happened since."""
    world, bot = scene.street.telegram.world, scene.street.bot
    sent = []
    async with scene.street.store.writing() as session:
        station = await session.scalar(select(Station.id).where(Station.bot_id == bot.id))
        found = select(Address).where(Address.station_id == station)
        places = {one.external_id: one.id for one in await session.scalars(found)}
        for one in plan:
            person = _person(scene, one)
            private = world.private_chat(person.user, bot)
            chat = private if one.where is Where.PRIVATE else scene.groups[one.where].chat
            message = world.post(chat, bot, {"text": "A form"})
            sent.append(message)
            place = places[person.id if one.where is Where.PRIVATE else chat.id]
            session.add(_row(scene, one, message, station or 0, place))
    return sent


def _row(scene: Scene, one: Answer, message: Message, station_id: int, place_id: int) -> Exchange:
    about_case = KNOWN[one.purpose].about_case and one.fresh is not None
    return Exchange(
        id=new_id(), station_id=station_id, direction=Direction.OUT, address_id=place_id,
        message_id=message.id, at=scene.street.clock.now(),
        case_id=one.fresh.id if about_case and one.fresh else None,
        person_id=scene.holder_id if _is_holders(one) else None,
        purpose=one.purpose, operation=Operation.SEND, delivery=Delivery.DONE, language="en",
        values=_asks(one),
    )  # fmt: skip


def _asks(one: Answer) -> dict[str, object]:
    if not KNOWN[one.purpose].about_alert or one.fresh is None:
        return {}
    if one.purpose is Purpose.ASK_FOLLOW_UP:
        return {"alert": one.fresh.draft_id, "language": "en"}
    return {"alert": one.fresh.alerts["draft"], "what": "text", "said_in": "en"}


def _is_holders(one: Answer) -> bool:
    return KNOWN[one.purpose].about_case and not KNOWN[one.purpose].is_askers


async def _compared(scene: Scene, tables: Tables, one: Answer) -> str | None:
    form = KNOWN[one.purpose]
    assert one.fresh is not None
    async with scene.street.record() as session:
        said = select(Exchange).where(
            Exchange.text == one.words, Exchange.direction == Direction.IN
        )
        heard = (await session.scalars(said)).first()
        opened = heard.case_id if heard is not None and not form.about_case else None
        number = one.fresh.id if form.about_case else opened
        case = await session.get(Case, number) if number is not None else None
        follow_up = one.purpose is Purpose.ASK_FOLLOW_UP
        draft_id = one.fresh.draft_id if follow_up else one.fresh.alerts["draft"]
        alert = await session.get_one(Alert, draft_id)
    taken = form.taken(case, heard, one.words)
    if form.about_alert:
        taken = alert.words["en"]["text"] == one.words
    if taken == allows(tables, f"form {one.purpose.value}", one.who, one.where, one.standing):
        return None
    return (
        f"form {one.purpose.value} by {one.who} in the {one.where}, {one.standing}: taken {taken}"
    )
