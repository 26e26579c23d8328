// One report in a window of its own: its findings, and its tables with the faulty cells marked.

let tableLines = null;
const tablesOf = (report) => {
  tableLines = tableLines || document.getElementById("data-tables").textContent.split("\n");
  return JSON.parse(tableLines[report.number] || "[]");
};

// The archive, for a report inside one; every part of the path encoded, so that no name is taken for a scheme.
// A name that cannot be printed as it is would lead nowhere.
const fileLink = (report) => {
  const file = report.path.split("!/")[0];
  const href = WORDS.base + file.split("/").map(encodeURIComponent).join("/");
  const made = file.includes("\ufffd") ? element("span") : element("a", "", { href });
  made.append(element("bdi", report.path));
  return made;
};

const paragraph = (text, kind = "") => {
  const made = element("p", "", kind ? { class: kind } : {});
  made.append(element("bdi", text));
  return made;
};

const findingItem = (finding, number) => {
  const severity = WORDS.severities[finding.severity];
  const item = element("li", "", { class: `finding ${severity[0]}`, id: `finding-${number}`, tabindex: "-1" });
  const head = element("h4");
  head.append(badge(severity), " ", element("code", finding.rule), ` ${WORDS.rules[finding.rule] || ""}`);
  item.append(head, paragraph(finding.message));
  const lines = [...finding.sums, ...finding.repairs.map((text, at) =>
    `改法${finding.repairs.length > 1 ? at + 1 : ""}：${text}`)];
  const bullets = element("ul");
  bullets.append(...lines.map((text) => element("li", text)));
  if (lines.length) item.append(bullets);
  if (finding.where) item.append(paragraph(`位置：${finding.where}`, "basis"));
  if (finding.basis) item.append(paragraph(`依据：${finding.basis}`, "basis"));
  return item;
};

const mark = (cell, [key, severity, signed], maybe, number, message) => {
  const [word, sign] = maybe ? WORDS.maybe : [severity, signed];
  const link = element("a", "", { href: `#finding-${number}`, title: message });
  link.append(element("span", `${word}：`, { class: "heard" }), ...cell.childNodes,
    element("span", sign, { class: "sign", "aria-hidden": "true" }));
  cell.className = maybe ? `${key} maybe` : key;
  cell.replaceChildren(link);
};

const figure = (cell, value) => {
  cell.className = value === null ? "absent" : "";
  cell.textContent = value === null ? "缺" : String(value);
  if (value === "") cell.append(element("span", "空白", { class: "heard" }), element("span", "·", { "aria-hidden": "true" }));
};

const tableDrawing = ([name, figures], at, report) => {
  const template = document.getElementById(`form-${name}`);
  const box = element("div", "", { class: "scroll", tabindex: "0", role: "region", "aria-label": name });
  box.append(template.content.cloneNode(true));
  const caption = box.querySelector("caption");
  box.setAttribute("aria-label", caption.textContent);
  const cells = box.querySelectorAll("td");
  figures.forEach((value, place) => figure(cells[place], value));
  const worst = new Map();
  report.findings.forEach((finding, number) => finding.marks.forEach(([table, place, maybe]) => {
    const held = worst.get(place);
    const rank = 2 * finding.severity + maybe;
    if (table === at && (!held || rank < held.rank)) worst.set(place, { rank, finding, number, maybe });
  }));
  worst.forEach(({ finding, number, maybe }, place) =>
    mark(cells[place], WORDS.severities[finding.severity], maybe, number, finding.message));
  return box;
};

const openReport = (report) => {
  const known = [report.organ || "没有认出机关", report.year ? `${report.year} 年度` : "", report.edition ? `${report.edition} 年版格式` : ""];
  const title = document.getElementById("report-title");
  title.replaceChildren(element("bdi", known.filter(Boolean).join("  ")));
  const parts = [];
  const path = element("p", "", { class: "path" });
  path.append(report.path === "-" ? "标准输入" : fileLink(report), report.part > 1 ? `（第 ${report.part} 份报告）` : "");
  const verdict = element("p", "结论：", { class: "conclusion" });
  verdict.append(badge(WORDS.statuses[report.status]),
    `（错误 ${report.error}，疑似 ${report.warning}，提示 ${report.notice}）`);
  parts.push(path, verdict);
  const total = report.error + report.warning + report.notice;
  if (report.findings.length < total) parts.push(paragraph(`本页只列出其中 ${report.findings.length} 个问题。`, "note"));
  const items = element("ol", "", { class: "findings" });
  items.append(...report.findings.map(findingItem));
  const tables = element("div", "", { class: "tables" });
  tables.append(...tablesOf(report).map((table, at) => tableDrawing(table, at, report)));
  parts.push(items, paragraph(`${WORDS.legend}点有标记的格，看它的问题。`, "legend"), tables);
  document.getElementById("report-body").replaceChildren(...parts);
  const dialog = document.getElementById("report");
  dialog.showModal();
  dialog.scrollTop = 0;
};
