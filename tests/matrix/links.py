"""Every link into the private chat, opened by everyone, in every state of a case."""

from itertools import product

from services.arrivals import LINKS
from simulator import Person
from simulator.world.messages import Message
from tests.matrix.presses import FACELESS
from tests.matrix.scene import Fresh, Scene, make_cases
from tests.matrix.table import STANDINGS, Standing, Where, Who, allows, read_tables

REFUSED = "This invitation was used already"
FEW = 3  # of so many combinations one is tried on PostgreSQL


async def open_all(scene: Scene, known: list[Fresh], thinned: bool) -> list[str]:
    """Compares each with the page; the cases that it makes are added to those that are known."""
    tables = read_tables()
    wrong: list[str] = []
    opens: list[tuple[Who, Standing, Fresh, Person, int]] = []
    people = [who for who in Who if who not in FACELESS]
    plan = list(product(LINKS, people, STANDINGS))[:: FEW if thinned else 1]
    plan = [one for one in plan if one[0] == "case" or one[2] == STANDINGS[0]]
    made = await make_cases(scene, [standing for _, _, standing in plan])
    known += made
    for (kind, who, standing), fresh in zip(plan, made, strict=True):
        person = fresh.asker if who is Who.ASKER else scene.people[who]
        before = _newest(scene, person)
        await person.starts(scene.street.bot, payload=_payload(scene, kind, fresh))
        if kind != "case":
            await scene.street.quiet()
            texts = _said_since(scene, person, before)
            opened = bool(texts) and not any(REFUSED in text for text in texts)
            if opened != allows(tables, f"link {kind}", who, Where.PRIVATE, standing):
                wrong.append(f"link {kind} by {who}, {standing}: {texts}")
        else:
            opens.append((who, standing, fresh, person, before))
    await scene.street.quiet()
    for who, standing, fresh, person, before in opens:
        texts = [text for text in _said_since(scene, person, before) if fresh.number in text]
        if bool(texts) != allows(tables, "link case", who, Where.PRIVATE, standing):
            wrong.append(f"link case by {who}, {standing}: {texts}")
    return wrong


def _payload(scene: Scene, kind: str, fresh: Fresh) -> str:
    arguments = {
        "case": str(fresh.id),
        "invite": "A" * 32,
        "grid": "grid-1",
        "group": str(abs(scene.groups[Where.GROUP].id)),
        "place": "nowhere",
        "ask": "",
        "alert": str(scene.run_id),
        "alerts": "",
    }
    if kind not in arguments:
        raise AssertionError(f"A link of the kind {kind!r}: say here what may follow its name.")
    return f"{kind}-{arguments[kind]}".rstrip("-")


def _newest(scene: Scene, person: Person) -> int:
    return max((one.order for one in _messages(scene, person)), default=0)


def _said_since(scene: Scene, person: Person, order: int) -> list[str]:
    return [one.text for one in _messages(scene, person) if one.order > order]


def _messages(scene: Scene, person: Person) -> list[Message]:
    chat = scene.street.telegram.world.private_chat(person.user, scene.street.bot)
    return [one for one in chat.messages.values() if one.sender is scene.street.bot]
