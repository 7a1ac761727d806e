"""The methods of the Bot API, by name (names are case-insensitive)."""

from collections.abc import Callable
from typing import Any, TypeAlias

from simulator.call import Call
from simulator.methods import (
    albums,
    answering,
    copying,
    deleting,
    editing,
    ephemeral,
    files,
    media,
    membership,
    pinning,
    places,
    polls,
    profile,
    reactions,
    sending,
    topics,
    webhooks,
)

Method: TypeAlias = Callable[[Call], Any]

MODULES = {
    albums: "sendMediaGroup editMessageMedia",
    answering: "answerCallbackQuery",
    copying: "copyMessage copyMessages forwardMessage forwardMessages",
    deleting: "deleteMessage deleteMessages",
    editing: "editMessageText editMessageCaption editMessageReplyMarkup",
    ephemeral: "editEphemeralMessageText editEphemeralMessageCaption "
    "editEphemeralMessageReplyMarkup deleteEphemeralMessage",
    files: "getFile",
    media: "sendPhoto sendVideo sendAnimation sendAudio sendDocument sendVoice sendVideoNote "
    "sendSticker",
    membership: "getChat getChatMember getChatAdministrators getChatMemberCount leaveChat",
    pinning: "pinChatMessage unpinChatMessage unpinAllChatMessages",
    places: "sendLocation sendVenue sendContact",
    polls: "sendPoll stopPoll",
    profile: "getMe logOut close setMyCommands getMyCommands deleteMyCommands setMyName "
    "getMyName setMyDescription getMyDescription setMyShortDescription "
    "getMyShortDescription setChatMenuButton getChatMenuButton",
    reactions: "setMessageReaction",
    sending: "sendMessage sendChatAction",
    topics: "createForumTopic closeForumTopic reopenForumTopic",
    webhooks: "setWebhook deleteWebhook getWebhookInfo",
}


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, getattr(module, _snake(name)))
    for module, names in MODULES.items()
    for name in names.split()
}
"""Lower-case name to documented name and function."""
