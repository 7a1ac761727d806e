"""Where an outgoing message goes, what it answers, and what is under it.

The parameters that all sending methods share (https://core.telegram.org/bots/api#sendmessage).
"""

from dataclasses import dataclass, field

from simulator.call import Call
from simulator.ephemeral import receiver
from simulator.errors import bad_request
from simulator.keyboards import checked_markup
from simulator.parameters import Parameters
from simulator.quotes import external_reply, quoted
from simulator.wire import JSON
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import Supergroup
from simulator.world.messages import Message
from simulator.world.users import User


@dataclass(slots=True)
class Envelope:
    chat: Chat
    thread: int = 0
    reply_to: Message | None = None
    markup: JSON | None = None
    details: JSON = field(default_factory=dict)
    receiver: User | None = None

    def post(self, call: Call, content: JSON, **more: str) -> Message:
        """Sends the content; `more` are further details, such as the album it belongs to."""
        return call.world.post(
            self.chat,
            call.bot,
            content,
            reply_to=self.reply_to,
            thread=self.thread,
            markup=self.markup,
            details=self.details | more or None,
            receiver=self.receiver,
        )


def address(call: Call, permission: str = "can_send_messages") -> Envelope:
    parameters = call.parameters
    chat = writable_chat(call, permission)
    envelope = Envelope(chat, markup=checked_markup(parameters.mapping("reply_markup")))
    envelope.receiver = receiver(call, chat)
    if "message_thread_id" in parameters.values:
        envelope.thread = _thread(call, chat)
    _answer(call, envelope)
    if parameters.flag("protect_content"):
        envelope.details["has_protected_content"] = True
    effect = parameters.text("message_effect_id")
    if effect and isinstance(chat, PrivateChat):
        envelope.details["effect_id"] = effect
    return envelope


def writable_chat(call: Call, permission: str) -> Chat:
    """Raises what a bot gets that may not write there."""
    chat_id = call.chat_id
    if chat_id in (None, ""):
        raise bad_request("chat_id is empty")
    chat = call.world.chat_for(call.bot, chat_id)
    chat.refuse_writing(call.bot, permission)
    return chat


def _thread(call: Call, chat: Chat) -> int:
    thread = call.parameters.integer("message_thread_id")
    if not thread:
        return 0
    topic = chat.topics.get(thread) if isinstance(chat, Supergroup) else None
    if topic is None or not isinstance(chat, Supergroup):
        raise bad_request("message thread not found")
    if topic.is_closed and not chat.member(call.bot).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread


def _answer(call: Call, envelope: Envelope) -> None:
    """Sets what the message replies to (https://core.telegram.org/bots/api#replyparameters)."""
    reply = call.parameters.nested("reply_parameters") or _old_style(call)
    number = _number(reply)
    if not number:
        return
    chat = envelope.chat
    if reply.text("chat_id"):
        chat = call.world.chat_for(call.bot, reply.text("chat_id"))
        chat.refuse_reading(call.bot)
    original = chat.messages.get(number)
    if original is None or (original.receiver and original.receiver is not envelope.receiver):
        if reply.flag("allow_sending_without_reply") and chat is envelope.chat:
            return
        raise bad_request("message to be replied not found")
    if quote := quoted(reply.text("quote"), original):
        envelope.details["quote"] = quote
    if chat is not envelope.chat:
        envelope.details["external_reply"] = external_reply(original)
        return
    envelope.reply_to = original
    if chat.is_forum and not envelope.thread:
        envelope.thread = original.thread


def _number(reply: Parameters) -> int:
    """Ephemeral messages are kept under negative numbers."""
    return -reply.integer("ephemeral_message_id") or max(0, reply.integer("message_id"))


def _old_style(call: Call) -> Parameters:
    """`reply_to_message_id`, which the Bot API still reads."""
    message_id = call.parameters.integer("reply_to_message_id")
    lenient = call.parameters.flag("allow_sending_without_reply")
    return Parameters({"message_id": message_id, "allow_sending_without_reply": lenient})
