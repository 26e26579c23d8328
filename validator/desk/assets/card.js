// The cell that is selected: what is said of it, what it should be, and a field to correct it.

/** Show `cell` beside the tables in `place`; `apply(anchor)` makes the likeliest repair of a finding. */
export function card(place, cell, edit, apply) {
  const box = place.querySelector(".card");
  box.replaceChildren(head(cell, () => closeCard(place, cell)), ...due(cell, apply), form(cell, edit), ...told(place, cell));
  box.hidden = false;
  box.classList.remove("away");
  for (const item of place.querySelectorAll(".finding")) item.classList.toggle("on", cell.findings.includes(item.id));
}

export function closeCard(place) {
  const box = place.querySelector(".card");
  if (box) box.hidden = true;
  for (const item of place.querySelectorAll(".finding.on")) item.classList.remove("on");
}

function made(tag, properties, ...inner) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inner);
  return element;
}

function head(cell, close) {
  const shut = made("button", { type: "button", className: "shut", textContent: "✕" });
  shut.setAttribute("aria-label", "收起");
  shut.addEventListener("click", close);
  const printed = `原为 ${cell.printed.trim() || "空白"}`;
  const where = made("p", { className: "where", textContent: [cell.where, printed].filter(Boolean).join("，") });
  return made("header", {}, made("h3", { textContent: cell.name }), shut, where);
}

function form(cell, edit) {
  const input = made("input", { value: cell.raw.trim(), autocomplete: "off", inputMode: "decimal" });
  input.maxLength = Number(document.body.dataset.mostTyped);
  const made_ = made("form", {}, made("label", {}, "改为 ", input), " ", made("button", { textContent: "改" }));
  made_.addEventListener("submit", (event) => {
    event.preventDefault();
    edit([{ ...cell, raw: input.value.trim() }], cell);
  });
  if (cell.raw !== cell.printed) {
    const back = made("button", { type: "button", textContent: "恢复原值" });
    back.addEventListener("click", () => edit([{ ...cell, raw: cell.printed }], cell));
    made_.append(" ", back);
  }
  return made_;
}

function due(cell, apply) {
  if (cell.due === null) return [];
  const button = made("button", { type: "button", className: "strong", textContent: "照此改" });
  button.addEventListener("click", () => apply(cell.mend));
  return [made("p", { className: "due" }, `建议改为 ${cell.due} `, button)];
}

function told(place, cell) {
  if (!cell.findings.length) return [made("p", { className: "none", textContent: "这一格没有发现问题。" })];
  const maybe = cell.maybe ? [made("p", { className: "none", textContent: "○ 可能有关：错在这一格或别处，不一定要改这一格。" })] : [];
  return [...maybe, ...cell.findings.map((anchor) => {
    const item = place.querySelector(`#${anchor}`).cloneNode(true);
    item.removeAttribute("id");
    for (const inner of item.querySelectorAll("[id], .see, .repairs button")) {
      if (inner.id) inner.removeAttribute("id");
      else inner.remove();
    }
    return made("div", { className: item.className }, ...item.childNodes);
  })];
}
