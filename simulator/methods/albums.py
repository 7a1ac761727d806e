"""Albums, and exchanging the file of a message.

https://core.telegram.org/bots/api#sendmediagroup and #editmessagemedia
"""

from simulator.call import Call
from simulator.envelope import address
from simulator.errors import bad_request
from simulator.media import PERMISSIONS
from simulator.methods.editing import change, editable
from simulator.methods.media import item_content
from simulator.parameters import Parameters
from simulator.wire import JSON
from simulator.words import caption_from

SMALLEST, LARGEST = 2, 10
ALBUM_KINDS = frozenset({"photo", "video", "audio", "document"})
EDIT_KINDS = ALBUM_KINDS | {"animation"}


def send_media_group(call: Call) -> list[JSON]:
    items = call.parameters.objects("media") or []
    _check(items)
    contents = [
        item_content(call, item, ALBUM_KINDS) | caption_from(call.world, item) for item in items
    ]
    envelope = address(call, PERMISSIONS[items[0].text("type")])
    album = call.world.new_album_id()
    messages = [envelope.post(call, content, media_group_id=album) for content in contents]
    return [message.as_json() for message in messages]


def _check(items: list[Parameters]) -> None:
    """Documents and audio files keep to their own kind."""
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) < SMALLEST:
        raise bad_request("media group must include 2-10 items")
    if len(items) > LARGEST:
        raise bad_request("too many messages to send as an album")
    kinds = {item.text("type") for item in items}
    if len(kinds) > 1 and kinds & {"audio", "document"}:
        raise bad_request("document and audio can't be mixed with other media types")


def edit_message_media(call: Call) -> JSON:
    media = call.parameters.nested("media")
    if media is None:
        raise bad_request("media is empty")
    message = editable(call)
    content = item_content(call, media, EDIT_KINDS) | caption_from(call.world, media)
    return change(call, message, content)
