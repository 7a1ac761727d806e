"""Short texts around the messages: buttons, the hint in a form, the list of commands."""

from locales.choices import CHOICES, choice
from locales.filters import KINDS, TOPICS, topic
from locales.languages import own_name
from locales.marking import _
from locales.rendering import shortened
from locales.translations import translated

LABEL_UNITS = 40
HINT_UNITS = 64  # ForceReply.input_field_placeholder

LABELS = {
    "accept": _("Accept"),
    "pass_on": _("Pass on"),
    "choose_colleague": _("Pass on to…"),
    "next_in_line": _("Next in line"),
    "hand_to": "%(argument)s",
    "hand_back": _("Back to %(argument)s"),
    "hand_to_room": _("Duty room"),
    "on_my_way": _("On my way"),
    "not_reached": _("Can't reach them"),
    "resolve": _("Resolve"),
    "kinds": _("Change kind"),
    "show_card": _("Back"),
    "post_outcome": _("Post it"),
    "redraft": _("Change it"),
    "send_late": _("Send it"),
    "give_late": _("Give to %(argument)s"),
    "drop_late": _("Drop it"),
    "read_case": "%(argument)s",
    "same_door": "%(argument)s",
    "skip_door": _("Skip"),
    "suspend": "%(argument)s",
    "lift": _("Let %(argument)s in again"),
    "take_shift": _("Take over now: %(argument)s"),
    "take_gap": _("Take the shift: %(argument)s"),
    "more_shifts": _("More…"),
    "away": _("I'm away until…"),
    "away_until": "%(argument)s",
    "swap": _("Swap %(argument)s"),
    "swap_for": "%(argument)s",
    "more_swaps": _("More…"),
    "agree_swap": _("Agree"),
    "refuse_swap": _("Rather not"),
    "undo_change": _("Undo"),
    "keep_case": _("Keep %(argument)s"),
    "hand_case": _("Hand over %(argument)s"),
    "keep_all": _("Keep all"),
    "hand_all": _("Hand over all"),
    "more_handover": _("More…"),
    "open_case": "%(argument)s",
    "accept_all": _("Accept all"),
    "more_digest": _("More…"),
    "new_case": _("New case"),
    "for_myself": _("For myself"),
    "entry_grid": "%(argument)s",
    "entry_now": _("Just now"),
    "entry_when": _("Another time…"),
    "entry_who": _("Add the name…"),
    "entry_skip": _("Skip"),
    "called": _("Called"),
    "continue_privately": _("Continue privately"),
    "go_private": _("Continue privately"),
    "make_private": _("Make private"),
    "danger": _("Someone is in danger"),
    "no_danger": _("Nobody is in danger"),
    "delete_said": _("Delete them"),
    "post_aloud": _("Show the group the words"),
    "send_to_group": _("Send to the group"),
    "will_call": _("I will call them"),
    "something_new": _("This is something new"),
    "cancel": _("Cancel %(argument)s"),
    "choose_grid": "%(argument)s",  # The catalogue needn't say a name.
    "more_grids": _("More…"),
    "answer_case": "%(argument)s",
    "noted": _("Noted"),
    "report": _("Report something similar"),
    "report_privately": _("Report something similar"),
    "my_alerts": _("Safety alerts"),
    "alerts_privately": _("Choose alerts"),
    "want_alerts": "%(argument)s",
    "drop_alerts": "✓ %(argument)s",
    "alert_places": _("Another neighbourhood…"),
    "alerts_for": "%(argument)s",
    "stop_alerts": _("Stop these alerts"),
    "undo_stop": _("Undo"),
    "flash_alert": _("Danger now"),
    "new_alert": _("A new alert"),
    "all_alerts": _("Back to the list"),
    "open_alert": "%(argument)s",
    "ready_alert": "%(argument)s",
    "follow_ready": "%(argument)s",
    "preview_alert": _("Preview"),
    "alert_grid": "%(argument)s",
    "alert_grids": _("More…"),
    "alert_area": "%(argument)s",
    "alert_time": "%(argument)s",
    "approve_alert": _("Approve"),
    "give_back_alert": _("Give back"),
    "take_back_alert": _("Take it back"),
    "discard_alert": _("Discard it"),
    "make_lesson": _("Make a lesson"),
    "pause_run": _("Pause"),
    "resume_run": _("Go on"),
    "cancel_run": _("Stop it"),
    "retry_failed": _("Try the failed again"),
    "update_alert": _("Update it…"),
    "all_clear": _("All clear…"),
    "found": _("Somebody was found…"),
    "call_off": _("Call it off…"),
    "send_follow_up": _("Send now"),
    "follow_up_words": _("Other words: %(argument)s"),
    "drop_follow_up": _("Don't send"),
    "approve_import": _("Approve"),
    "discard_import": _("Discard"),
    "ask_help": _("Ask for help"),
    "ask_consultation": _("Ask a question"),
    "ask_privately": _("Ask privately"),
    "who_is_on_duty": _("Who is on duty?"),
}
RESTS = {"keep_all": _("Keep the rest"), "hand_all": _("Hand over the rest")}
ALL_NEIGHBOURHOODS = _("All neighbourhoods")
HINTS = {
    "ask_words": _("What is it about, and where?"),
    "ask_help": _("What happened, and where?"),
    "ask_consultation": _("Your question"),
    "ask_outcome": _("The outcome in one line"),
    "ask_new": _("Where, who, when, what"),
    "ask_report": _("What happened, where and when?"),
    "ask_when": _("yesterday 15:30"),
    "ask_who": _("Mrs Li"),
    "ask_follow_up": _("What is new?"),
    "ask_alert": _("Your answer"),
}
COMMANDS = {
    "help": _("Ask the police station for help"),
    "ask": _("Ask the police station a question"),
    "cases": _("See your requests, or cancel one"),
    "duty": _("See who is on duty"),
    "alert": _("Choose safety alerts for yourself"),
    "start": _("Begin here, choose the language"),
    "whoami": _("Show your Telegram number"),
}


