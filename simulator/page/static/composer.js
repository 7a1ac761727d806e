// Where a person writes: words, replies, edits, commands, files.
import * as api from "./api.js";
import { button, drawn, el, fill, iconButton } from "./dom.js";
import { ask, openMenu } from "./popups.js";
import { store } from "./store.js";
import { t } from "./words.js";

const TYPING = 3000;
const SPOT = { latitude: "41.7259", longitude: "86.1746" };

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.target = null; // {message, edit}
    this.typed = 0;
    this.composing = false; // with an input method, as Chinese is written
    this.root = el("div", { class: "composer" });
  }

  draw() {
    this.stale = this.composing;
    if (this.composing) return; // Pinyin that becomes a word must stay where it is.
    const gate = this.gate();
    this.field = null;
    if (gate) {
      fill(this.root, el("div", { class: "gate" }, gate));
      return;
    }
    this.field = el("textarea", {
      rows: 1, dir: "auto", placeholder: this.hint || t("write"), "aria-label": `${t("write")} (${this.phone.name})`,
      onkeydown: (event) => this.key(event), oninput: () => this.grow(),
      oncompositionstart: () => { this.composing = true; }, oncompositionend: () => this.composed(),
    });
    fill(this.root, this.bar(), this.suggestions(), el("form", { class: "line", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      iconButton(drawn("clip"), t("attach"), (event) => this.attach(event.currentTarget)),
      this.field,
      this.commands().length ? iconButton(drawn("slash"), t("commands"), (event) => this.offer(event.currentTarget)) : null,
      el("button", { type: "submit", class: "icon send", title: t("send"), "aria-label": t("send") }, drawn("send"))),
    this.keyboard());
  }

  /** With what is being written, and where. */
  redraw() {
    const before = this.field;
    const had = this.root.contains(document.activeElement);
    this.draw();
    if (before && this.field && before !== this.field) {
      this.field.value = before.value;
      this.field.setSelectionRange(before.selectionStart, before.selectionEnd);
      this.fit();
    }
    if (had) this.focus();
  }

  composed() {
    this.composing = false;
    if (this.stale) this.redraw();
  }

  /** What stands in place of the field where one can't write. */
  gate() {
    const { phone } = this;
    const chat = store.chat(phone.chat);
    if (chat.kind === "private") {
      if (chat.blocked) return button(t("unblock"), () => phone.do("unblock"), { class: "primary wide" });
      if (!chat.started) return button(t("start"), () => phone.do("start"), { class: "primary wide" });
      return null;
    }
    const member = store.member(phone.chat, phone.person);
    if (!member) return button(t("join"), () => phone.do("join"), { class: "primary wide" });
    return member.writes ? null : el("p", { class: "small" }, t("muted"));
  }

  bar() {
    if (!this.target) return null;
    const { message, edit } = this.target;
    const title = edit ? t("editing") : t("replying", { name: message.sender.name });
    return el("div", { class: "target" }, el("span", { class: "lines" }, el("b", {}, title), el("span", { class: "cut small" }, message.text || t(message.kind in message ? message.kind : "messages"))),
      iconButton(drawn("close"), t("cancel"), () => this.aim(null)));
  }

  aim(target, hint = "") {
    const words = this.field?.value || "";
    this.target = target;
    this.hint = hint;
    this.draw();
    if (!this.field || this.composing) return;
    this.field.value = target?.edit ? target.message.text : words;
    this.grow();
  }

  focus() {
    (this.field || this.root.querySelector("button"))?.focus();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.target) {
      event.stopPropagation();
      this.aim(null);
      this.focus();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      event.preventDefault();
      this.phone.walk(-1);
    }
  }

  grow() {
    this.fit();
    if (this.field.value && Date.now() - this.typed > TYPING) {
      this.typed = Date.now();
      this.phone.do("types");
    }
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
    const list = this.root.querySelector(".suggestions");
    list?.replaceWith(this.suggestions());
  }

  async send() {
    const text = this.field.value;
    if (!text.trim()) return;
    const { target } = this;
    this.field.value = "";
    this.aim(null);
    this.focus();
    this.phone.scrollDown();
    const place = target && { message: target.message.id, ...this.phone.placeOf(target.message) };
    const [what, more] = target ? [target.edit ? "edit" : "reply", place] : ["write", { topic: this.phone.topic }];
    if (await this.phone.do(what, { ...more, text }) || this.field?.value) return;
    this.aim(target); // It wasn't sent: nobody has to write it twice.
    this.fill(text);
  }

  fill(text) {
    if (!this.field) return;
    this.field.value = text;
    this.fit();
  }

  /** What another composer had in hand. */
  takeOver({ target, hint, field }) {
    if (target) this.aim(target, hint);
    if (field?.value) this.fill(field.value);
  }

  commands() {
    const person = store.person(this.phone.person);
    return person.commands[store.chat(this.phone.chat).kind === "private" ? "private" : "group"];
  }

  offer(anchor) {
    openMenu(anchor, t("commands"), this.commands().map(({ command, description }) => ({
      label: `/${command} — ${description}`, act: () => this.complete(command),
    })));
  }

  complete(command) {
    this.field.value = `/${command} `;
    this.grow();
    this.focus();
  }

  /** Commands that begin as what was typed does. */
  suggestions() {
    const typed = this.field?.value || "";
    const fits = /^\/\w*$/.test(typed) ? this.commands().filter(({ command }) => command.startsWith(typed.slice(1))) : [];
    return el("ul", { class: "suggestions", hidden: !fits.length, "aria-label": t("commands") },
      fits.map(({ command, description }) => el("li", {}, el("button", { type: "button", onclick: () => this.complete(command) },
        el("b", {}, `/${command}`), el("span", { class: "cut small" }, description)))));
  }

  /** The bot's own keyboard, in place of the usual one. */
  keyboard() {
    const last = this.phone.replyKeyboard();
    if (!last) return null;
    const press = async (label) => {
      if (last.answer.once) this.phone.dismissed.add(last.id);
      await this.phone.do("tap", { message: last.id, label });
      this.draw();
    };
    return el("div", { class: "own-keyboard" }, last.answer.keyboard.map((row) =>
      el("div", { class: "row" }, row.map((label) => button(label, () => press(label))))));
  }

  attach(anchor) {
    const where = () => {
      const reply = this.target && !this.target.edit ? { message: this.target.message.id } : {};
      const deed = { ...this.phone.deed(), topic: this.phone.topic, ...reply };
      this.aim(null);
      return deed;
    };
    const send = (kind) => api.sample({ ...where(), kind });
    openMenu(anchor, t("attach"), [
      { label: t("photo_disk"), act: () => choose("image/*", (files) => api.upload({ ...where(), kind: "photo" }, files)) },
      { label: t("file_disk"), act: () => choose("", (files) => api.upload({ ...where(), kind: "document" }, files)) },
      { label: t("photo_sample"), act: () => send("photo") },
      { label: t("album_sample"), act: () => send("album") },
      { label: t("voice_sample"), act: () => send("voice") },
      { label: t("place"), act: () => this.sendPlace(where()) },
      { label: t("new_poll"), act: () => this.sendPoll(where()) },
    ]);
  }

  async sendPlace(where) {
    const given = await ask(t("place_title"), ["latitude", "longitude"].map((name) => (
      { name, label: t(name), value: SPOT[name], type: "number" })), t("place_ok"));
    if (!given) return;
    const [latitude, longitude] = [Number(given.latitude), Number(given.longitude)];
    await api.act({ ...where, do: "locate", latitude, longitude });
  }

  async sendPoll(where) {
    const given = await ask(t("new_poll_title"), [
      { name: "question", label: t("question"), longest: 300 }, { name: "options", label: t("options"), type: "lines" },
    ], t("send"));
    if (!given) return;
    const options = given.options.split("\n").map((line) => line.trim()).filter(Boolean);
    await api.act({ ...where, do: "ask", question: given.question, options });
  }
}

function choose(accept, then) {
  const input = el("input", { type: "file", accept, multiple: true, class: "chooser", "aria-hidden": "true", tabindex: "-1" });
  input.onchange = () => { if (input.files.length) then([...input.files].slice(0, 10)); input.remove(); };
  input.oncancel = () => input.remove();
  document.body.append(input);
  input.click();
}
