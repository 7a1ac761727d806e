"""What a bot says of itself (https://core.telegram.org/bots/api#setmycommands)."""

import re

from simulator.call import Call
from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.wire import JSON, dumps

COMMAND_LIMIT = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LIMIT = 256


def get_me(call: Call) -> JSON:
    return call.bot.as_me()


def set_my_commands(call: Call) -> bool:
    commands = [_command(item) for item in call.parameters.objects("commands") or []]
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.profile[_key("commands", call)] = commands
    return True


def get_my_commands(call: Call) -> list[JSON]:
    found: list[JSON] = call.bot.profile.get(_key("commands", call), [])
    return found


def delete_my_commands(call: Call) -> bool:
    call.bot.profile.pop(_key("commands", call), None)
    return True


def _command(item: Parameters) -> JSON:
    command = item.text("command").removeprefix("/")
    description = item.text("description")
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _key(what: str, call: Call) -> tuple[str, ...]:
    scope = call.parameters.mapping("scope") or {"type": "default"}
    language = call.parameters.text("language_code")
    return what, dumps(dict(sorted(scope.items()))).decode(), language


def log_out(call: Call) -> bool:
    return True


def close(call: Call) -> bool:
    return True


NAME_LIMIT, DESCRIPTION_TEXT_LIMIT, SHORT_DESCRIPTION_LIMIT = 64, 512, 120


def set_my_name(call: Call) -> bool:
    return _say(call, "name", NAME_LIMIT)


def get_my_name(call: Call) -> JSON:
    return {"name": _said(call, "name") or call.bot.first_name}


def set_my_description(call: Call) -> bool:
    return _say(call, "description", DESCRIPTION_TEXT_LIMIT)


def get_my_description(call: Call) -> JSON:
    return {"description": _said(call, "description")}


def set_my_short_description(call: Call) -> bool:
    return _say(call, "short_description", SHORT_DESCRIPTION_LIMIT)


def get_my_short_description(call: Call) -> JSON:
    return {"short_description": _said(call, "short_description")}


def set_chat_menu_button(call: Call) -> bool:
    button = call.parameters.mapping("menu_button") or {"type": "default"}
    call.bot.profile["menu_button", call.parameters.text("chat_id")] = button
    return True


def get_chat_menu_button(call: Call) -> JSON:
    key = ("menu_button", call.parameters.text("chat_id"))
    found: JSON = call.bot.profile.get(key) or {"type": "commands"}
    return found


def _say(call: Call, what: str, limit: int) -> bool:
    words = call.parameters.text(what)
    if len(words) > limit:
        raise bad_request(f"bot {what.replace('_', ' ')} is too long")
    call.bot.profile[what, call.parameters.text("language_code")] = words
    return True


def _said(call: Call, what: str) -> str:
    """In the language asked for, or else what is said to all."""
    profile, language = call.bot.profile, call.parameters.text("language_code")
    return str(profile.get((what, language)) or profile.get((what, "")) or "")
