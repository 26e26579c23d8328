// One report on the page: its tables can be walked through and corrected, its findings lead to their cells.

import { grid } from "./grid.js";
import { card, closeCard } from "./card.js";

const result = () => document.getElementById("result");

/** Draw `report` (null: nothing). `edit(typed, focus)` asks for a new verdict; `focus`: the cell to go on from. */
export function show(report, { edit, focus }) {
  if (!report) return result().replaceChildren();
  const top = result().querySelector(".told")?.scrollTop || 0;
  result().innerHTML = report.html;
  const cells = new Map(report.cells.map((cell) => [keyOf(cell), cell]));
  const select = (cell) => card(result(), cell, edit, (anchor) => applied(report, cells, anchor, 0, edit));
  for (const frame of result().querySelectorAll("[data-table]")) {
    const known = (td) => cells.get([frame.dataset.table, td.dataset.row, td.dataset.column].join(" "));
    for (const td of frame.querySelectorAll("td")) marked(td, known(td));
    grid(frame.querySelector("table"), known, select, edit);
  }
  for (const item of result().querySelectorAll(".finding")) linked(item, report, cells, edit);
  for (const mark of result().querySelectorAll(".mark")) mark.addEventListener("click", () => closeCard(result()));
  result().querySelector(".told").scrollTop = top;
  away.disconnect();
  const shown = result().querySelector(".shown");
  if (shown) away.observe(shown);
  if (focus) goTo(focus);
  return undefined;
}

/** On a small screen the card of a cell lies over the page: not where the tables are out of sight. */
const away = new IntersectionObserver(([tables]) => {
  result().querySelector(".card")?.classList.toggle("away", !tables.isIntersecting);
});

const keyOf = (one) => [one.table, one.row, one.column].join(" ");

function marked(td, cell) {
  if (!cell) return;
  if (cell.findings.length) td.setAttribute("aria-describedby", `${cell.findings[0]}-m`);
  if (cell.raw === cell.printed) return;
  td.classList.add("edited");
  td.insertAdjacentHTML("beforeend", '<span class="heard">（已改）</span><span class="sign" aria-hidden="true">✎</span>');
  td.title = `原为 ${cell.printed || "空白"}`;
}

/** A finding leads to its first cell, and its repairs can be made. */
function linked(item, report, cells, edit) {
  const message = item.querySelector("p");
  if (message) message.id = `${item.id}-m`;
  const first = report.cells.find((cell) => cell.findings.includes(item.id));
  const see = item.querySelector(".see a");
  if (see && first) {
    see.textContent = "到这一格";
    see.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(first);
    });
  }
  item.querySelectorAll(".repairs li").forEach((line, number) => {
    if (!report.repairs[item.id]?.[number]) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "照此改";
    button.addEventListener("click", () => applied(report, cells, item.id, number, edit));
    line.append(" ", button);
  });
}

function applied(report, cells, anchor, number, edit) {
  const typed = report.repairs[anchor][number].map((one) => ({ ...one, printed: cells.get(keyOf(one))?.printed }));
  const there = typed.filter((one) => one.printed !== undefined);
  return edit(there, there[0]);
}

/** Move to a cell of the report that is shown. */
export function goTo(cell) {
  const frame = result().querySelector(`[data-table="${cell.table}"]`);
  const td = frame?.querySelector(`td[data-row="${cell.row}"][data-column="${cell.column}"]`);
  if (!td) return closeCard(result());
  td.focus({ preventScroll: true });
  return undefined;
}
