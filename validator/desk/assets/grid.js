// A table as a grid for the keyboard: one stop for Tab, arrows inside, Enter to type. The mouse does the same.

const TYPES = /^[0-9０-９+\-./]$/;
const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -Infinity], End: [0, Infinity],
};

/** `known(td)`: what is known of a cell; `select(cell)`: it has the focus; `edit(typed, focus)`: it was typed into. */
export function grid(table, known, select, edit) {
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", table.caption?.textContent || "");
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td")]);
  const all = rows.flat();
  for (const td of all) td.tabIndex = -1;
  const first = all.find((td) => known(td)?.findings.length) || all[0];
  if (first) first.tabIndex = 0;

  table.addEventListener("focusin", ({ target }) => {
    const td = target.closest("td");
    if (!td || target !== td) return;
    for (const other of all) other.tabIndex = -1;
    td.tabIndex = 0;
    const cell = known(td);
    if (cell) select(cell);
    td.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  table.addEventListener("mousedown", (event) => {
    const td = event.target.closest("td");
    if (td && event.target.tagName !== "INPUT") {
      event.preventDefault();
      td.focus();
    }
  });
  table.addEventListener("dblclick", (event) => started(event.target.closest("td")));
  table.addEventListener("keydown", (event) => {
    const td = event.target;
    if (td.tagName !== "TD" || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (move) moved(td, ...move);
    else if (event.key === "Enter" || event.key === "F2") started(td);
    else if (TYPES.test(event.key)) started(td, event.key);
    else if (event.key === "Delete" || event.key === "Backspace") started(td, "");
    else return;
    event.preventDefault();
  });

  function moved(td, down, across) {
    const row = rows.findIndex((line) => line.includes(td));
    const line = rows[clamp(row + down, rows.length)];
    line[clamp(rows[row].indexOf(td) + across, line.length)].focus();
  }

  function neighbour(td, down, across) {
    const row = rows.findIndex((line) => line.includes(td));
    const other = rows[row + down]?.[rows[row].indexOf(td) + across];
    return (other && known(other)) || known(td);
  }

  function started(td, text) {
    const cell = td && known(td);
    if (cell) typing(td, cell, text, (raw, down, across) => edit([{ ...cell, raw }], neighbour(td, down, across)));
  }
}

const clamp = (at, length) => Math.min(length - 1, Math.max(0, at));

/** Type into a cell in its place: Enter and Tab take what is typed, Esc leaves it as it was. */
function typing(td, cell, text, done) {
  if (td.querySelector("input")) return;
  const before = td.innerHTML;
  const input = document.createElement("input");
  input.className = "typed";
  input.value = text ?? cell.raw.trim();
  input.maxLength = Number(document.body.dataset.mostTyped);
  input.autocomplete = "off";
  input.inputMode = "decimal";
  input.setAttribute("aria-label", `${cell.name}改为`);
  td.replaceChildren(input);
  input.focus();
  if (text === undefined) input.select();
  let open = true;
  const leave = (take, down = 0, across = 0) => {
    if (!open) return;
    open = false;
    const raw = input.value.trim();
    const same = raw === cell.raw.trim();
    td.innerHTML = before;
    if (take && !same) done(raw, down, across);
    else if (down || across || !take) td.focus();
  };
  input.addEventListener("blur", () => leave(true));
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.isComposing) leave(true, event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab") leave(true, 0, event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") leave(false);
    else return;
    event.preventDefault();
  });
}
