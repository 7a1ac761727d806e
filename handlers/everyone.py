"""What is the same for all: who am I, chats that come and go, edits, and whatever is left."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMember, ChatMemberUpdated, Message

from handlers.filters import AboutCase, AnswersForm, ByStaff, InPrivate, Migrates
from handlers.requests import words
from models.case import Case
from models.exchange import Purpose
from services import arrivals, cases, edits, resolving
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.notices import groups, people

first = Router(name="everyone, first")
last = Router(name="everyone, last")

PRESENT = {"member", "administrator", "creator"}


@first.message(Migrates("to"))
async def became_supergroup(message: Message, desk: Desk) -> None:
    await arrivals.migrated(desk, message.chat.id, message.migrate_to_chat_id or 0)


@first.message(Migrates("from"))
async def came_from_group(message: Message, desk: Desk) -> None:
    await arrivals.migrated(desk, message.migrate_from_chat_id or 0, message.chat.id)


@first.my_chat_member()
async def standing_changed(event: ChatMemberUpdated, desk: Desk) -> None:
    """Added, removed, blocked, unblocked, or given and taken rights."""
    now, before = event.new_chat_member, event.old_chat_member
    if now.status not in PRESENT:
        await arrivals.unreachable(desk, desk.here)
    elif desk.here.is_private:
        await arrivals.reachable(desk, desk.here)
    elif before.status in PRESENT:
        await arrivals.given_rights(desk, _may_pin(now))
    else:
        await arrivals.joined_group(desk, _may_pin(now), title=event.chat.title or "")


def _may_pin(standing: ChatMember) -> bool:
    return bool(getattr(standing, "can_pin_messages", False))


@first.message(Command("whoami"))
async def whoami(message: Message, desk: Desk) -> None:
    await people.whoami(desk, desk.here)


@first.message(CommandStart(), InPrivate())
async def start(message: Message, command: CommandObject, desk: Desk) -> None:
    await arrivals.start(desk, command.args or "")


@first.message(Command("cases"), InPrivate())
async def own_cases(message: Message, desk: Desk) -> None:
    await cases.show_own(desk)


@first.edited_message(AnswersForm(Purpose.ASK_OUTCOME), ByStaff(), AboutCase())
async def change_outcome(message: Message, desk: Desk, case: Case) -> None:
    await resolving.draft_outcome(desk, case, words(message))


@first.edited_message(AboutCase())
async def change(message: Message, desk: Desk, case: Case) -> None:
    await edits.change(desk, case)


@last.message()
async def unknown_group(message: Message, desk: Desk) -> None:
    """A group that the station file doesn't name hears its id, and nothing else."""
    if desk.group is None:
        groups.unknown_group(desk, desk.here)
    else:
        raise NotYours


@last.callback_query()
async def outdated_button(query: CallbackQuery, desk: Desk) -> None:
    raise OutdatedButton


@last.edited_message()
async def edit_of_nothing(message: Message, desk: Desk) -> None:
    """An edit of what belongs to no case is on record, and moves nobody."""
