"""Reactions (https://core.telegram.org/bots/api#setmessagereaction)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.world.reactions import EMOJI, react


def set_message_reaction(call: Call) -> bool:
    """A bot sets one emoji at most."""
    message = call.message(call.chat(), "message to react")
    chosen = call.parameters.objects("reaction") or []
    reactions = [item.text("emoji") for item in chosen]
    if message.is_service or len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY" if reactions[1:] else "MESSAGE_ID_INVALID")
    if not EMOJI.issuperset(reactions):
        raise bad_request("REACTION_INVALID")
    react(call.world, message, call.bot, reactions)
    return True
