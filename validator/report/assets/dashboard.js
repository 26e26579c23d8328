"use strict";
// The list: data → filtered and sorted rows → one page of them. Text goes in as text only, never as markup.

const read = (name) => JSON.parse(document.getElementById(`data-${name}`).textContent || "[]");
const WORDS = read("words");
const REPORTS = read("reports").map(([path, part, organ, year, edition, status, error, warning, notice]) =>
  ({ path, part, organ, year, edition, status, error, warning, notice }));
const FINDINGS = read("findings").map(([report, severity, rule, message, where, sums, repairs, basis, marks]) =>
  ({ report: REPORTS[report], severity, rule, message, where, sums, repairs, basis, marks }));
REPORTS.forEach((report, number) => { report.number = number; report.findings = []; });
FINDINGS.forEach((finding) => finding.report.findings.push(finding));

const ORGANS = new Set(REPORTS.map((report) => report.organ));
const PAGE = 100;
const UNKNOWN = "（未识别）";
const form = document.getElementById("filters");
const list = document.getElementById("list");
const state = { sort: "", down: false, page: 0, rows: [] };
// The worst first, until somebody asks for another order.
const WORST = { findings: ["severity", false], groups: ["severity", false], reports: ["error", true] };

const element = (name, text = "", attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
};

const badge = ([key, word, sign]) => {
  const made = element("span", "", { class: `badge ${key}` });
  made.append(element("span", sign, { "aria-hidden": "true" }), ` ${word}`);
  return made;
};

const opener = (report) => {
  const made = element("button", "", { type: "button", class: "open", "data-report": report.number });
  made.append(element("bdi", report.path + (report.part > 1 ? `（第 ${report.part} 份报告）` : "")));
  return made;
};

// What a report is to be opened for, above all: the first of its findings of the worst level.
const SHORT = 90;
const worst = (report) => report.findings.reduce((held, one) => (one.severity < held.severity ? one : held));
const why = (report) => {
  if (!report.findings.length) return "";
  const { rule, message } = worst(report);
  const told = [...message];
  return `${rule} ${told.slice(0, SHORT).join("")}${told.length > SHORT ? "…" : ""}`;
};

// A column: its head, what it shows of a row, and what it is sorted by.
const ofReport = (row) => row.report || row;
const SHARED = {
  organ: ["机关", (row) => element("bdi", ofReport(row).organ || UNKNOWN), (row) => ofReport(row).organ],
  year: ["年度", (row) => ofReport(row).year || UNKNOWN, (row) => ofReport(row).year],
  path: ["文件", (row) => opener(ofReport(row)), (row) => ofReport(row).number],
};
const COLUMNS = {
  findings: {
    severity: ["级别", (row) => badge(WORDS.severities[row.severity]), (row) => row.severity],
    rule: ["规则", (row) => `${row.rule} ${WORDS.rules[row.rule] || ""}`, (row) => row.rule],
    ...SHARED,
    message: ["说明", (row) => element("bdi", row.message), (row) => row.message],
  },
  reports: {
    status: ["结论", (row) => badge(WORDS.statuses[row.status]), (row) => row.status],
    ...SHARED,
    error: ["错误", (row) => String(row.error), (row) => row.error + row.warning / 1e6 + row.notice / 1e12],
    warning: ["疑似", (row) => String(row.warning), (row) => row.warning],
    notice: ["提示", (row) => String(row.notice), (row) => row.notice],
    why: ["最重的问题", (row) => element("bdi", why(row)), (row) => (row.findings.length ? worst(row).rule : "")],
  },
};
const view = () => form.elements.view.value;
const columns = () => COLUMNS[view()];

const haystack = (row) => row.hay || (row.hay = [
  ofReport(row).organ, ofReport(row).path, row.rule || "", WORDS.rules[row.rule] || "", row.message || "",
].join("\n").toLowerCase());

