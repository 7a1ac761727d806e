// A line for a moment at the bottom of the page, which a screen reader says, too.

let clearing;

export function tell(text, detail = "") {
  const told = document.getElementById("told");
  told.textContent = text;
  told.title = detail;
  told.classList.remove("hidden");
  clearTimeout(clearing);
  clearing = setTimeout(() => {
    told.classList.add("hidden");
    told.textContent = "";
  }, 4500);
}
