// The phones side by side, and the tabs that lead to them on a narrow screen.
import * as api from "./api.js";
import { avatar, drawn, el, fill } from "./dom.js";
import { Phone } from "./phone.js";
import { ask } from "./popups.js";
import { store } from "./store.js";
import { t } from "./words.js";

export class Phones {
  constructor(root, tabs) {
    this.root = root;
    this.tabs = tabs;
    this.all = [];
    this.counted = new Set(); // whose unread messages are to be shown anew
    this.waiting = 0;
  }

  /** As the street has them, or as they were while it was away for a moment. */
  draw(keep) {
    const shown = keep && this.all.length
      ? this.all.map((old) => ({ person: old.person, chat: old.chat, old }))
      : store.state.phones;
    const fresh = store.state.phones.filter((each) => !shown.some((one) => one.person === each.person && one.chat === each.chat));
    this.all = [...shown, ...(keep ? fresh.slice(-1) : [])]
      .filter(({ person, chat }) => store.person(person) && store.chat(chat))
      .map(({ person, chat, old }) => {
        const phone = this.make(person, chat);
        if (old) phone.takeOver(old);
        return phone;
      });
    this.arrange();
  }

  make(person, chat) {
    return new Phone(person, chat, (phone) => this.close(phone));
  }

  arrange() {
    this.more = el("button", { type: "button", class: "more-phones", onclick: () => this.add() }, drawn("plus"), t("add"));
    fill(this.root, this.all.map((phone) => phone.root), el("div", { class: "adding" }, this.more));
    for (const phone of this.all) phone.scrollDown();
    this.drawTabs();
  }

  drawTabs() {
    this.tabs.setAttribute("aria-label", t("tabs"));
    const record = el("button", { type: "button", onclick: () => document.getElementById("panel").scrollIntoView({ inline: "start" }) }, drawn("file"), el("span", {}, t("record")));
    fill(this.tabs, this.all.map((phone) => {
      const unread = phone.unread();
      return el("button", { type: "button", onclick: () => this.bring(phone, true) }, avatar(phone.name, phone.person),
        el("span", {}, phone.name, el("span", { class: "small cut" }, phone.title)), unread ? el("span", { class: "badge" }, String(unread)) : null);
    }), record);
  }

  bring(phone, at_once = false) {
    const calm = at_once || matchMedia("(prefers-reduced-motion: reduce)").matches;
    phone.root.scrollIntoView({ inline: "nearest", block: "nearest", behavior: calm ? "instant" : "smooth" });
  }

  /** The phone on which that person has that chat: one of theirs is turned to it, or a new one. */
  find(person, chat) {
    const own = this.all.filter((phone) => phone.person === person);
    const right = own.find((phone) => phone.chat === chat);
    if (right) return right;
    if (own.length === 1) {
      own[0].show(chat);
      this.drawTabs();
      return own[0];
    }
    return this.put(person, chat);
  }

  put(person, chat) {
    const phone = this.make(person, chat);
    this.all.push(phone);
    this.arrange();
    this.bring(phone, true);
    return phone;
  }

  close(phone) {
    this.all = this.all.filter((one) => one !== phone);
    this.arrange();
    (this.all[0]?.composer || { focus: () => this.more.focus() }).focus();
  }

  message(message, isNew) {
    const chat = store.chat(message.chat);
    const shows = (phone) => phone.chat === message.chat || store.chat(phone.chat)?.upgraded_from === message.chat;
    const readers = new Set();
    for (const phone of this.all) {
      if (!shows(phone) || (message.only && message.only !== phone.person)) continue;
      readers.add(phone.person);
      phone.receive(message, isNew);
    }
    if (!isNew || message.service) return;
    for (const person of store.people.keys()) {
      const isTheirs = chat.kind === "private" ? chat.person === person : store.isIn(chat.id, person);
      if (!isTheirs || readers.has(person) || message.sender.id === person || (message.only && message.only !== person)) continue;
      const key = `${person} ${chat.id}`;
      store.unread.set(key, (store.unread.get(key) || 0) + 1);
      this.counted.add(person);
    }
    this.showUnread();
  }

  /** Once a frame, however many messages come. */
  showUnread() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      for (const phone of this.all) if (this.counted.has(phone.person)) phone.drawHead();
      this.counted.clear();
      this.drawTabs();
    });
  }

  chat(chat) {
    for (const phone of this.all) {
      if (chat.upgraded_to && phone.chat === chat.id && store.chat(chat.upgraded_to)) phone.show(chat.upgraded_to);
      else if (phone.chat === chat.id) this.redraw(phone);
    }
  }

  redraw(phone) {
    phone.drawHead();
    phone.composer.redraw();
  }

  typing({ chat, by, name }) {
    for (const phone of this.all) if (phone.chat === chat && phone.person !== by) phone.typing(name);
  }

  answer(answer) {
    const own = this.all.filter((phone) => phone.person === answer.person);
    const privately = (phone) => Number(phone.chat.startsWith("p"));
    own.sort((a, b) => b.tapped - a.tapped || privately(b) - privately(a))[0]?.answered(answer);
  }

  async add() {
    const what = await ask(t("add_title"), [{
      name: "what", label: t("add_title"),
      choices: [["person", t("add_person")], ["resident", t("add_resident")], ["officer", t("add_officer")], ["grid", t("add_grid")], ["forum", t("add_forum")]],
    }], t("ok"));
    if (!what) return;
    if (what.what === "person") await this.addPhone();
    else {
      const given = await ask(t(`add_${what.what}`), [{ name: "name", label: t("name") }], t("add_ok"));
      if (given) await api.add(what.what, given.name);
    }
  }

  async addPhone() {
    const people = [...store.people.values()].map((person) => [person.id, `${person.name} · ${person.role}`]);
    const whose = await ask(t("add_person"), [{ name: "person", label: t("add_whose"), choices: people }], t("ok"));
    if (!whose) return;
    const chats = store.chatsOf(whose.person).map((chat) => [chat.id, chat.kind === "private" ? t("with_bot") : chat.title]);
    const which = await ask(t("add_person"), [{ name: "chat", label: t("add_chat"), choices: chats }], t("add_ok"));
    if (which) this.put(whose.person, which.chat).composer.focus();
  }
}