const tests = () => {
  const value = (name) => form.elements[name].value.trim();
  const { severities, statuses } = WORDS;
  const at = (all, key) => all.findIndex(([own]) => own === key);
  const any = (row, fits) => (row.report ? fits(row) : row.findings.some(fits));
  const made = [];
  const words = value("text").toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) made.push((row) => words.every((word) => haystack(row).includes(word)));
  const organ = value("organ"); // a whole name means that organ, a piece every organ that has it
  const own = ORGANS.has(organ) ? (name) => name === organ : (name) => name.includes(organ);
  if (organ) made.push((row) => own(ofReport(row).organ || UNKNOWN));
  if (value("year")) made.push((row) => ofReport(row).year === Number(value("year")));
  if (value("status")) made.push((row) => ofReport(row).status === at(statuses, value("status")));
  if (value("severity")) made.push((row) => any(row, (one) => one.severity === at(severities, value("severity"))));
  if (value("rule")) made.push((row) => any(row, (one) => one.rule === value("rule")));
  return made;
};

// Equal values keep the order of the paths. Words are ranked once, so that sorting compares numbers.
const sorted = (rows) => {
  if (!state.sort) return rows;
  const key = columns()[state.sort][2];
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const compare = state.sort === "organ" ? collator.compare : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const rank = new Map([...new Set(rows.map(key))].sort(compare).map((value, place) => [value, place]));
  const sign = state.down ? -1 : 1;
  return rows.slice().sort((a, b) => sign * (rank.get(key(a)) - rank.get(key(b))));
};

const select = () => {
  const wanted = tests();
  const rows = view() === "reports" ? REPORTS : FINDINGS;
  const left = wanted.length ? rows.filter((row) => wanted.every((fits) => fits(row))) : rows;
  state.rows = sorted(view() === "groups" ? grouped(left) : left);
  state.page = 0;
  draw();
};

// On paper the form is gone and one page of the list is all there is: the sentence says which, under what conditions.
const conditions = () => [...form.elements]
  .filter((one) => one.name && one.name !== "view" && one.value)
  .map((one) => `${one.labels[0].firstChild.textContent.trim()}：${one.selectedOptions ? one.selectedOptions[0].text : one.value}`)
  .join("；");

const counted = (many, page) => {
  const what = { findings: "个问题", groups: "类问题（规则和说法相同的合成一行）", reports: "份报告" }[view()];
  const under = conditions();
  const first = page * PAGE + 1;
  const shown = many > PAGE ? `，这一页是第 ${first} 至 ${Math.min(first + PAGE - 1, many)} 个` : "";
  return `共 ${many} ${what}${under ? `（${under}）` : ""}${shown}`;
};

const draw = () => {
  const { rows, page } = state;
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
  const drawn = rows.slice(page * PAGE, (page + 1) * PAGE).map((row) => {
    const line = document.createElement("tr");
    Object.entries(columns()).forEach(([name, [head, show]]) => {
      const cell = element("td", "", { class: `c-${name}`, "data-head": head });
      cell.append(show(row));
      line.append(cell);
    });
    return line;
  });
  list.tBodies[0].replaceChildren(...drawn);
  list.tHead.querySelectorAll("th").forEach((head) => head.setAttribute(
    "aria-sort", head.dataset.name !== state.sort ? "none" : state.down ? "descending" : "ascending"));
  list.tHead.querySelectorAll("[data-sign]").forEach((sign) => {
    sign.textContent = sign.dataset.sign !== state.sort ? "" : state.down ? " ▼" : " ▲";
  });
  document.getElementById("count").textContent = rows.length ? counted(rows.length, page) : "没有符合条件的。请清除一些条件。";
  document.getElementById("page").textContent = `第 ${page + 1} 页，共 ${last + 1} 页`;
  document.querySelectorAll("#pager button").forEach((button) => {
    button.disabled = ["first", "back"].includes(button.dataset.step) ? page === 0 : page === last;
  });
};

const heads = () => {
  [state.sort, state.down] = WORST[view()];
  const line = document.createElement("tr");
  Object.entries(columns()).forEach(([name, [head]]) => {
    const cell = element("th", "", { scope: "col", class: `c-${name}`, "data-name": name, "aria-sort": "none" });
    const button = element("button", head, { type: "button", title: "点一下排序，再点反序" });
    button.append(element("span", "", { "data-sign": name, "aria-hidden": "true" }));
    cell.append(button);
    line.append(cell);
  });
  list.tHead.replaceChildren(line);
};
