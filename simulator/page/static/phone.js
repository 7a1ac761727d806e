// One phone: one person's view of one chat at a time.
import * as api from "./api.js";
import { avatar, drawn, el, fill, iconButton } from "./dom.js";
import { bubble, keyOf } from "./bubble.js";
import { chatMenu, chatsMenu, messageMenu } from "./chatmenus.js";
import { Composer } from "./composer.js";
import { alertOn } from "./popups.js";
import { store } from "./store.js";
import { dayOf } from "./times.js";
import { t } from "./words.js";

const NEAR = 80; // pixels from the end, within which new messages scroll into view
const TOAST = 4000;
const TYPING = 4000;
let made = 0;

export class Phone {
  constructor(person, chat, onclose) {
    made += 1;
    this.heading = `phone-${made}`;
    this.person = person;
    this.chat = chat;
    this.topic = "";
    this.dismissed = new Set();
    this.elements = new Map();
    this.newer = 0;
    this.follows_end = true;
    this.top = 0;
    this.tapped = 0; // when, so that the answer is shown where one tapped
    this.composer = new Composer(this);
    this.log = el("div", { class: "log", role: "log", tabindex: "0", "aria-live": "off", onscroll: () => this.scrolled(), onwheel: (event) => this.pulled(event.deltaY), ontouchmove: () => this.pulled(-1), onkeydown: (event) => this.key(event) });
    this.owner = el("header", { class: "owner" });
    this.head = el("div", { class: "head" });
    this.extra = el("div", { class: "extra" });
    this.down = el("button", { type: "button", class: "down", hidden: true, onclick: () => this.scrollDown() });
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.onclose = onclose;
    this.root = el("section", { class: "phone", "aria-labelledby": this.heading, "data-person": person, onfocusin: () => this.activate() },
      this.owner, this.head, this.extra, el("div", { class: "screen" }, this.log, this.down, this.toasts), this.composer.root);
    this.draw();
  }

  get name() {
    return store.person(this.person)?.name || "";
  }

  get title() {
    return store.titleOf(store.chat(this.chat));
  }

  /** Only the phone that one uses speaks to a screen reader. */
  activate() {
    document.querySelectorAll(".phone.active").forEach((other) => {
      other.classList.remove("active");
      other.querySelector(".log").setAttribute("aria-live", "off");
    });
    this.root.classList.add("active");
    this.log.setAttribute("aria-live", "polite");
  }

  /** In the place of a phone that showed the same. */
  takeOver(other) {
    this.show(this.chat, other.topic);
    this.composer.takeOver(other.composer);
  }

  show(chat, topic = "") {
    if (chat === this.chat && topic === this.topic) return;
    if (chat !== this.chat) this.composer.target = null;
    this.chat = chat;
    this.topic = topic;
    this.draw();
  }

  draw() {
    store.unread.delete(`${this.person} ${this.chat}`);
    this.root.dataset.chat = this.chat;
    this.drawHead();
    this.drawLog();
    this.composer.hint = "";
    this.composer.draw();
    this.scrollDown();
  }

  drawHead() {
    const chat = store.chat(this.chat);
    const person = store.person(this.person);
    const unread = this.unread();
    fill(this.owner, avatar(person.name, person.id), el("h2", { id: this.heading, "aria-label": t("phone_of", { name: this.name, chat: this.title }) }, person.name),
      el("span", { class: "role" }, person.role),
      iconButton(drawn("close"), t("close_phone", { name: this.name }), () => this.onclose(this)));
    const list = iconButton(drawn("menu"), unread ? `${t("chats", { name: this.name })}, ${t("unread", { n: unread })}` : t("chats", { name: this.name }), (event) => chatsMenu(this, event.currentTarget));
    if (unread) list.append(el("span", { class: "badge" }, String(unread)));
    this.subtitle = el("span", { class: "cut small" }, this.about(chat));
    fill(this.head, list, avatar(this.title, chat.kind === "private" ? store.state.bot.id : chat.id),
      el("span", { class: "lines" }, el("b", { class: "cut" }, this.title), this.subtitle),
      iconButton(drawn("more"), t("chat_menu"), (event) => chatMenu(this, event.currentTarget)));
    fill(this.extra, this.topics(chat), this.pinned(chat));
    this.log.setAttribute("aria-label", `${t("messages")}: ${this.title} (${this.name})`);
  }

