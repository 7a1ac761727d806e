"""Getting updates (https://core.telegram.org/bots/api#getting-updates)."""

from simulator.call import Call
from simulator.errors import conflict
from simulator.polling import Polls

LONGEST_POLL = 50


async def get_updates(call: Call, polls: Polls) -> bytes:
    """The ready JSON array of updates."""
    inbox, parameters = call.bot.inbox, call.parameters
    if call.bot.webhook is not None:
        raise conflict("can't use getUpdates method while webhook is active; "
                       "use deleteWebhook to delete the webhook first")  # fmt: skip
    allowed = parameters.sequence("allowed_updates")
    if allowed is not None:
        inbox.allow(map(str, allowed))
    inbox.acknowledge(parameters.integer("offset"))
    limit = parameters.integer("limit", 100)
    limit = limit if 1 <= limit <= 100 else 100
    timeout = min(max(parameters.integer("timeout"), 0), LONGEST_POLL)
    updates = await polls.poll(call.bot, limit, timeout)
    return b"[" + b",".join(update.body for update in updates) + b"]"
