// Photos, sound, files, places, polls: what a message carries beside its words.
import { button, drawn, el } from "./dom.js";
import { t } from "./words.js";

const SOUNDS = ["voice", "audio"];
const PICTURES = ["photo", "sticker"];
let playing = null;

export function media(message, phone) {
  const found = [];
  if (message.file) found.push(fileOf(message.file, message.text));
  if (message.location || message.venue) found.push(place(message.location || message.venue.location));
  if (message.contact) found.push(contact(message.contact));
  if (message.poll) found.push(poll(message, phone));
  return found;
}

export function photo(file, words) {
  const shown = el("img", {
    src: file.url, alt: words ? `${t("photo")}: ${words}` : t("photo"), class: "photo",
    width: file.width || 320, height: file.height || 240, loading: "lazy", decoding: "async",
  });
  return el("span", { class: "frame" }, shown);
}

function fileOf(file, words) {
  if (PICTURES.includes(file.kind)) return photo(file, words);
  if (SOUNDS.includes(file.kind)) return sound(file);
  return attachment(file);
}

function sound(file) {
  const audio = new Audio();
  audio.preload = "none";
  const control = el("button", { type: "button", class: "round", "aria-label": t("play") }, drawn("play"));
  const show = (sign, label) => {
    control.replaceChildren(drawn(sign));
    control.setAttribute("aria-label", label);
  };
  audio.onended = audio.onpause = () => show("play", t("play"));
  audio.onplay = () => show("pause", t("pause_voice"));
  control.onclick = () => {
    if (!audio.paused) return audio.pause();
    playing?.pause();
    playing = audio;
    if (!audio.src) audio.src = file.url;
    return audio.play().catch(() => show("play", t("play")));
  };
  const bars = Array.from({ length: 24 }, (_, at) => el("i", { class: `h${(at * 7 + (at % 5) * 3) % 9}` }));
  const length = `0:${String(file.duration || 0).padStart(2, "0")}`;
  return el("div", { class: "sound" }, control,
    el("span", { class: "wave", "aria-hidden": "true" }, bars),
    el("span", { class: "small" }, `${t(file.kind)} · ${length}`));
}

function attachment(file) {
  const size = file.size < 1024 ? `${file.size} B` : `${Math.round(file.size / 1024)} KB`;
  return el("a", { class: "attachment", href: file.url, download: file.name || file.kind },
    el("span", { class: "round" }, drawn("file")),
    el("span", { class: "lines" }, el("b", {}, file.name || t(file.kind)), el("span", { class: "small" }, `${t(file.kind)} · ${size}`)));
}

function place({ latitude, longitude }) {
  const words = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return el("div", { class: "place", role: "img", "aria-label": `${t("location")}: ${words}` },
    el("span", { class: "map", "aria-hidden": "true" }, el("span", { class: "spot" })),
    el("span", { class: "small" }, `${t("location")} · ${words}`));
}

function contact(card) {
  return el("div", { class: "attachment" }, el("span", { class: "lines" },
    el("b", {}, card.first_name), el("span", { class: "small" }, card.phone_number)));
}

function poll(message, phone) {
  const { question, options, total_voter_count: total, is_closed: closed } = message.poll;
  const choices = options.map((option) => {
    const part = total ? Math.round((option.voter_count / total) * 100) : 0;
    const meter = el("progress", { max: 100, value: part, "aria-hidden": "true" });
    const choose = () => phone.do("vote", { message: message.id, options: [option.text] });
    return el("li", {}, closed ? el("span", {}, option.text) : button(option.text, choose, { class: "choice" }),
      meter, el("span", { class: "small" }, `${part}%`));
  });
  const state = closed ? ` · ${t("closed")}` : "";
  return el("div", { class: "poll" }, el("b", {}, question), el("ul", {}, choices),
    el("span", { class: "small" }, `${t("poll")} · ${t("votes", { n: total })}${state}`));
}
