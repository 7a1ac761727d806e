// One message on one phone.
import { colorOf, drawn, el, iconButton } from "./dom.js";
import { media, photo } from "./media.js";
import { store } from "./store.js";
import { marked } from "./text.js";
import { timeOf } from "./times.js";
import { t } from "./words.js";

/** `messages`: one, or all of an album. `phone` says who looks, and does what is tapped. */
export function bubble(messages, phone, follows) {
  const message = messages[0];
  if (message.service) return service(message);
  const own = message.sender.id === phone.person;
  const words = messages.find((one) => one.text) || message;
  const classes = ["message", own ? "own" : "other", follows ? "follows" : "", message.sender.bot ? "bot" : ""];
  return el("article", {
    class: classes.filter(Boolean).join(" "), tabindex: "-1", "data-key": keyOf(message),
    "aria-label": `${message.sender.name}, ${timeOf(message.date)}`,
  },
  el("div", { class: "balloon" },
    own || follows || message.chat.startsWith("p") ? null : el("b", { class: `name ${colorOf(message.sender.id)}` }, message.sender.name),
    message.only ? el("span", { class: "small" }, t("only_you", { name: store.person(message.only)?.name })) : null,
    message.forward ? el("span", { class: "forward" }, t("forwarded", { name: message.forward })) : null,
    message.reply ? quote(message, phone) : null,
    messages.length > 1 ? album(messages) : media(message, phone),
    words.text && !message.poll ? el("p", { class: "words", dir: "auto" }, marked(words.text, words.entities, (url) => phone.follow(url))) : null,
    foot(messages, own),
    iconButton("⋯", t("m_actions"), (event) => phone.menuOf(message, event.currentTarget), { class: "icon dots", tabindex: "-1" })),
  message.buttons ? keyboard(message, phone) : null);
}

export const keyOf = (message) => `${message.chat}/${message.album || message.id}`;

function foot(messages, own) {
  const message = messages[0];
  const liked = (message.reactions || []).length;
  return el("span", { class: "foot" },
    liked ? el("span", { class: "reactions" }, [...new Set(message.reactions)].join(""), liked > 1 ? String(liked) : "") : null,
    message.pinned ? drawn("pin") : null,
    messages.some((one) => one.edited) ? el("span", {}, t("edited")) : null,
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
    own ? el("span", { class: "tick", "aria-hidden": "true" }, "✓") : null);
}

function quote(message, phone) {
  const { id, name, text, kind } = message.reply;
  const words = text || (kind && kind !== "text" ? t(kind) : "…");
  const inside = [el("b", { class: colorOf(name) }, name), el("span", { class: "cut" }, words)];
  if (!id) return el("div", { class: "quote" }, inside);
  return el("button", { type: "button", class: "quote", tabindex: "-1", onclick: () => phone.reveal(`${message.chat}/${id}`) }, inside);
}

function album(messages) {
  return el("div", { class: "album" }, messages.map((one) => (one.file ? photo(one.file, one.text) : null)));
}

function keyboard(message, phone) {
  const rows = message.buttons.map((row) => el("div", { class: "row" }, row.map((each) => {
    const label = el("span", {}, each.text);
    const mark = each.url ? el("span", { class: "away", "aria-hidden": "true" }, "↗") : null;
    return el("button", { type: "button", "data-label": each.text, onclick: () => phone.tap(message, each) }, label, mark);
  })));
  return el("div", { class: "keyboard" }, rows);
}

function service(message) {
  const { people, words, pinned } = message.service;
  const name = people.join(", ");
  const said = {
    new_chat_members: () => t("s_joined", { name }),
    left_chat_member: () => t("s_left", { name }),
    pinned_message: () => t("s_pinned", { by: message.sender.name, words: short(pinned) }),
    migrate_to_chat_id: () => t("s_upgraded"),
    migrate_from_chat_id: () => t("s_upgraded"),
    forum_topic_created: () => t("s_topic", { words }),
    forum_topic_closed: () => t("s_closed"),
    forum_topic_reopened: () => t("s_reopened"),
    new_chat_title: () => t("s_title", { words }),
  };
  const text = (said[message.kind] || (() => t("s_other")))();
  return el("p", { class: "service", "data-key": keyOf(message) }, el("span", {}, text));
}

const short = (words) => (words.length > 40 ? `${words.slice(0, 39)}…` : words);
