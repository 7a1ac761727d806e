// Times as the station's clock shows them.
import { tag } from "./words.js";
import { store } from "./store.js";

const formats = new Map();
let began = { now: 0, speed: 1, at: 0 };

function format(kind, options) {
  const zone = store.state?.clock.timezone || "UTC";
  const key = `${kind} ${tag()} ${zone}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(tag(), { timeZone: zone, ...options }));
  return formats.get(key);
}

export const timeOf = (seconds) =>
  format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(seconds * 1000);
export const exactTimeOf = (seconds) =>
  format("exact", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(seconds * 1000);
export const dayOf = (seconds) =>
  format("day", { weekday: "short", day: "numeric", month: "long" }).format(seconds * 1000);

export function setClock(clock) {
  began = { now: clock.now, speed: clock.speed, at: performance.now() };
}

export const speed = () => began.speed;
export const now = () => began.now + ((performance.now() - began.at) / 1000) * began.speed;

/** How long: 4:05, or 1:04:05. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, at) => (at ? String(part).padStart(2, "0") : String(part))).join(":");
}