STAFF_COMMANDS = {
    "cases": _("See what is to be done"),
    "new": _("Enter a case for somebody"),
    "note": _("Write a note that only officers read"),
    "duty": _("See who is on duty"),
    "alert": _("Choose safety alerts for yourself"),
    "start": _("Begin here, choose the language"),
    "whoami": _("Show your Telegram number"),
}
ADMIN_COMMANDS = {**STAFF_COMMANDS, "lost": _("A colleague's phone is lost: shut it out")}
LEADER_COMMANDS = {**ADMIN_COMMANDS, "alert": _("Warn the neighbourhoods")}
MENUS = {
    "everybody": COMMANDS,
    "staff": STAFF_COMMANDS,
    "admin": ADMIN_COMMANDS,
    "leader": LEADER_COMMANDS,
}


def label(action: str, language: str, argument: str | None = None) -> str:
    """A button's text. The argument is a kind (set_kind), a language (language, which is named
    in itself), a topic of alerts, a case's number (cancel), one of the choices of its action, maybe
    ticked, or the name of what is chosen; others need none."""
    if action == "language":
        return own_name(argument or language)
    if action == "set_kind":
        return translated(language, KINDS[argument or "help"])
    if action in ("want_alerts", "drop_alerts") and argument in TOPICS:
        argument = topic(language, argument)
    if action == "alerts_for" and argument == "0":
        argument = translated(language, ALL_NEIGHBOURHOODS)
    if action in RESTS and argument == "rest":
        return translated(language, RESTS[action])
    if action in CHOICES:
        return choice(language, argument or "", action)
    text = translated(language, LABELS[action])
    return shortened(text % {"argument": argument or ""}, LABEL_UNITS).strip()


def form_hint(form: str, language: str) -> str:
    """What stands greyed in the field of a form; `form` is a template or a purpose."""
    return translated(language, HINTS[form])


def commands(language: str, whose: str = "everybody") -> list[tuple[str, str]]:
    """Command and description, for the menu that Telegram shows; `whose`: everybody, staff,
    admin or leader."""
    return [(command, translated(language, text)) for command, text in MENUS[whose].items()]
