"""What the bot's messages say to people, by the marks in them."""

from simulator.world.chats import Chat
from tests.crash.chronicle import Chronicle
from tests.crash.marks import Said, Voice, marks_in
from tests.crash.town import Town


class Screens:
    """`places`: the chats in which a mark was ever written, `words_by_mark`: what stands there
    with it in the end, `ids`: the private chats of officers, by name."""

    def __init__(self, town: Town, chronicle: Chronicle) -> None:
        self._account = town.account
        self.ids = {person.name: person.id for person in town.officers}
        self.places: dict[str, set[int]] = {}
        self.words_by_mark: dict[str, list[str]] = {}
        self._answers: dict[tuple[int, int], str] = {}
        for one in chronicle.written:
            for mark in marks_in(one.content[0]):
                self.places.setdefault(mark, set()).add(one.chat)
        world = town.telegram.world
        for chat in (*world.private.values(), *world.chats.values()):
            self._read(chat)

    def refuses(self, said: Said) -> bool:
        """Whether the sender was told, in answer to it, that it went nowhere."""
        assert said.bubble is not None
        answer = self._answers.get((said.bubble.chat.id, said.bubble.id), "")
        return said.voice is Voice.OFFICER and (
            "Your words were not passed on" in answer
            or "This went to nobody" in answer
            or "Nothing has gone out yet" in answer
            or "so this went to nobody yet" in answer
        )

    def _read(self, chat: Chat) -> None:
        for message in chat.messages.values():
            if message.sender is not self._account:
                continue
            for mark in marks_in(message.text):
                self.words_by_mark.setdefault(mark, []).append(message.text)
            if message.reply_to:
                self._answers[chat.id, message.reply_to.id] = message.text
