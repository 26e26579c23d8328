// What stands around the report: the files that were put in, the list of reports, the buttons, what is told.

const byId = (id) => document.getElementById(id);

function made(tag, properties, ...inner) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inner);
  return element;
}

/** Text that a screen reader reads out. */
export function status(text) {
  byId("status").textContent = text;
}

/** Something that did not work: a sentence for the user. */
export function problem(text) {
  byId("problems").append(made("p", { className: "problem", textContent: text }));
}

/** Something to know, where nothing went wrong. */
export function note(text) {
  byId("problems").append(made("p", { className: "note", textContent: text }));
}

export function noProblems() {
  byId("problems").replaceChildren();
}

/** So many files are taken out one by one; of more, also all at once. */
const FEW = 3;

/** The files of every group, each with a button that takes it out again. */
export function listFiles(held, drop) {
  for (const [group, files] of Object.entries(held)) {
    const names = files.map((one) => one.name);
    const list = document.querySelector(`.zone[data-group=${group}] .held`);
    const every = made("button", { type: "button", className: "every", textContent: `移除全部 ${names.length} 个` });
    every.addEventListener("click", () => drop(group, names));
    const lines = names.map((name) => made("li", {}, made("bdi", { textContent: name, title: name }), out(group, name, drop)));
    list.replaceChildren(...(names.length > FEW ? [made("li", {}, every)] : []), ...lines);
  }
}

function out(group, name, drop) {
  const button = made("button", { type: "button", textContent: "✕", title: "移除" });
  button.setAttribute("aria-label", `移除 ${name}`);
  button.addEventListener("click", () => drop(group, [name]));
  return button;
}

/** One button for each report, where there are several. */
export function listReports(reports, current, choose) {
  const list = byId("reports");
  const focused = list.contains(document.activeElement);
  list.hidden = reports.length < 2;
  list.replaceChildren(...reports.map((one) => {
    const badge = made("span", { className: `badge ${one.status}`, textContent: `${one.sign} ${one.verdict}` });
    const name = made("bdi", { textContent: one.heading });
    const path = one.named ? [made("small", {}, made("bdi", { textContent: one.path }))] : [];
    const button = made("button", { type: "button", title: one.path }, badge, ` ${one.counts}`, name, ...path);
    if (one === current) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => choose(one));
    return button;
  }));
  if (focused) list.querySelector("[aria-current]")?.focus();
}

const PLANNED = "批注文件按原文件标注：数字还是原来的，网页上改的只注明“拟改”。问题清单和核验单按改过的数字。";
const NOT_OWN = "这一份不能下载批注文件：读不出、没有表格，或是压缩包里的。";

/** Which of the buttons make sense now; `own`: the report is a whole file that can be marked. */
export function setTools(current, changes, own) {
  byId("tools").hidden = !current;
  byId("annotated").disabled = !own;
  const planned = changes ? PLANNED : "";
  byId("planned").textContent = own ? planned : NOT_OWN;
  byId("planned").hidden = !byId("planned").textContent;
  for (const id of ["copy", "restore"]) byId(id).hidden = !changes;
  if (!changes) byId("copied").hidden = true;
}

/** Paper shows what the screen keeps folded. */
export function unfoldForPrint() {
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const slip of document.querySelectorAll(".slip:not([open])")) {
      slip.open = true;
      folded.push(slip);
    }
  });
  addEventListener("afterprint", () => {
    for (const slip of folded.splice(0)) slip.open = false;
  });
}
