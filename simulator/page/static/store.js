// What the page knows of the street. Messages are kept by chat and id, in the order of time.

export class Store {
  constructor() {
    this.people = new Map();
    this.chats = new Map();
    this.unread = new Map(); // "person chat" → how many
    this.watchers = new Set();
  }

  load(state) {
    this.state = state;
    this.people = new Map(state.people.map((person) => [person.id, person]));
    this.chats = new Map();
    for (const chat of state.chats) this.chats.set(chat.id, { ...chat, messages: new Map() });
    for (const message of state.messages) this.keep(message);
    this.unread.clear();
  }

  /** Whether the message is a new one. */
  keep(message) {
    const chat = this.chats.get(message.chat);
    if (!chat) return false;
    const isNew = !chat.messages.has(message.id);
    if (message.deleted) chat.messages.delete(message.id);
    else chat.messages.set(message.id, message);
    return isNew && !message.deleted;
  }

  keepChat(chat) {
    const known = this.chats.get(chat.id);
    this.chats.set(chat.id, { ...chat, messages: known ? known.messages : new Map() });
  }

  person(id) {
    return this.people.get(id);
  }

  chat(id) {
    return this.chats.get(id);
  }

  /** What a person sees in a chat: also what was said before it became a supergroup. */
  seen(chatId, personId) {
    const chat = this.chats.get(chatId);
    const before = chat.upgraded_from ? [...this.chats.get(chat.upgraded_from).messages.values()] : [];
    const shown = (message) => !message.only || message.only === personId;
    return [...before, ...chat.messages.values()].filter(shown);
  }

  /** The chats in which a person is, and the groups they could join. */
  chatsOf(personId) {
    const own = [];
    for (const chat of this.chats.values()) {
      if (chat.kind === "private" ? chat.person === personId : !chat.upgraded_to) own.push(chat);
    }
    return own.sort((a, b) => (a.kind === "private") - (b.kind === "private"));
  }

  member(chatId, personId) {
    return (this.chat(chatId)?.members || []).find((member) => member.id === personId);
  }

  isIn(chatId, personId) {
    const chat = this.chat(chatId);
    return chat.kind === "private" ? chat.person === personId : Boolean(this.member(chatId, personId));
  }

  titleOf(chat) {
    return chat.kind === "private" ? this.state.bot.name : chat.title;
  }
}

export const store = new Store();
