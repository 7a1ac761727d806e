"""Setting a webhook (https://core.telegram.org/bots/api#setwebhook)."""

import re

from simulator.call import Call
from simulator.errors import bad_request
from simulator.wire import JSON
from simulator.world.webhook import Webhook

SECRET = re.compile(r"[A-Za-z0-9_\-]{1,256}")
MOST_CONNECTIONS = 100


def set_webhook(call: Call) -> bool:
    """Any http or https address will do, so that a bot on this machine can be reached."""
    parameters = call.parameters
    url = parameters.text("url")
    if not url:
        return delete_webhook(call)
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = parameters.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    allowed = parameters.sequence("allowed_updates")
    if allowed is not None:
        call.bot.inbox.allow(map(str, allowed))
    _drop_pending(call)
    connections = min(max(parameters.integer("max_connections", 40), 1), MOST_CONNECTIONS)
    call.bot.webhook = Webhook(url, secret, connections)
    return True


def delete_webhook(call: Call) -> bool:
    _drop_pending(call)
    call.bot.webhook = None
    return True


def get_webhook_info(call: Call) -> JSON:
    webhook, inbox = call.bot.webhook, call.bot.inbox
    info: JSON = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(inbox),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
    if webhook and webhook.last_error_date:
        info["last_error_date"] = webhook.last_error_date
        info["last_error_message"] = webhook.last_error_message
    if inbox.allowed is not None:
        info["allowed_updates"] = inbox.allowed
    return info


def _drop_pending(call: Call) -> None:
    if call.parameters.flag("drop_pending_updates"):
        call.bot.inbox.clear()
