"""What can be refused. Each names the notice (locales/templates/error/…) its reader gets."""

from typing import Any, ClassVar


class DoorstepError(Exception):
    """An answer, not a failure: the sender is told, and nothing was changed before it."""

    notice: ClassVar[str]

    def __init__(self, **values: Any) -> None:
        super().__init__(self.notice)
        self.values = values


class AlreadyHeld(DoorstepError):
    """Someone acts on a case that another officer holds. Values: number, holder."""

    notice = "already_held"


class CaseClosed(DoorstepError):
    """Someone acts on a case that is resolved or cancelled. Values: number."""

    notice = "case_closed"


class NotYours(DoorstepError):
    """A button or command that isn't for this person. It says nothing of the case."""

    notice = "not_yours"


class AccountSuspended(DoorstepError):
    """Anything from an account that a leader has shut out. Values: hotline."""

    notice = "account_suspended"


class StartFirst(DoorstepError):
    """An officer takes a private case in the duty room, and can't be written to in private."""

    notice = "start_first"


class NotHeld(DoorstepError):
    """An act that needs a holder, on a case that nobody holds. Values: number."""

    notice = "not_held"


class NobodyFurther(DoorstepError):
    """Pass on, with nobody further in line. Values: number."""

    notice = "nobody_further"


class CannotBeReached(DoorstepError):
    """A case is handed to a colleague who has no chat with the bot. Values: name."""

    notice = "cannot_be_reached"


class NoteNeedsACase(DoorstepError):
    """A note that replies to no case, or has nothing in it."""

    notice = "note_needs_a_case"


class NotesInPrivate(DoorstepError):
    """A note that was written where residents read it."""

    notice = "notes_in_private"


class NewInPrivate(DoorstepError):
    """A case is entered where others read it."""

    notice = "new_in_private"


class LostInPrivate(DoorstepError):
    """A phone is reported lost where others read it."""

    notice = "lost_in_private"


class OutcomeNeedsWords(DoorstepError):
    """The outcome was answered with something that has no text."""

    notice = "outcome_needs_words"


class OutcomeTooLong(DoorstepError):
    """More than one message holds, or anyone reads. Values: limit."""

    notice = "outcome_too_long"


class ReplyToACase(DoorstepError):
    """An officer's message that belongs to no case. It goes nowhere."""

    notice = "reply_to_a_case"


class BotsNeedNoHelp(DoorstepError):
    """Help is asked for a message that another bot wrote."""

    notice = "bots_need_no_help"


class AlreadyAsked(DoorstepError):
    """Help is asked for a message that is part of an open case. Values: number."""

    notice = "already_asked"


class WordsNeeded(DoorstepError):
    """Something without words or a picture was addressed to the bot."""

    notice = "words_needed"


class InviteInvalid(DoorstepError):
    """An invite link that was used, has expired, or was never made."""

    notice = "invite_invalid"


class NoSwap(DoorstepError):
    """A swap whose shifts are no longer those two officers' to swap."""

    notice = "no_swap"


class PlaceholdersOnly(DoorstepError):
    """An alert's words with more of a template than placeholders. Values: line, found."""

    notice = "placeholders_only"


class PlaceholderUnknown(DoorstepError):
    """An alert's words with a placeholder that nobody can fill. Values: name, line, known."""

    notice = "placeholder_unknown"


class PlaceholderMissing(DoorstepError):
    """A placeholder of an alert that was given nothing. Values: name, line."""

    notice = "placeholder_missing"


class AlertTextTooLong(DoorstepError):
    """An alert's words, before or after they are filled. Values: limit, units (UTF-16)."""

    notice = "alert_text_too_long"


class AlertValueTooLong(DoorstepError):
    """What is put in for a placeholder. Values: name, limit, units (UTF-16)."""

    notice = "alert_value_too_long"


class CalendarRuleWrong(DoorstepError):
    """An alert's calendar that can't be read. Values: fault (a CalendarFault), key, value,
    allowed."""

    notice = "calendar_rule_wrong"


class OutdatedButton(DoorstepError):
    """A button that nothing answers to any more, or that was tampered with."""

    notice = "outdated_button"


class AlertNotDraft(DoorstepError):
    """An alert that was sent, or handed in, meanwhile. Values: number."""

    notice = "alert_not_draft"


class AlertOver(DoorstepError):
    """An alert that was called off, or cleared, is followed by something more. Values: number."""

    notice = "alert_over"


class AlertNotSent(DoorstepError):
    """What hasn't gone out to anybody yet can't be followed. Values: number."""

    notice = "alert_not_sent"


class AlertWordsNeeded(DoorstepError):
    """An update says nothing yet. Values: number."""

    notice = "alert_words_needed"


class OwnAlert(DoorstepError):
    """An alert is approved by somebody other than its author. Values: number."""

    notice = "own_alert"


class AlertInPrivate(DoorstepError):
    """An alert is begun where others read it."""

    notice = "alert_in_private"


class AlertNeedsWords(DoorstepError):
    """An answer with nothing in it, where words of an alert were asked for."""

    notice = "alert_needs_words"


class AlertNeedsPicture(DoorstepError):
    """An answer that is no photo, video, document or poll."""

    notice = "alert_needs_picture"


class AlertNeedsVoice(DoorstepError):
    """An answer that is no voice message."""

    notice = "alert_needs_voice"


class AlertNeedsTime(DoorstepError):
    """An answer in which no time can be read."""

    notice = "alert_needs_time"


class AlertTooLong(DoorstepError):
    """The message doesn't hold it. Values: said_in (a language), units, limit, over, content (under
    which picture, if any)."""

    notice = "alert_too_long"


class AlertIncomplete(DoorstepError):
    """It can't go out yet. Values: lacks, each with what and language."""

    notice = "alert_incomplete"


class NobodyApproves(DoorstepError):
    """It has to be approved, and there is nobody but its author. Values: number."""

    notice = "nobody_approves"


class NoLesson(DoorstepError):
    """A case that isn't resolved, or that somebody is recognised by. Values: number."""

    notice = "no_lesson"


class AlertQuiet(DoorstepError):
    """What isn't urgent goes on in quiet hours. Values: goes (ISO 8601, UTC)."""

    notice = "alert_quiet"


class NobodyToRetry(DoorstepError):
    """What failed is tried again, and nobody of them can be reached. Values: number."""

    notice = "nobody_to_retry"


class AlertTooLate(DoorstepError):
    """An alert is approved that no longer holds, or whose calendar is over. Values: number."""

    notice = "alert_too_late"