  about(chat) {
    if (chat.kind !== "private") {
      const members = t("members", { n: chat.members.length });
      return chat.kind === "supergroup" ? `${t("supergroup")} · ${members}` : members;
    }
    if (chat.blocked) return t("blocked");
    return chat.started ? t("bot") : t("not_started");
  }

  topics(chat) {
    if (!chat.forum) return null;
    const all = [{ id: "", name: t("all_topics") }, ...chat.topics];
    return el("div", { class: "topics", role: "group", "aria-label": t("all_topics") }, all.map((topic) => el("button", {
      type: "button", "aria-pressed": String(topic.id === this.topic), onclick: () => this.show(this.chat, topic.id),
    }, topic.name)));
  }

  pinned(chat) {
    const id = chat.pinned.at(-1);
    const message = id && chat.messages.get(id);
    if (!message) return null;
    return el("button", { type: "button", class: "pinned", onclick: () => this.reveal(keyOf(message)) },
      drawn("pin"), el("span", { class: "lines" }, el("b", {}, t("pinned")), el("span", { class: "cut small" }, message.text)));
  }

  unread() {
    let sum = 0;
    for (const chat of store.chatsOf(this.person)) sum += store.unread.get(`${this.person} ${chat.id}`) || 0;
    return sum;
  }

  drawLog() {
    this.elements.clear();
    this.last = null;
    this.log.replaceChildren();
    for (const message of store.seen(this.chat, this.person)) this.put(message);
  }

  /** Adds a message, or draws it anew where it stands. */
  put(message) {
    if (this.topic && (message.thread || "") !== this.topic) return;
    const key = keyOf(message);
    const known = this.elements.get(key);
    if (message.deleted) {
      known?.element.remove();
      this.elements.delete(key);
      return;
    }
    const group = known ? known.messages.filter((one) => one.id !== message.id).concat(message) : [message];
    group.sort((a, b) => Number(a.id) - Number(b.id));
    const follows = known ? known.follows : this.follows(message);
    const element = bubble(group, this, follows);
    if (known) known.element.replaceWith(element);
    else this.append(message, element);
    this.elements.set(key, { element, messages: group, follows });
  }

  append(message, element) {
    const day = dayOf(message.date);
    if (day !== this.day || !this.last) this.log.append(el("p", { class: "service day" }, el("span", {}, day)));
    this.day = day;
    this.log.append(element);
    this.last = message;
  }

  follows(message) {
    const { last } = this;
    return Boolean(last && !last.service && !last.buttons && last.sender.id === message.sender.id && message.date - last.date < 300);
  }

  /** A message came, or changed, while the phone shows its chat. */
  receive(message, isNew) {
    const own = message.sender.id === this.person;
    this.put(message);
    if (this.follows_end || own) this.scrollDown();
    else if (isNew) this.showNewer(this.newer + 1);
    if (isNew) this.asked(message);
    if (message.answer) this.composer.redraw();
  }

  isMeant(message) {
    return message.answer && (!message.answer.to || message.answer.to.includes(this.person));
  }

  /** ForceReply: the app opens the reply for whoever is meant. */
  asked(message) {
    if (this.isMeant(message) && message.answer.force && message.sender.id !== this.person) {
      this.composer.aim({ message }, message.answer.hint || t("answer_asked"));
    }
  }

  replyKeyboard() {
    const shown = store.seen(this.chat, this.person).filter((one) => this.isMeant(one) && (one.answer.keyboard.length || one.answer.remove));
    const last = shown.at(-1);
    return last && !last.answer.remove && !this.dismissed.has(last.id) ? last : null;
  }

