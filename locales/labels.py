"""Short texts around the messages: buttons, the hint in a form, the list of commands."""

from locales.filters import KINDS
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
    "away": _("I'm away until…"),
    "away_until": "%(argument)s",
    "swap": _("Swap %(argument)s"),
    "swap_for": "%(argument)s",
    "agree_swap": _("Agree"),
    "refuse_swap": _("Rather not"),
    "undo_change": _("Undo"),
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
    "ask_help": _("Ask for help"),
    "ask_consultation": _("Ask a question"),
    "ask_privately": _("Ask privately"),
    "who_is_on_duty": _("Who is on duty?"),
}
HINTS = {
    "ask_words": _("What is it about, and where?"),
    "ask_help": _("What happened, and where?"),
    "ask_consultation": _("Your question"),
    "ask_outcome": _("The outcome in one line"),
    "ask_new": _("Where, who, when, what"),
    "ask_when": _("yesterday 15:30"),
    "ask_who": _("Mrs Li"),
}
COMMANDS = {
    "help": _("Ask the police station for help"),
    "ask": _("Ask the police station a question"),
    "cases": _("See your requests, or cancel one"),
    "duty": _("See who is on duty"),
    "start": _("Begin here, choose the language"),
    "whoami": _("Show your Telegram number"),
}


STAFF_COMMANDS = {
    "cases": _("See what is to be done"),
    "new": _("Enter a case for somebody"),
    "note": _("Write a note that only officers read"),
    "duty": _("See who is on duty"),
    "start": _("Begin here, choose the language"),
    "whoami": _("Show your Telegram number"),
}
LEADER_COMMANDS = {**STAFF_COMMANDS, "lost": _("A colleague's phone is lost: shut it out")}
MENUS = {"everybody": COMMANDS, "staff": STAFF_COMMANDS, "leader": LEADER_COMMANDS}


def label(action: str, language: str, argument: str | None = None) -> str:
    """A button's text. The argument is a kind (set_kind), a language (language, which is named
    in itself), a case's number (cancel), or the name of what is chosen; others need none."""
    if action == "language":
        return own_name(argument or language)
    if action == "set_kind":
        return translated(language, KINDS[argument or "help"])
    text = translated(language, LABELS[action])
    return shortened(text % {"argument": argument or ""}, LABEL_UNITS).strip()


def form_hint(form: str, language: str) -> str:
    """What stands greyed in the field of a form; `form` is a template or a purpose."""
    return translated(language, HINTS[form])


def commands(language: str, whose: str = "everybody") -> list[tuple[str, str]]:
    """Command and description, for the menu that Telegram shows; `whose`: everybody, staff or
    leader."""
    return [(command, translated(language, text)) for command, text in MENUS[whose].items()]
