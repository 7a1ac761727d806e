// What can be done with a chat, with a message, and which chats a person has.
import * as api from "./api.js";
import { ask, openMenu } from "./popups.js";
import { store } from "./store.js";
import { t } from "./words.js";

export function chatsMenu(phone, anchor) {
  openMenu(anchor, t("chats", { name: phone.name }), store.chatsOf(phone.person).map((chat) => ({
    label: store.titleOf(chat),
    mark: store.unread.get(`${phone.person} ${chat.id}`),
    act: () => phone.show(chat.id),
  })));
}

export function chatMenu(phone, anchor) {
  const chat = store.chat(phone.chat);
  const items = chat.kind === "private" ? ofPrivate(phone, chat) : ofGroup(phone, chat);
  openMenu(anchor, t("chat_menu"), items);
}

function ofPrivate(phone, chat) {
  if (!chat.started) return [{ label: t("start"), act: () => phone.do("start") }];
  return [
    { label: t("start"), act: () => phone.do("start") },
    chat.blocked
      ? { label: t("unblock"), act: () => phone.do("unblock") }
      : { label: t("block"), act: () => phone.do("block") },
  ];
}

function ofGroup(phone, chat) {
  const bot = store.member(chat.id, store.state.bot.id);
  const run = (what, more = {}) => api.group({ do: what, chat: chat.id, ...more });
  const { privacy } = store.state.bot;
  return [
    store.isIn(chat.id, phone.person)
      ? { label: t("leave"), act: () => phone.do("leave") }
      : { label: t("join"), act: () => phone.do("join") },
    bot && !bot.admin ? { label: t("promote"), act: () => run("promote") } : null,
    bot?.admin ? { label: t("demote"), act: () => run("demote") } : null,
    bot
      ? { label: t("remove_bot"), act: () => run("remove_bot") }
      : { label: t("add_bot"), act: () => run("add_bot") },
    { label: t(privacy ? "privacy_off" : "privacy_on"), hint: t("privacy_hint"), act: () => run("privacy", { on: !privacy }) },
    chat.kind === "group" && !chat.upgraded_to ? { label: t("upgrade"), act: () => run("upgrade") } : null,
    chat.kind === "supergroup" ? { label: t("topic"), act: () => openTopic(run) } : null,
  ];
}

async function openTopic(run) {
  const given = await ask(t("topic_title"), [{ name: "name", label: t("topic_name") }], t("add_ok"));
  if (given) await run("topic", { name: given.name });
}

export function messageMenu(phone, message, anchor) {
  const own = message.sender.id === phone.person;
  const place = { message: message.id, ...phone.placeOf(message) };
  const aim = (edit) => {
    phone.composer.aim({ message, edit });
    phone.composer.focus();
  };
  const words = message.text && !message.forward;
  openMenu(anchor, t("m_actions"), [
    { label: t("m_reply"), act: () => aim(false) },
    own && words ? { label: t("m_edit"), act: () => aim(true) } : null,
    { label: t("m_forward"), act: () => forward(phone, message, anchor) },
    { label: t("m_like"), act: () => phone.do("react", { ...place, emoji: "👍" }) },
    own ? { label: t("m_delete"), act: () => phone.do("delete", place) } : null,
  ]);
}

async function forward(phone, message) {
  const choices = store.chatsOf(phone.person)
    .filter((chat) => store.isIn(chat.id, phone.person))
    .map((chat) => [chat.id, store.titleOf(chat)]);
  const given = await ask(t("m_forward"), [{ name: "to", label: t("forward_to"), choices }], t("send"));
  if (given) await phone.do("forward", { message: message.id, ...phone.placeOf(message), to: given.to });
}
