"""Text and captions from a call's parameters."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.text.formatting import CAPTION_LIMIT, TEXT_LIMIT, format_text
from simulator.text.units import width
from simulator.wire import JSON
from simulator.world.world import World

PREVIEW = ("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")


def text_content(call: Call) -> JSON:
    """`text` and `entities` (https://core.telegram.org/bots/api#sendmessage)."""
    parameters = call.parameters
    text, entities = formatted(call.world, parameters, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if width(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content: JSON = {"text": text}
    if entities:
        content["entities"] = entities
    preview = _preview(call)
    if preview:
        content["link_preview_options"] = preview
    return content


def _preview(call: Call) -> JSON | None:
    given = call.parameters.mapping("link_preview_options")
    if given is None:
        return {"is_disabled": True} if call.parameters.flag("disable_web_page_preview") else None
    return {name: value for name, value in given.items() if name in PREVIEW}


def caption_content(call: Call) -> JSON:
    """`caption` and `caption_entities`; empty where there is none."""
    return caption_from(call.world, call.parameters)


def caption_from(world: World, given: Parameters) -> JSON:
    """The same, of an item of an album too (https://core.telegram.org/bots/api#inputmedia)."""
    text, entities = formatted(world, given, "caption", "caption_entities")
    if width(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    content: JSON = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    if given.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def formatted(
    world: World, given: Parameters, name: str, marks: str, mode: str = "parse_mode"
) -> tuple[str, list[JSON]]:
    """The text of that name with its entities, given or parsed."""
    raw, objects = given.text(name), given.objects(marks)
    try:
        raw.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    listed = None if objects is None else [each.values for each in objects]
    text, entities = format_text(raw, given.text(mode), listed)
    if any(entity["type"] == "text_mention" for entity in entities):
        entities = [known for entity in entities if (known := _mention(world, entity))]
    return text, entities


def _mention(world: World, entity: JSON) -> JSON | None:
    """A person whom nobody knows can't be mentioned: the link goes, the words stay."""
    if entity["type"] != "text_mention":
        return entity
    named = Parameters(entity).nested("user")
    user = world.users.get(named.integer("id")) if named else None
    return entity | {"user": user.as_json()} if user else None
