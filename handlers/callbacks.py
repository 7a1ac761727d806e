"""One class per button: what is in its callback data (at most 64 bytes, Bot API).

The prefix is the action's name in services/outbox. A button grants nothing: the service that
it leads to checks who pressed it.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from models.alert import AlertUrgency, Category, Certainty, Severity
from models.case import CaseKind
from models.ids import LARGEST_ID, parse_id
from models.station import GroupKind
from services.alert_library import Follows
from services.alerts.form import Asked, DayOfMonth, Part, Sheet, TimeOfYear, Weekday, When
from services.alerts.topics import EVERY_TOPIC, Topic

Id = Annotated[int, Field(ge=0, le=LARGEST_ID)]
Page = Annotated[int, Field(ge=0, le=1_000)]


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
    page: Page


class KeepCase(OfCase, prefix="keep_case"):
    handover: Id


class HandCase(OfCase, prefix="hand_case"):
    handover: Id


class OpenCase(OfCase, prefix="open_case"):
    pass


class KeepAll(CallbackData, prefix="keep_all"):
    handover: Id


class HandAll(CallbackData, prefix="hand_all"):
    handover: Id


class AcceptAll(CallbackData, prefix="accept_all"):
    pass


class MoreDigest(CallbackData, prefix="more_digest"):
    page: Page


class MoreHandover(CallbackData, prefix="more_handover"):
    handover: Id
    page: Page


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


class TakeGap(CallbackData, prefix="take_gap"):
    grid: Id


class MoreShifts(CallbackData, prefix="more_shifts"):
    page: Page


class Swap(CallbackData, prefix="swap"):
    shift: Id


class MoreSwaps(CallbackData, prefix="more_swaps"):
    shift: Id
    page: Page


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


class OfRun(CallbackData, prefix="of_run"):
    """A button that is about one time that an alert went out."""

    run: Id


class Noted(OfRun, prefix="noted"):
    pass


class Report(OfRun, prefix="report"):
    pass


class PauseRun(OfRun, prefix="pause_run"):
    pass


class ResumeRun(OfRun, prefix="resume_run"):
    pass


class CancelRun(OfRun, prefix="cancel_run"):
    pass


class RetryFailed(OfRun, prefix="retry_failed"):
    pass


class MyAlerts(CallbackData, prefix="my_alerts"):
    pass


class WantAlerts(CallbackData, prefix="want_alerts"):
    """`grid` is the place shown, as long as nothing is wanted yet (0: the whole station)."""

    grid: Id
    topic: Topic


class DropAlerts(CallbackData, prefix="drop_alerts"):
    topic: Topic


class AlertPlaces(CallbackData, prefix="alert_places"):
    page: Page


class AlertsFor(CallbackData, prefix="alerts_for"):
    """0: the whole station."""

    grid: Id


class StopAlerts(CallbackData, prefix="stop_alerts"):
    pass


class UndoStop(CallbackData, prefix="undo_stop"):
    """What was wanted before: each topic a bit."""

    grid: Id
    topics: Annotated[int, Field(ge=1, le=EVERY_TOPIC)]


class OfAlert(CallbackData, prefix="of_alert"):
    """A button that is about an alert."""

    alert: Id


class UpdateAlert(OfAlert, prefix="update_alert"):
    pass


class AllClear(OfAlert, prefix="all_clear"):
    pass


class CallOff(OfAlert, prefix="call_off"):
    pass


class Found(OfAlert, prefix="found"):
    pass


class SendFollowUp(OfAlert, prefix="send_follow_up"):
    pass


class FollowUpWords(OfAlert, prefix="follow_up_words"):
    code: str


class DropFollowUp(OfAlert, prefix="drop_follow_up"):
    pass


class AllAlerts(CallbackData, prefix="all_alerts"):
    pass


class NewAlert(CallbackData, prefix="new_alert"):
    pass


class FlashAlert(CallbackData, prefix="flash_alert"):
    pass


class OpenAlert(OfAlert, prefix="open_alert"):
    pass


class AlertPage(OfAlert, prefix="alert_page"):
    sheet: Sheet


class AskAlert(OfAlert, prefix="ask_alert"):
    asked: Asked
    code: str


class ReadyAlert(OfAlert, prefix="ready_alert"):
    """`key` is a file's name in locales/alerts."""

    key: str


