"""Handing an alert in: it goes out, or a second person approves it, or gives it back."""

from models.address import Address
from models.alert import Alert, AlertState
from models.exchange import Exchange
from models.person import Person
from services import lookup
from services.alerts import checking, drafts, parts, scheduling, showing
from services.alerts.form import Sheet
from services.alerts.policy import policy_of
from services.desk import Desk
from services.errors import NobodyApproves, NotYours, OutdatedButton
from services.foreign_alerts import approving as foreign
from services.notices import alert_previews


async def send(desk: Desk, alert_id: int) -> None:
    """By its author. Raises AlertIncomplete, AlertTooLong, NobodyApproves."""
    alert = await drafts.mine(desk, alert_id)
    await checking.must_be_whole(desk, alert)
    must_have_approvers(desk, alert)
    is_out = await scheduling.hand_in(desk, alert, alert.next_at)
    asked = 0 if is_out else await ask_others(desk, alert)
    await _handed_in(desk, alert, asked)


def must_have_approvers(desk: Desk, alert: Alert) -> int:
    """How many may approve it, where the station wants approval. Raises NobodyApproves."""
    if not policy_of(desk.station).must_be_approved(alert):
        return 0
    found = len(others(desk, alert))
    if not found:
        raise NobodyApproves(number=alert.number)
    return found


async def ask_unasked(desk: Desk, alert_id: int) -> None:
    """What another process has submitted: the one that sends asks for it, as soon as there is
    anybody to ask."""
    alert = await desk.session.get_one(Alert, alert_id, with_for_update=True)
    waits = alert.state is AlertState.SUBMITTED and alert.asked_at is None
    if waits and alert.imported is None and others(desk, alert):
        await ask_others(desk, alert)


async def ask_others(desk: Desk, alert: Alert) -> int:
    """Show what was submitted to each who may approve it; how many they are."""
    alert.asked_at = desk.now()
    await desk.session.flush()  # What is approved is this version, which is counted up by now.
    facts, author = await showing.facts(desk, alert), await _writer(desk, alert)
    asked, spoken = others(desk, alert), await parts.recordings(desk, alert)
    for person, address in asked:
        alert_previews.to_approve(desk, alert, facts, spoken, address, person, author)
    return len(asked)


async def show(desk: Desk, alert: Alert) -> None:
    """What was submitted, to who may approve it; its author may take it back."""
    if alert.imported is not None:
        await foreign.show(desk, alert)
        return
    if alert.author_id == desk.me.id:
        await _handed_in(desk, alert, len(others(desk, alert)))
        return
    facts, author = await showing.facts(desk, alert), await _writer(desk, alert)
    spoken = await parts.recordings(desk, alert)
    alert_previews.to_approve(desk, alert, facts, spoken, desk.here, desk.me, author)


async def show_to_come(desk: Desk, alert: Alert) -> None:
    """What is on the calendar, or waits for its time: it can be taken back."""
    await _handed_in(desk, alert, 0)


async def _handed_in(desk: Desk, alert: Alert, asked: int) -> None:
    may_take_back = bool(asked) or scheduling.is_to_come(desk, alert)
    facts = await showing.facts(desk, alert)
    alert_previews.handed_in(desk, _form(desk), alert, facts, asked, may_take_back)


async def approve(desk: Desk, alert_id: int, version: int) -> None:
    """The first one settles it, as they have read it. Raises OwnAlert, AlertNotDraft, and
    OutdatedButton where it was changed meanwhile."""
    alert = await drafts.known(desk, alert_id)
    if alert.imported is not None:
        await foreign.approve(desk, alert_id)
        return
    if alert.state is AlertState.SUBMITTED and alert.version != version:
        raise OutdatedButton
    await scheduling.approve(desk, alert)
    facts = await showing.facts(desk, alert)
    alert_previews.approved(desk, alert, facts)
    if author := await _author(desk, alert):
        alert_previews.approved_for(desk, alert, facts, *author)


async def give_back(desk: Desk, alert_id: int) -> None:
    """A draft again, for its author to change: another authority's has none."""
    alert = await drafts.known(desk, alert_id)
    if alert.imported is not None:
        raise OutdatedButton
    await scheduling.give_back(desk, alert)
    _adopt(desk, alert)
    alert_previews.given_back(desk, alert)
    if alert.author_id != desk.me.id and (author := await _author(desk, alert)):
        alert_previews.given_back_to(desk, alert, *author)


async def take_back(desk: Desk, alert_id: int) -> None:
    """What waits for approval, by its author; what is still to go out, by any of them. It is a
    draft again, or, where it has gone out before, goes out no more. The draft stays its author's;
    where there is none, it goes to whoever takes it back."""
    alert = await drafts.known(desk, alert_id)
    chosen = alert.next_at
    if scheduling.is_to_come(desk, alert):
        await scheduling.call_off(desk, alert)
    elif alert.author_id != desk.me.id:
        raise NotYours
    else:
        await scheduling.give_back(desk, alert)
    if alert.state is AlertState.ENDED:
        alert_previews.discarded(desk, alert)
        return
    alert.state, alert.next_at = AlertState.DRAFT, chosen if alert.rule is None else None
    alert.approver_id = None
    _adopt(desk, alert)
    if alert.author_id == desk.me.id:
        await showing.show(desk, alert, Sheet.HUB)
        return
    alert_previews.given_back(desk, alert)
    if author := await _author(desk, alert):
        alert_previews.given_back_to(desk, alert, *author)


def _adopt(desk: Desk, alert: Alert) -> None:
    """A draft that nobody here writes belongs to whoever has it now. What another authority said is
    a draft of the station's from then on, in its own name."""
    if alert.author_id not in desk.directory.staff:
        alert.author_id, alert.imported = desk.me.id, None


def others(desk: Desk, alert: Alert) -> list[tuple[Person, Address]]:
    """Leaders and chiefs who can be reached, but its author."""
    return [
        (person, address)
        for person in sorted(desk.directory.staff.values(), key=lambda one: one.name)
        if scheduling.may_write(person) and person.id != alert.author_id
        for address in [desk.directory.address_of_person.get(person.id)]
        if address is not None and address.reachable
    ]


async def _writer(desk: Desk, alert: Alert) -> str:
    """Who has written it: a colleague, or the authority from which it comes."""
    if alert.author_id is not None:
        return (await lookup.person_by_id(desk, alert.author_id)).name
    return str((alert.imported or {}).get("source") or desk.station.name)


async def _author(desk: Desk, alert: Alert) -> tuple[Address, Person] | None:
    if alert.author_id not in desk.directory.staff:
        return None
    address = await lookup.address_of(desk, alert.author_id)
    if address is None or not address.reachable:
        return None
    return address, await lookup.person_by_id(desk, alert.author_id)


def _form(desk: Desk) -> Exchange | None:
    return desk.about if desk.callback_id is not None else None
