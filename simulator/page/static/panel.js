// The record beside the phones: cases, what falls due, who is on duty.
import { el, fill } from "./dom.js";
import { now, span, timeOf } from "./times.js";
import { t } from "./words.js";

export class Panel {
  constructor(root) {
    this.root = root;
    this.open = new Map(); // by number, whether a case's story is unfolded
  }

  draw(record) {
    const [newest] = record.cases;
    fill(this.root,
      el("h2", { id: "record" }, t("record")),
      section(t("shifts"), record.shifts.length ? el("ul", { class: "shifts" }, record.shifts.map(shift)) : quiet(t("no_shifts"))),
      section(t("deadlines"), record.deadlines.length ? el("ul", { class: "deadlines" }, record.deadlines.map(deadline)) : quiet(t("no_deadlines"))),
      section(t("cases"), record.cases.length ? record.cases.map((one) => this.case(one, one === newest)) : quiet(t("record_none"))));
    this.root.setAttribute("aria-labelledby", "record");
    this.tick();
  }

  case(one, isNewest) {
    const details = el("details", { open: this.open.get(one.number) ?? isNewest },
      el("summary", {}, t("story_of"), el("span", { class: "small" }, t("lines_more", { n: one.lines.length }))),
      el("ol", { class: "lines-of" }, one.lines.map(line)));
    details.addEventListener("toggle", () => this.open.set(one.number, details.open));
    return el("article", { class: "case", "aria-label": one.number, "data-number": one.number },
      el("h4", {}, el("span", { class: `dot ${one.color}`, "aria-hidden": "true" }), el("b", { class: "number" }, one.number), el("span", { class: `state ${one.color}` }, one.state)),
      el("p", { class: "title" }, one.title),
      el("ul", { class: "facts" }, one.facts.map((fact) => el("li", { dir: "auto" }, fact))),
      details);
  }

  /** What falls due comes nearer. */
  tick() {
    for (const left of this.root.querySelectorAll("[data-due]")) {
      const seconds = Number(left.dataset.due) - now();
      const words = seconds > 0 ? t("in_time", { time: span(seconds) }) : t("due_now");
      if (left.textContent !== words) left.textContent = words;
    }
  }
}

const section = (title, ...inside) => el("section", {}, el("h3", {}, title), inside);
const quiet = (text) => el("p", { class: "small" }, text);

function shift({ who, what, until }) {
  return el("li", {}, el("b", {}, who), el("span", {}, what), until ? el("span", { class: "small" }, t("until", { time: timeOf(until) })) : null);
}

function deadline({ due, what }) {
  return el("li", {}, el("span", {}, what), el("span", { class: "small" }, timeOf(due)), el("b", { "data-due": due }));
}

function line({ at, kind, who, what, words, delivery, state }) {
  const arrow = { in: "→", out: "←", event: "•" }[kind];
  return el("li", { class: kind },
    el("time", { class: "small" }, timeOf(at)),
    el("span", { class: "arrow", "aria-hidden": "true" }, arrow),
    el("div", {}, el("span", {}, who ? el("b", {}, who) : null, who ? " " : "", what, delivery ? el("span", { class: `delivery ${state}` }, delivery) : null),
      words ? el("p", { class: "cut small", dir: "auto" }, words) : null));
}
