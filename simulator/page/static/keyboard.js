// F6 and Shift+F6 go from part to part of the page, as in other programs with several panes.

export function listenToKeys(parts) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    const all = parts();
    const at = all.findIndex((part) => part.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const next = all[(at + step + all.length) % all.length];
    const inside = ["textarea", ".gate button", ".story", "button"].map((kind) => next.querySelector(kind)).find(Boolean);
    (next.matches(".panel") ? next : inside || next).focus();
    next.scrollIntoView({ inline: "nearest", block: "nearest" });
  });
}
