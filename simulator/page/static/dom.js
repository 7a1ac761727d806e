// Elements made by hand: whatever anyone typed becomes a text node, and never markup.

export function el(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

export function button(label, onclick, given = {}) {
  return el("button", { type: "button", onclick, ...given }, label);
}

/** A button that shows a sign and says what it is for. */
export function iconButton(sign, label, onclick, given = {}) {
  const shown = el("span", { "aria-hidden": "true" }, sign);
  return el("button", { type: "button", class: "icon", title: label, "aria-label": label, onclick, ...given }, shown);
}

const DRAWN = {
  menu: "M4 6h16M4 12h16M4 18h16",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  clip: "M19 11.5 11.8 18.7a4.4 4.4 0 0 1-6.2-6.2l7.6-7.6a3 3 0 0 1 4.2 4.2l-7.5 7.5a1.4 1.4 0 0 1-2-2l6.6-6.6",
  slash: "M14.5 5 9.5 19",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9.5l6 6 6-6",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  file: "M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5h-10.5a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5zM14 3.5v4h4",
  bolt: "M13 3.5 6 13.5h5l-1 7 7-10h-5z",
  plus: "M12 5v14M5 12h14",
};

/** A line drawing; it says nothing to a screen reader. */
export function drawn(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("drawn");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", DRAWN[name]);
  svg.append(path);
  return svg;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** One of eight colours, always the same for the same id. */
export function colorOf(id) {
  let sum = 0;
  for (const letter of String(id)) sum = (sum * 31 + letter.charCodeAt(0)) % 1009;
  return `c${sum % 8}`;
}

export function avatar(name, id) {
  const first = [...String(name).trim()][0] || "?";
  return el("span", { class: `avatar ${colorOf(id)}`, "aria-hidden": "true" }, first);
}
