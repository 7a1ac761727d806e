// A message's words with what Telegram marks in them. Offsets count UTF-16 units, as JavaScript does.
import { el } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const WEB = /^https?:\/\//i;

/** `follow(url)` is called for links to the bot. */
export function marked(text, entities, follow) {
  return piece(text, 0, text.length, [...entities].sort(outermostFirst), follow);
}

function outermostFirst(a, b) {
  return a.offset - b.offset || b.length - a.length;
}

function piece(text, start, end, entities, follow) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = entity.offset + entity.length;
    if (entity.offset < at || stop > end) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((one) => one.offset + one.length <= stop);
    nodes.push(mark(entity, text.slice(entity.offset, stop), piece(text, entity.offset, stop, inner, follow), follow));
    at = stop;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function mark(entity, words, children, follow) {
  if (entity.type in TAGS) return el(TAGS[entity.type], { class: entity.type === "spoiler" ? "spoiler" : undefined }, children);
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url || words, children, follow);
  if (["mention", "text_mention", "bot_command", "hashtag"].includes(entity.type)) {
    return el("span", { class: "marked" }, children);
  }
  return el("span", {}, children);
}

function link(address, children, follow) {
  const url = WEB.test(address) || address.startsWith("tg:") ? address : `https://${address}`;
  if (/^(https?:\/\/t\.me\/|tg:)/i.test(url)) {
    return el("button", { type: "button", class: "link", onclick: () => follow(url) }, children);
  }
  if (!WEB.test(url)) return el("span", {}, children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, children);
}
