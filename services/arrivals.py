"""Who and where: accounts and chats as they first appear, come back, move or go."""

from models.address import Address, AddressState
from models.case import Case
from models.ids import new_id, parse_id
from models.person import Person
from models.station import Group
from services import invites, lookup, outbox, privacy, visits
from services.alerts import reporting, subscribing
from services.desk import Desk
from services.notices import groups, people

# What the links into the private chat begin with; who may use which: docs/permissions.md.
LINKS = ("alert", "alerts", "ask", "case", "invite", visits.GRID, visits.GROUP, visits.PLACE)


async def start(desk: Desk, payload: str) -> None:
    """Start was pressed, maybe on one of our links; a link grants nothing by itself. Whoever is
    here for the first time reads what is kept, whichever way they came."""
    kind, _, argument = payload.partition("-")
    if kind not in LINKS:
        payload = kind = ""
    person = await desk.own(desk.me)
    if kind == "invite":
        person = await invites.redeem(desk, argument)
        people.welcome_to_staff(desk, desk.here, person)
        return
    case = await _own_open_case(desk, argument) if kind == "case" else None
    report = await reporting.of_link(desk, argument) if kind == "alert" else None
    is_about = case is not None or report is not None or kind == "alerts"
    if person.informed_at is None or not is_about:
        _greet(desk, person, payload)
    if case is not None:
        await privacy.continue_privately(desk, case)
    elif report is not None:
        await reporting.ask(desk, report)
    elif kind == "alerts":
        await subscribing.show(desk)


def _greet(desk: Desk, person: Person, payload: str) -> None:
    person.informed_at = person.informed_at or desk.now()
    if not person.is_staff:
        visits.begin(person, desk, visits.find(desk.directory, payload))
    people.greeting(desk, desk.here, person)


async def _own_open_case(desk: Desk, argument: str) -> Case | None:
    case_id = parse_id(argument)
    case = await lookup.case_by_id(desk, case_id) if case_id is not None else None
    is_own = case is not None and case.asker_id == desk.me.id and case.is_open
    return case if is_own else None


async def choose_language(desk: Desk, language: str) -> None:
    person = await desk.own(desk.me)
    person.language = language
    if person.is_staff:
        changed(desk)
    people.language_chosen(desk, desk.here, person)


def meet(
    desk: Desk, external_id: int, name: str, language: str, username: str | None = None
) -> Person:
    """Somebody who speaks to the bot for the first time; they may have pressed no Start yet."""
    person = Person(station_id=desk.station.id, name=name, language=language, roles=[], badge=None)
    desk.add(person)
    desk.add(
        Address(
            station_id=desk.station.id,
            channel="telegram",
            external_id=external_id,
            username=username,
            person_id=person.id,
            state=AddressState.UNSEEN,
        )
    )
    return person


async def reachable(desk: Desk, address: Address) -> None:
    """A chat in which we are heard from now on."""
    await _set_state(desk, address, AddressState.ACTIVE)


async def unreachable(desk: Desk, address: Address) -> None:
    """Blocked, kicked or gone."""
    await _set_state(desk, address, AddressState.UNREACHABLE)


async def joined_group(desk: Desk, may_pin: bool, title: str = "") -> None:
    """The bot is in a group: it posts its card, or only the chat's id where none knows it."""
    await reachable(desk, desk.here)
    if desk.group is None:
        groups.unknown_group(desk, desk.here)
    elif desk.grid is not None:
        await _title_seen(desk, desk.group, title)
        card = groups.group_card(desk, desk.here, desk.grid)
        if may_pin:
            outbox.pin(desk, card)


async def post_awaited_cards(desk: Desk) -> None:
    """Where the bot has been since before the station file named the group."""
    for group in list(desk.directory.groups.values()):
        if not group.awaits_card:
            continue
        (await desk.own(group)).awaits_card = False
        changed(desk)
        at = desk.directory.address_of_group.get(group.id)
        grid = desk.directory.grid_of_group(group.id)
        if at is not None and at.reachable and grid is not None:
            # Whether it may be pinned Telegram tells: a pin that is refused is dropped.
            outbox.pin(desk, groups.group_card(desk, at, grid))


async def given_rights(desk: Desk, may_pin: bool) -> None:
    """The bot was made an admin after it had joined: the card can be pinned now."""
    await reachable(desk, desk.here)
    card = await lookup.group_card(desk, desk.here)
    if may_pin and card is not None:
        outbox.pin(desk, card)


async def migrated(desk: Desk, old_id: int, new_id: int) -> None:
    """A group became a supergroup: its address changes, and where unsent rows go. What was
    sent keeps its old place. Told of twice (by both chats), it is done once."""
    old = desk.directory.by_external.get(old_id)
    if old is None or old.group_id is None or old.moved_to_id is not None:
        return
    old = await desk.own(old)
    if old.moved_to_id is not None:
        return
    new = desk.shelf.addresses.get(new_id) or await lookup.address_by_external(desk, new_id)
    if new is None:
        new = Address(station_id=desk.station.id, channel="telegram", external_id=new_id)
        desk.add(new)
    new.group_id, new.state = old.group_id, AddressState.ACTIVE
    await desk.session.flush()
    old.moved_to_id = new.id
    await outbox.readdress(desk, old, new)
    changed(desk)


async def _title_seen(desk: Desk, group: Group, title: str) -> None:
    """The group is called by the name that its members gave it."""
    if title and title != group.title:
        (await desk.own(group)).title = title
        changed(desk)


def changed(desk: Desk) -> None:
    """Whoever remembers the directory reads it anew. The number is never used twice: of two who
    count up at once, the later could give back a number that stood for an older directory."""
    desk.station.revision = new_id()


async def _set_state(desk: Desk, address: Address, state: AddressState) -> None:
    if address.state is state:
        return
    own = await desk.own(address)
    own.state = state
    if address.id in desk.directory.address_by_id:
        changed(desk)
