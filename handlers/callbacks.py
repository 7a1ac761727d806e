"""One class per button: what is in its callback data (at most 64 bytes, Bot API).

The prefix is the action's name in services/outbox. A button grants nothing: the service that
it leads to checks who pressed it.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from models.case import CaseKind
from models.ids import LARGEST_ID, parse_id

Id = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class OfCase(CallbackData, prefix="of_case"):
    """A button that is about a case."""

    case: Id


class Accept(OfCase, prefix="accept"):
    pass


class PassOn(OfCase, prefix="pass_on"):
    pass


class ChooseColleague(OfCase, prefix="choose_colleague"):
    pass


class NextInLine(OfCase, prefix="next_in_line"):
    pass


class HandTo(OfCase, prefix="hand_to"):
    person: Id


class HandBack(OfCase, prefix="hand_back"):
    pass


class HandToRoom(OfCase, prefix="hand_to_room"):
    pass


class OnMyWay(OfCase, prefix="on_my_way"):
    pass


class NotReached(OfCase, prefix="not_reached"):
    pass


class Resolve(OfCase, prefix="resolve"):
    pass


class Redraft(OfCase, prefix="redraft"):
    pass


class PostOutcome(OfCase, prefix="post_outcome"):
    pass


class PostAloud(OfCase, prefix="post_aloud"):
    pass


class GoPrivate(OfCase, prefix="go_private"):
    pass


class Danger(OfCase, prefix="danger"):
    pass


class NoDanger(OfCase, prefix="no_danger"):
    pass


class MakePrivate(OfCase, prefix="make_private"):
    pass


class DeleteSaid(OfCase, prefix="delete_said"):
    pass


class SendToGroup(OfCase, prefix="send_to_group"):
    exchange: Id


class WillCall(OfCase, prefix="will_call"):
    exchange: Id


class Kinds(OfCase, prefix="kinds"):
    pass


class SetKind(OfCase, prefix="set_kind"):
    kind: CaseKind


class ShowCard(OfCase, prefix="show_card"):
    pass


class AnswerCase(OfCase, prefix="answer_case"):
    exchange: Id


class SendLate(OfCase, prefix="send_late"):
    exchange: Id


class GiveLate(OfCase, prefix="give_late"):
    exchange: Id


class DropLate(OfCase, prefix="drop_late"):
    exchange: Id


class ReadCase(OfCase, prefix="read_case"):
    pass


class SameDoor(OfCase, prefix="same_door"):
    pass


class SkipDoor(OfCase, prefix="skip_door"):
    pass


class EntryGrid(OfCase, prefix="entry_grid"):
    grid: Id


class EntryNow(OfCase, prefix="entry_now"):
    pass


class EntryWhen(OfCase, prefix="entry_when"):
    pass


class EntryWho(OfCase, prefix="entry_who"):
    pass


class EntrySkip(OfCase, prefix="entry_skip"):
    pass


class Called(OfCase, prefix="called"):
    pass


class Cancel(OfCase, prefix="cancel"):
    pass


class ChooseGrid(OfCase, prefix="choose_grid"):
    grid: Id


class MoreGrids(OfCase, prefix="more_grids"):
    page: Annotated[int, Field(ge=0, le=1_000)]


class SomethingNew(CallbackData, prefix="something_new"):
    exchange: Id


class Suspend(CallbackData, prefix="suspend"):
    person: Id


class Lift(CallbackData, prefix="lift"):
    person: Id


class NewCase(CallbackData, prefix="new_case"):
    exchange: Id


class ForMyself(CallbackData, prefix="for_myself"):
    exchange: Id


class Language(CallbackData, prefix="language"):
    code: str


class AskHelp(CallbackData, prefix="ask_help"):
    pass


class AskConsultation(CallbackData, prefix="ask_consultation"):
    pass


class WhoIsOnDuty(CallbackData, prefix="who_is_on_duty"):
    pass


class TakeShift(CallbackData, prefix="take_shift"):
    shift: Id


class Swap(CallbackData, prefix="swap"):
    shift: Id


class SwapFor(CallbackData, prefix="swap_for"):
    shift: Id
    other: Id


class AgreeSwap(CallbackData, prefix="agree_swap"):
    swap: Id


class RefuseSwap(CallbackData, prefix="refuse_swap"):
    swap: Id


class UndoChange(CallbackData, prefix="undo_change"):
    change: Id


class Away(CallbackData, prefix="away"):
    pass


class AwayUntil(CallbackData, prefix="away_until"):
    """Minutes since 1970, UTC."""

    minutes: Annotated[int, Field(ge=0, le=100_000_000)]


_OF_CASE = frozenset(cls.__prefix__ for cls in OfCase.__subclasses__())


def case_of(data: str) -> int | None:
    """The case that a button's callback data names, whichever button it is."""
    name, _, rest = data.partition(":")
    return parse_id(rest.partition(":")[0]) if name in _OF_CASE else None
