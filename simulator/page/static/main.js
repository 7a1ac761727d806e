// The page: opens the street, and hears what happens in it.
import * as api from "./api.js";
import { Bar } from "./bar.js";
import { listenToKeys } from "./keyboard.js";
import { Panel } from "./panel.js";
import { Phones } from "./phones.js";
import { Stories } from "./stories.js";
import { store } from "./store.js";
import { tell } from "./told.js";
import { setClock } from "./times.js";
import { language, speak, t } from "./words.js";

const part = (id) => document.getElementById(id);
const phones = new Phones(part("phones"), part("tabs"));
const panel = new Panel(part("panel"));
const stories = new Stories(part("stories"), phones);
const bar = new Bar(part("bar"), changeLanguage);
let source = null;
let waiting = null; // events that came while the state was on its way
let street = "";
let openings = 0;

const HEARD = {
  message: ({ message }) => phones.message(message, store.keep(message)),
  chat: ({ chat }) => { store.keepChat(chat); phones.chat(chat); bar.drawTrouble(); },
  answer: (event) => phones.answer(event),
  typing: (event) => phones.typing(event),
  record: ({ record }) => panel.draw(record),
  clock: ({ clock }) => { setClock(clock); bar.drawClock(); bar.tick(); panel.tick(); },
  bot: ({ bot }) => { store.state.bot = bot; bar.drawBot(); },
  people: ({ people }) => { people.forEach((person) => store.people.set(person.id, person)); phones.all.forEach((phone) => phones.redraw(phone)); },
  trouble: ({ trouble }) => { store.state.trouble = trouble; bar.drawTrouble(); },
  playing: ({ playing }) => stories.tell(playing),
  cue: ({ cue }) => stories.cue(cue),
  street: () => open(),
};

async function open() {
  waiting ??= [];
  openings += 1;
  const mine = openings;
  const state = await api.state();
  if (mine !== openings || !state) return; // The next connection asks anew.
  const isSame = state.street === street;
  street = state.street;
  store.load(state);
  setClock(state.clock);
  bar.draw();
  stories.draw();
  if (!isSame && !state.playing.key) stories.say("");
  phones.draw(isSame);
  panel.draw(state.record);
  document.body.classList.add("ready");
  performance.mark("ready");
  const missed = waiting;
  waiting = null;
  missed.forEach(hear);
}

function hear(event) {
  if (waiting && event.type !== "street") waiting.push(event);
  else HEARD[event.type]?.(event);
}

function connect() {
  source?.close();
  source = api.listen(open, hear, () => tell(t("lost")));
}

function changeLanguage(chosen) {
  speak(chosen);
  connect();
}

speak(language());
part("stories").setAttribute("aria-label", t("stories"));
part("tabs").setAttribute("aria-label", t("tabs"));
part("panel").setAttribute("aria-label", t("record"));
connect();
listenToKeys(() => [...phones.all.map((phone) => phone.root), part("panel"), part("bar"), part("stories")]);
setInterval(() => {
  if (!store.state) return;
  bar.tick();
  panel.tick();
}, 500);
