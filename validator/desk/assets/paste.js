// Tables pasted from Word, Excel or a web page: pieces are gathered and handed over as one file.

import { item } from "./intake.js";

const NAME = "粘贴的表格";
const TITLE = "政府信息公开工作年度报告";
const pieces = [];

const byId = (id) => document.getElementById(id);

/** Call `take(group, items)` with what was pasted. */
export function watchPaste(take) {
  const form = byId("paste");
  byId("paste-open").addEventListener("click", () => opened(form.hidden));
  byId("paste-clear").addEventListener("click", cleared);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = byId("paste-box").value;
    if (typed.trim()) pieces.push({ text: typed });
    byId("paste-said").hidden = pieces.length > 0;
    if (!pieces.length) return byId("paste-box").focus();
    take("files", [asFile()]);
    cleared();
    opened(false);
  });
  document.addEventListener("paste", (event) => pasted(event, take));
}

function opened(open) {
  byId("paste").hidden = !open;
  byId("paste-open").setAttribute("aria-expanded", String(open));
  (open ? byId("paste-box") : byId("paste-open")).focus();
}

function cleared() {
  pieces.length = 0;
  byId("paste-said").hidden = true;
  byId("paste-box").value = "";
  byId("paste-pieces").replaceChildren();
}

function pasted(event, take) {
  const into = event.target.closest?.("input, textarea");
  if (into && into.id !== "paste-box") return;
  const files = [...event.clipboardData.files];
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  if (/<table/i.test(html)) pieces.push({ html });
  else if (text.trim()) pieces.push({ text });
  else if (files.length) return take("files", files.map((file) => item(file, "", false)));
  else return;
  event.preventDefault();
  byId("paste-said").hidden = true;
  opened(true);
  listed();
}

function listed() {
  byId("paste-pieces").replaceChildren(...pieces.map((piece) => {
    const line = document.createElement("li");
    const rows = piece.html ? (piece.html.match(/<tr[\s>]/gi) || []).length : piece.text.trim().split("\n").length;
    line.textContent = piece.html ? `表格，${rows} 行` : `文字，${rows} 行`;
    return line;
  }));
}

function asFile() {
  const [organ, year] = ["paste-organ", "paste-year"].map((id) => byId(id).value.trim());
  const title = organ || year ? `${organ}${year ? `${year}年` : ""}${TITLE}` : "";
  const isText = pieces.every((piece) => !piece.html);
  const body = isText
    ? [title, ...pieces.map((piece) => piece.text)].join("\n\n")
    : `<!doctype html><meta charset="utf-8"><p>${escaped(title)}</p>${pieces.map(asHtml).join("\n")}`;
  const name = NAME + (isText ? ".txt" : ".html");
  return { file: new File(["\ufeff", body], name), name, inFolder: false, pasted: true };
}

function asHtml(piece) {
  if (piece.html) return `<div>${piece.html}</div>`;
  const rows = piece.text.replace(/\r/g, "").split("\n").filter((line) => line.trim());
  if (!piece.text.includes("\t")) return rows.map((line) => `<p>${escaped(line)}</p>`).join("");
  const cells = (line) => line.split("\t").map((cell) => `<td>${escaped(cell)}</td>`).join("");
  return `<table>${rows.map((line) => `<tr>${cells(line)}</tr>`).join("")}</table>`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