  scrolled() {
    const room = this.log.scrollHeight - this.log.clientHeight;
    const rest = room - this.log.scrollTop;
    if (rest < NEAR) this.follows_end = true;
    else if (this.log.scrollTop < this.top && room === this.room) this.follows_end = false; // Nothing else moved it.
    this.top = this.log.scrollTop;
    this.room = room;
    if (rest < NEAR && !this.down.hidden) this.showNewer(0);
    else if (rest > 400 && this.down.hidden) this.showNewer(this.newer, true);
  }

  pulled(direction) {
    if (direction < 0) this.follows_end = false;
  }

  showNewer(count, always = false) {
    this.newer = count;
    this.down.hidden = !count && !always;
    this.down.setAttribute("aria-label", count ? `${t("down")}, ${t("unread", { n: count })}` : t("down"));
    fill(this.down, drawn("down"), count ? el("span", { class: "badge" }, String(count)) : null);
  }

  /** And again for a few frames, until what came into view has got its true height. */
  scrollDown(frames = 8) {
    if (frames === 8) this.showNewer(0);
    this.follows_end = true;
    this.log.scrollTop = this.log.scrollHeight;
    if (frames) requestAnimationFrame(() => this.follows_end && this.scrollDown(frames - 1));
  }

  reveal(key) {
    const element = this.elements.get(key)?.element;
    if (!element) return;
    this.follows_end = false;
    element.scrollIntoView({ block: "center" });
    element.classList.add("shown");
    setTimeout(() => element.classList.remove("shown"), 1600);
    element.focus({ preventScroll: true });
  }

  /** Up and down through the messages. */
  walk(step) {
    const all = [...this.log.querySelectorAll(".message")];
    const at = all.indexOf(this.log.querySelector(".message:focus"));
    const next = at < 0 ? all.at(-1) : all[at + step];
    if (next) next.focus();
    else if (step > 0) this.composer.focus();
  }

  key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const on = event.target.closest(".message");
    if (step && event.target.closest(".message, .log") === event.target) {
      event.preventDefault();
      this.walk(step);
    } else if (on === event.target && ["Enter", " ", "ContextMenu"].includes(event.key)) {
      event.preventDefault();
      const [message] = this.elements.get(on.dataset.key).messages;
      this.menuOf(message, on);
    }
  }

  menuOf(message, anchor) {
    messageMenu(this, message, anchor);
  }

  deed() {
    return { person: this.person, chat: this.chat };
  }

  /** A message from before the upgrade is named with the chat that it was in. */
  placeOf(message) {
    return message.chat === this.chat ? {} : { old: message.chat };
  }

  async do(what, more = {}) {
    return api.act({ ...this.deed(), do: what, ...more });
  }

  async tap(message, { text, url }) {
    this.tapped = performance.now();
    const made = await this.do("tap", { message: message.id, ...this.placeOf(message), label: text });
    if (made?.opened) this.open(made.opened);
    else if (made && url) this.toast(t("opens", { url }));
  }

  async follow(url) {
    const made = await this.do("follow", { url });
    if (made?.opened) this.open(made.opened);
  }

  /** A link into the private chat: on this person's other phone, if that shows it. */
  open(chat) {
    const other = document.querySelector(`.phone[data-person="${this.person}"][data-chat="${chat}"]`);
    if (!other) this.show(chat);
    (other || this.root).scrollIntoView({ inline: "nearest", block: "nearest" });
    (other || this.root).querySelector("textarea, .gate button")?.focus();
  }

  toast(text) {
    const line = el("p", { class: "toast", dir: "auto" }, text);
    this.toasts.append(line);
    setTimeout(() => line.remove(), TOAST);
  }

  /** An answer may be words, or a link that the app follows. */
  answered({ text, alert, url }) {
    if (url) this.follow(url);
    if (!text) return;
    if (alert) alertOn(this.root, text);
    else this.toast(text);
  }

  typing(name) {
    this.subtitle.textContent = t("typing", { name });
    this.subtitle.classList.add("busy");
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.drawHead(), TYPING);
  }
}
