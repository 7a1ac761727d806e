// Menus and dialogs, which the keyboard opens, walks through and closes.
import { button, el } from "./dom.js";
import { t } from "./words.js";

/** `items`: {label, act, mark} or null for what doesn't apply. */
export function openMenu(anchor, label, items) {
  document.querySelectorAll(".menu").forEach((old) => old.remove());
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label, popover: "auto" },
    items.filter(Boolean).map((item) => el("button", {
      type: "button", role: item.checked === undefined ? "menuitem" : "menuitemcheckbox", class: "item",
      "aria-checked": item.checked === undefined ? undefined : String(item.checked), title: item.hint,
      onclick: () => { menu.hidePopover(); item.act(); },
    }, el("span", {}, item.label), item.mark ? el("span", { class: "badge" }, item.mark) : null)));
  menu.addEventListener("keydown", (event) => walk(event, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (inside && anchor.isConnected) anchor.focus();
  });
  document.body.append(menu);
  menu.showPopover();
  beside(menu, anchor.getBoundingClientRect());
  menu.querySelector("button")?.focus();
}

function walk(event, menu) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (goal === undefined) return;
  event.preventDefault();
  items.at(goal % items.length).focus();
}

function beside(menu, place) {
  const left = Math.min(place.left, innerWidth - menu.offsetWidth - 8);
  const below = place.bottom + 4;
  const top = below + menu.offsetHeight > innerHeight - 8 ? Math.max(8, place.top - menu.offsetHeight - 4) : below;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${top}px`;
}

let forms = 0;

/** Asks for what the fields name; null when nobody says. A field has a name, a label, and a value
 * or choices ([value, label]). */
export function ask(title, fields, okay) {
  return new Promise((answer) => {
    forms += 1;
    const heading = `dialog-${forms}`;
    const rows = fields.map((field) => el("label", {}, el("span", {}, field.label), control(field)));
    const form = el("form", { method: "dialog" }, el("h2", { id: heading }, title), rows,
      el("div", { class: "ends" },
        button(t("cancel"), () => dialog.close(), { class: "quiet" }),
        el("button", { type: "submit", class: "primary", value: "ok" }, okay)));
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": heading }, form);
    dialog.addEventListener("close", () => {
      const given = dialog.returnValue === "ok" ? Object.fromEntries(new FormData(form)) : null;
      dialog.remove();
      answer(given);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function control({ name, value, choices, type, longest = 64 }) {
  if (type === "lines") return el("textarea", { name, rows: 4, required: true });
  if (!choices) return el("input", { name, value, type: type || "text", required: true, maxlength: longest, step: "any", autocomplete: "off" });
  return el("select", { name }, choices.map(([key, label]) => el("option", { value: key }, label)));
}

/** Something one has to take note of, as Telegram's alerts. */
export function alertOn(where, text) {
  const before = document.activeElement;
  const dialog = el("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text });
  const close = () => { dialog.remove(); before?.focus?.(); };
  const okay = button(t("ok"), close, { class: "primary" });
  dialog.append(el("p", { dir: "auto" }, text), okay);
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
  where.append(dialog);
  okay.focus();
}
