"""What became of an alert, in the words of a table."""

from locales.marking import _
from locales.translations import translated

STATES = {
    "done": _("sent"),
    "failed": _("not reached"),
    "unknown": _("not known"),
    "cancelled": _("not sent"),
    "queued": _("waits"),
    "held": _("paused"),
    "sending": _("under way"),
    "not_begun": _("not begun"),
}
REASONS = {
    "removed": _("the bot isn't in the group any more"),
    "blocked": _("the person has blocked the bot, or never pressed Start"),
    "no_right": _("the bot may not write there"),
    "moved": _("sent to the group's new number"),
    "expired": _("its time was over before it could go out"),
    "left_behind": _("it stands in the chat that the group has moved out of"),
    "source_gone": _("what was to be sent with it is gone"),
    "unknown": _("Telegram's answer was lost, so it may have arrived"),
    "other": _("Telegram refused it"),
}
KINDS = {
    "alert": _("Alert"),
    "update": _("Update"),
    "cancel": _("Called off"),
    "all_clear": _("All clear"),
}
ALERT_STATES = {
    "draft": _("draft"),
    "submitted": _("waits for approval"),
    "scheduled": _("scheduled"),
    "ended": _("ended"),
    "discarded": _("discarded"),
}
RUN_STATES = {
    "sending": _("being sent"),
    "paused": _("paused"),
    "done": _("all is out"),
    "cancelled": _("stopped"),
    "missed": _("missed: nobody was there to send it while it held"),
}
PARTS = {
    "voice": _("Voice message"),
    "poll": _("Poll"),
    "pin": _("Pin"),
}
HEADS = {
    "number": _("Number"),
    "kind": _("Kind"),
    "state": _("State"),
    "headline": _("Headline"),
    "next": _("Next"),
    "chat": _("Chat"),
    "when": _("When"),
    "why": _("Why"),
    "private": _("Private chats: %(argument)s"),
    "total": _("Chats in all: %(argument)s"),
    "noted": _("Noted by: %(argument)s"),
    "run": _("Due %(argument)s"),
    "part": _("What went with it"),
    "replaced": _("Photos replaced: %(argument)s"),
    "deleted": _("Messages with the photo deleted: %(argument)s"),
    "still": _("Messages in which the photo still stands: %(argument)s"),
}
WORDS = {
    "delivery": STATES,
    "reason": REASONS,
    "kind": KINDS,
    "alert": ALERT_STATES,
    "run": RUN_STATES,
    "part": PARTS,
    "head": HEADS,
}


def account_word(about: str, word: str, language: str, argument: object = "") -> str:
    """`about` is one of delivery, reason, kind, alert, run, part, head."""
    return translated(language, WORDS[about][word]) % {"argument": argument}
