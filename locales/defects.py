"""What the pre-flight finds, and how it is mended: for the duty room, and for the terminal."""

from collections.abc import Mapping
from typing import Any

from babel.lists import format_list

from locales.marking import _
from locales.translations import translated

DEFECTS = {
    "no_duty_room": _("The station has no duty room: what nobody takes has nowhere to go."),
    "duty_room_gone": _("The bot isn't in the duty room."),
    "duty_room_mute": _("The bot may not write in the duty room."),
    "gap": _("Nobody is on duty in the next 14 days (%(count)s): %(names)s"),
    "not_started": _(
        "On the roster of the next 7 days, but haven't pressed Start (%(count)s): %(names)s"
    ),
    "unreachable": _(
        "On the roster of the next 7 days, but out of reach: they have blocked the bot, or never "
        "pressed Start (%(count)s): %(names)s"
    ),
    "not_in_group": _("The bot isn't in these groups (%(count)s): %(names)s"),
    "not_admin": _("The bot isn't an administrator of these groups (%(count)s): %(names)s"),
    "lacks_rights": _("The bot may not pin or not delete in these groups (%(count)s): %(names)s"),
    "no_card": _("These groups have no card of the bot (%(count)s): %(names)s"),
    "not_pinned": _("The card isn't pinned in these groups (%(count)s): %(names)s"),
    "unasked": _("Telegram didn't answer about these groups (%(count)s): %(names)s"),
    "hears_all": _("Privacy mode is off: the bot receives all that is said in its groups."),
    "clock": _("This machine's clock differs from Telegram's by %(names)s seconds."),
    "database_clock": _("This machine's clock differs from the database's by %(names)s seconds."),
    "revision": _("The database isn't at the revision that this version needs: %(names)s"),
    "templates": _("These texts can't be drawn (%(count)s): %(names)s"),
}
REMEDIES = {
    "no_duty_room": _(
        "Make a group for the duty room, add the bot, and name the group in the station file "
        "(duty_room)."
    ),
    "duty_room_gone": _("Add the bot to the duty room's group."),
    "duty_room_mute": _("Allow the bot to write there, or make it an administrator."),
    "gap": _("Give these hours to somebody; “doorstep roster” shows the whole roster."),
    "not_started": _(
        "They open the bot's private chat and press Start. “doorstep invite BADGE” makes a link "
        "for whoever isn't known on Telegram yet."
    ),
    "unreachable": _(
        "They open the bot's private chat, unblock it and press Start. Until then others are "
        "asked instead of them."
    ),
    "not_in_group": _("Add the bot to the group, or take the group out of the station file."),
    "not_admin": _(
        "Make it an administrator who may pin and delete messages: otherwise it doesn't hear "
        "requests without a command."
    ),
    "lacks_rights": _("Give the bot the rights to pin and to delete messages in the group."),
    "no_card": _(
        "Write /start@ and the bot's username in the group: it then posts its card, to be pinned."
    ),
    "not_pinned": _("Pin the bot's card in the group."),
    "unasked": _("Run “doorstep check” again in a few minutes."),
    "hears_all": _(
        "Turn it on with @BotFather (/setprivacy), and make the bot an administrator of its groups."
    ),
    "clock": _("Set the clock of the machine on which the bot runs by a time server."),
    "database_clock": _("Set the clocks of both machines by a time server."),
    "revision": _("Run “doorstep migrate”, and start the bot anew."),
    "templates": _("Install Doorstep anew: its texts are damaged."),
}
TABLE = {
    "what": _("What is wrong"),
    "remedy": _("How to mend it"),
    "nothing": _("Roster, people, groups, duty room, clocks and texts: nothing is to be mended."),
}


def defect(language: str, one: Mapping[str, Any]) -> str:
    """`one`: kind, count, names (as many as are to be shown), and how many more there are."""
    names = list(one["names"])
    shown = names[0] if len(names) == 1 else str(format_list(names, locale=language))
    if one["more"]:
        shown = f"{', '.join(names)} … (+{one['more']})"
    said = translated(language, DEFECTS[one["kind"]])
    return said % {"count": one["count"], "names": shown} if names else said


def remedy(language: str, kind: str) -> str:
    return translated(language, REMEDIES[kind])


def table_words(language: str) -> dict[str, str]:
    """By their names in TABLE."""
    return {name: translated(language, text) for name, text in TABLE.items()}
