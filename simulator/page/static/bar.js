// The bar on top: the clock, the bot's process, trouble, the page's language.
import * as api from "./api.js";
import { button, drawn, el, fill, iconButton } from "./dom.js";
import { openMenu } from "./popups.js";
import { store } from "./store.js";
import { dayOf, exactTimeOf, now, speed } from "./times.js";
import { LANGUAGES, language, t } from "./words.js";

const FAST = 60;
const KINDS = ["429", "502", "silence"];

export class Bar {
  constructor(root, onlanguage) {
    this.root = root;
    this.onlanguage = onlanguage;
  }

  draw() {
    this.time = el("time", { class: "clock-time" });
    this.day = el("span", { class: "small" });
    this.process = el("div", { class: "process", role: "status" });
    this.killing = el("span", {});
    const choice = el("select", { "aria-label": t("language"), onchange: (event) => this.onlanguage(event.target.value) },
      Object.entries(LANGUAGES).map(([key, name]) => el("option", { value: key, selected: key === language() }, name)));
    fill(this.root,
      el("div", { class: "brand" }, el("img", { src: "/static/icon.svg", alt: "", width: 30, height: 30 }), el("div", { class: "lines" }, el("h1", {}, "Doorstep"), el("span", { class: "small" }, t("tagline")))),
      el("div", { class: "clock", role: "group", "aria-label": t("clock") },
        el("div", { class: "lines" }, this.time, this.day),
        (this.pausing = iconButton("", t("pause"), () => api.clock({ speed: speed() ? 0 : 1 }))),
        (this.racing = button(t("fast"), () => api.clock({ speed: speed() === FAST ? 1 : FAST }), { title: t("fast_long"), "aria-pressed": "false", class: "chip" })),
        button(t("ten"), () => api.clock({ jump: 600 }), { title: t("ten_long"), class: "chip" }),
        button(t("hour"), () => api.clock({ jump: 3600 }), { title: t("hour_long"), class: "chip" }),
        button(t("shift"), () => api.clock({ to: "shift" }), { title: t("shift_long"), class: "chip" })),
      el("div", { class: "machine" }, this.process, this.killing,
        (this.troubles = el("button", { type: "button", class: "chip", "aria-haspopup": "menu", onclick: (event) => this.trouble(event.currentTarget) }, drawn("bolt"), t("trouble")))),
      choice);
    this.drawBot();
    this.drawTrouble();
    this.drawClock();
    this.tick();
  }

  drawClock() {
    const still = speed() === 0;
    this.pausing.replaceChildren(drawn(still ? "play" : "pause"));
    this.pausing.setAttribute("aria-label", t(still ? "run" : "pause"));
    this.pausing.title = t(still ? "run" : "pause");
    this.racing.setAttribute("aria-pressed", String(speed() === FAST));
  }

  drawBot() {
    const { state, waiting } = store.state.bot;
    const words = state === "stopped" && waiting ? `${t("bot_stopped")} · ${t("bot_waiting", { n: waiting })}` : t(`bot_${state}`);
    if (this.process.textContent !== words) fill(this.process, el("span", { class: `dot ${state}`, "aria-hidden": "true" }), words);
    this.process.firstChild.className = `dot ${state}`;
    const what = state === "stopped" ? "start" : "kill";
    if (this.killing.dataset.what === `${what} ${state}`) return;
    this.killing.dataset.what = `${what} ${state}`;
    const had = this.killing.contains(document.activeElement);
    fill(this.killing, button(t(what === "start" ? "start_bot" : "kill"), () => api.bot(what), { class: what === "start" ? "chip primary" : "chip", disabled: state === "starting" }));
    if (had) this.killing.firstChild.focus();
  }

  drawTrouble() {
    const on = store.state.trouble.length + this.blocked().length;
    this.troubles.classList.toggle("on", on > 0);
    fill(this.troubles, drawn("bolt"), t("trouble"), on ? el("span", { class: "badge" }, String(on)) : null);
  }

  blocked() {
    return [...store.people.values()].filter((person) => person.staff && store.chat(`p${person.id}`)?.blocked);
  }

  trouble(anchor) {
    const { trouble } = store.state;
    const staff = [...store.people.values()].filter((person) => person.staff);
    openMenu(anchor, t("trouble"), [
      ...KINDS.map((kind) => ({
        label: t(`trouble_${kind}`), checked: trouble.includes(kind), act: () => api.trouble(kind, !trouble.includes(kind)),
      })),
      ...staff.map((person) => {
        const chat = `p${person.id}`;
        const is = store.chat(chat).blocked;
        return {
          label: t("trouble_blocked", { name: person.name }), checked: is,
          act: () => api.act({ person: person.id, chat, do: is ? "unblock" : "block" }),
        };
      }),
    ]);
  }

  tick() {
    const at = now();
    this.time.textContent = exactTimeOf(at);
    const still = { 0: t("stands"), 1: dayOf(at) }[speed()] || `${dayOf(at)} · ${t("speed", { n: speed() })}`;
    if (this.day.textContent !== still) this.day.textContent = still;
  }
}
