"""All that a page needs when it opens: the street as it stands."""

from collections.abc import Sequence

from simulator.page.chat_view import bot_view, chat_view, clock_view, person_view
from simulator.page.message_view import message_view
from simulator.page.stage import Stage, chat_key
from simulator.page.story import Story
from simulator.wire import JSON


async def state(stage: Stage, language: str, stories: Sequence[Story], playing: JSON) -> JSON:
    chats = stage.chats()
    messages = [message for chat in chats for message in chat.messages.values()]
    return {
        "street": str(id(stage)),
        "language": stage.language,
        "bot": bot_view(stage),
        "clock": clock_view(stage),
        "people": [person_view(stage, key, person) for key, person in stage.people.items()],
        "chats": [chat_view(stage, chat) for chat in chats],
        "messages": [
            message_view(message) for message in sorted(messages, key=lambda one: one.order)
        ],
        "phones": [
            {
                "person": str(stage.people[phone.person].id),
                "chat": chat_key(stage.groups[phone.group].chat)
                if phone.group
                else f"p{stage.people[phone.person].id}",
            }
            for phone in stage.phones
        ],
        "trouble": stage.switches.on,
        "stories": [
            {"key": story.key, "title": story.title, "about": story.about} for story in stories
        ],
        "playing": playing,
        "record": await stage.record.read(language),
    }
