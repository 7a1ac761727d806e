// The ready stories: start one, follow whose turn it is, take over.
import * as api from "./api.js";
import { button, el, fill } from "./dom.js";
import { store } from "./store.js";
import { t } from "./words.js";

export class Stories {
  constructor(root, phones) {
    this.root = root;
    this.phones = phones;
    this.caption = el("p", { class: "caption", role: "status" });
  }

  draw() {
    const { stories, playing } = store.state;
    document.body.dataset.playing = playing.key;
    const list = stories.map((story) => el("li", {}, el("button", {
      type: "button", class: "story", "aria-pressed": String(story.key === playing.key), title: story.about, "data-story": story.key,
      onclick: () => this.start(story),
    }, el("b", {}, story.title), el("span", { class: "small" }, story.about))));
    this.stop = button(t("stop"), () => this.end(), { class: "chip primary", hidden: !playing.key });
    const empty = el("li", {}, el("button", { type: "button", class: "story plain", title: t("new_street_long"), onclick: () => this.start(null) },
      el("b", {}, t("new_street")), el("span", { class: "small" }, t("new_street_long"))));
    this.root.setAttribute("aria-label", t("stories"));
    fill(this.root, el("ul", { class: "choice-of" }, list, empty), el("div", { class: "telling" }, this.caption, this.stop));
    if (playing.key && !this.caption.textContent) this.say(t("playing", { title: stories.find((one) => one.key === playing.key)?.title }));
  }

  say(words) {
    this.caption.textContent = words;
    this.root.classList.toggle("told", Boolean(words));
  }

  async start(story) {
    if (this.opening) return;
    this.opening = true;
    this.say(t("opening"));
    await api.story({ play: story?.key || "" });
    this.opening = false;
  }

  async end() {
    await api.story({ stop: true });
    this.say(t("taken"));
  }

  tell(playing) {
    store.state.playing = playing;
    document.body.dataset.playing = playing.key;
    if (playing.broken) this.say(t("broken"));
    clearTimeout(this.typing);
    for (const pressed of this.root.querySelectorAll(".story")) {
      pressed.setAttribute("aria-pressed", String(pressed.dataset.story === playing.key));
    }
    this.stop.hidden = !playing.key;
    document.querySelectorAll(".acting").forEach((one) => one.classList.remove("acting"));
  }

  /** Somebody is about to do something: show who, and what. */
  cue(cue) {
    if (cue.note) this.say(cue.note);
    document.querySelectorAll(".acting").forEach((one) => one.classList.remove("acting"));
    if (!cue.person) return;
    const phone = this.phones.find(cue.person, cue.chat);
    phone.root.classList.add("acting");
    this.phones.bring(phone);
    if (cue.act === "writes" || cue.act === "replies") this.type(phone, cue);
    if (cue.act === "taps") this.press(phone, cue);
  }

  press(phone, { chat, message, words, seconds }) {
    const found = phone.elements.get(`${chat}/${message}`)?.element;
    const pressed = [...(found?.querySelectorAll("[data-label]") || [])].find((one) => one.dataset.label === words);
    if (!pressed) return;
    pressed.scrollIntoView({ block: "nearest" });
    pressed.classList.add("pressing");
    setTimeout(() => pressed.classList.remove("pressing"), seconds * 1000 + 600);
  }

  /** Letter by letter into the field, as if by the person's own fingers. */
  type(phone, { words, seconds, message, chat }) {
    const target = message && store.chat(chat)?.messages.get(message);
    if (target && phone.composer.field) phone.composer.aim({ message: target });
    const letters = [...words];
    const until = performance.now() + seconds * 900;
    const began = performance.now();
    const step = () => {
      const { field } = phone.composer;
      if (!field) return;
      const part = Math.min(1, (performance.now() - began) / (until - began || 1));
      field.value = part < 1 ? letters.slice(0, Math.ceil(letters.length * part)).join("") : words;
      field.scrollTop = field.scrollHeight;
      if (part < 1) this.typing = setTimeout(step, 40);
      else this.typing = setTimeout(() => { phone.composer.field.value = ""; phone.composer.aim(null); }, seconds * 150 + 80);
    };
    clearTimeout(this.typing);
    step();
  }
}
