// The way to the demo: its state, its events, and what one does.
import { language, t } from "./words.js";
import { tell } from "./told.js";

async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: body instanceof FormData ? {} : { "Content-Type": "application/json" },
    body: body instanceof FormData ? body : JSON.stringify(body),
  }).catch(() => null);
  if (!response) {
    tell(t("lost"));
    return null;
  }
  if (response.ok) return response.json();
  const { error } = await response.json().catch(() => ({ error: String(response.status) }));
  tell(t("refused"), error);
  return null;
}

export const state = () => fetch(`/state?language=${language()}`).then((response) => response.json()).catch(() => null);
export const act = (deed) => post("/do", deed);
export const group = (deed) => post("/group", deed);
export const sample = (deed) => post("/sample", deed);
export const clock = (deed) => post("/clock", deed);
export const trouble = (kind, on) => post("/trouble", { kind, on });
export const bot = (what) => post("/bot", { do: what });
export const story = (deed) => post("/story", { language: language(), ...deed });
export const add = (what, name) => post("/add", { what, name });

export function upload(deed, files) {
  const form = new FormData();
  form.append("act", JSON.stringify(deed));
  for (const file of files) form.append("file", file, file.name);
  return post("/upload", form);
}

/** Calls `hear` with each event, and `open` whenever a connection stands (again). */
export function listen(open, hear, lost) {
  const source = new EventSource(`/events?language=${language()}`);
  source.onopen = open;
  source.onerror = lost;
  source.onmessage = (event) => hear(JSON.parse(event.data));
  return source;
}