class FollowReady(OfAlert, prefix="follow_ready"):
    """`followed` is the alert that it ends, `alert` the draft in whose place it comes."""

    followed: Id
    follows: Follows


class AlertWithout(OfAlert, prefix="alert_without"):
    thing: Part
    code: str


class AlertEverywhere(OfAlert, prefix="alert_everywhere"):
    pass


class AlertGrid(OfAlert, prefix="alert_grid"):
    grid: Id


class AlertGrids(OfAlert, prefix="alert_grids"):
    page: Page


class AlertArea(OfAlert, prefix="alert_area"):
    area: Id


class AlertGroupKind(OfAlert, prefix="alert_group_kind"):
    group_kind: GroupKind


class AlertInGroups(OfAlert, prefix="alert_in_groups"):
    pass


class AlertSubscribers(OfAlert, prefix="alert_subscribers"):
    pass


class AlertWhen(OfAlert, prefix="alert_when"):
    when: When


class AlertTime(OfAlert, prefix="alert_time"):
    """Of the day, local time."""

    minute: Annotated[int, Field(ge=0, lt=24 * 60)]


class AlertWeekday(OfAlert, prefix="alert_weekday"):
    weekday: Weekday


class AlertMonth(OfAlert, prefix="alert_month"):
    day: DayOfMonth


class AlertSeason(OfAlert, prefix="alert_season"):
    season: TimeOfYear


class AlertSeverity(OfAlert, prefix="alert_severity"):
    severity: Severity


class AlertUrgent(OfAlert, prefix="alert_urgency"):
    urgency: AlertUrgency


class AlertCertainty(OfAlert, prefix="alert_certainty"):
    certainty: Certainty


class AlertCategory(OfAlert, prefix="alert_category"):
    category: Category


class AlertHolds(OfAlert, prefix="alert_holds"):
    """Minutes."""

    minutes: Annotated[int, Field(ge=1, le=60 * 24 * 366)]


class PreviewAlert(OfAlert, prefix="preview_alert"):
    pass


class SendAlert(OfAlert, prefix="send_alert"):
    pass


class ApproveAlert(OfAlert, prefix="approve_alert"):
    """`version` of the alert as it was shown."""

    version: Annotated[int, Field(ge=0, le=1_000_000)]


class GiveBackAlert(OfAlert, prefix="give_back_alert"):
    pass


class TakeBackAlert(OfAlert, prefix="take_back_alert"):
    pass


class DiscardAlert(OfAlert, prefix="discard_alert"):
    pass


class MakeLesson(OfCase, prefix="make_lesson"):
    pass


class ApproveImport(CallbackData, prefix="approve_import"):
    """An alert of another authority."""

    imported: Id


class DiscardImport(CallbackData, prefix="discard_import"):
    imported: Id


_OF_CASE = frozenset(cls.__prefix__ for cls in OfCase.__subclasses__())


def case_of(data: str) -> int | None:
    """The case that a button's callback data names, whichever button it is."""
    name, _, rest = data.partition(":")
    return parse_id(rest.partition(":")[0]) if name in _OF_CASE else None


_OF_HANDOVER = {
    cls.__prefix__: list(cls.model_fields).index("handover")
    for cls in (KeepCase, HandCase, KeepAll, HandAll, MoreHandover)
}


def handover_of(data: str) -> int | None:
    """The list at the end of a shift that a button's callback data names."""
    name, *fields = data.split(":")
    place = _OF_HANDOVER.get(name, len(fields))
    return parse_id(fields[place]) if place < len(fields) else None
