// The page: what it holds, and what happens when that changes. The program itself keeps nothing.

import { judge, download, base64 } from "./server.js";
import { readAll } from "./reading.js";
import { watchIntake } from "./intake.js";
import { watchPaste } from "./paste.js";
import { show } from "./report.js";
import { listFiles, listReports, setTools, problem, note, noProblems, status, unfoldForPrint } from "./around.js";

const held = { files: [], previous: [], parts: [] };
const edits = new Map();
let reports = [];
let current = null;
let queue = Promise.resolve();

/** So many files are named in one line. */
const FEW = 3;
const limits = document.body.dataset;
const keyOf = (one) => `${one.path}\n${one.part}`;
const cellKey = (one) => [one.path, one.part, one.table, one.row, one.column].join("\n");

/** One thing after the other, so that answers come in the order of what was done. */
function inTurn(work) {
  queue = queue.then(work).catch((error) => {
    status("");
    problem(error.message);
  });
  return queue;
}

// ------------------------------------------------------------- files

function take(group, items) {
  return inTurn(async () => {
    noProblems();
    const before = current;
    const found = await readAll(items, (item) => named(group, item, items.length));
    tellOwn(found.filter((one) => one?.cells.own).map((one) => one.name));
    for (const one of found.filter((each) => each && !each.cells.own)) put(group, one);
    if (found.every((one) => one === null)) problem("里面没有可以核验的年报。请放入 Word、Excel、PDF、网页或文本文件，或装着它们的文件夹。");
    listFiles(held, dropFiles);
    await judgeAll();
    if (!before && current) arrived();
  });
}

/** Copies and results that the program wrote itself are no reports beside others. */
function tellOwn(names) {
  if (!names.length) return;
  const which = names.length > FEW ? `${names.slice(0, FEW).join("、")}等 ${names.length} 个文件` : names.join("、");
  note(`${which}是本程序写的批注副本或核验结果，没有放入。要核验它，请单独放入。`);
}

/** The first verdict is where the reader goes on. */
function arrived() {
  document.getElementById("result").focus({ preventScroll: true });
  document.getElementById("outcome").scrollIntoView();
}

/** What an item goes by. Throws where it is too much. */
function named(group, { file, name }, coming) {
  const count = held.files.length + held.previous.length + held.parts.length + coming;
  if (count > Number(limits.mostFiles)) throw new Error(`一次最多放 ${limits.mostFiles} 个文件，「${name}」没有放入。`);
  if (file.size > Number(limits.mostBytes)) {
    throw new Error(`「${name}」超过 ${limits.mostBytes / 1048576} MB。请只保留年度报告正文后再试。`);
  }
  return nameFor(group, name);
}

function put(group, one) {
  takenOut(group, [one.name]);
  held[group].push(one);
}

/** The same name twice in one group is a new version of the file; in two groups it is another file. */
function nameFor(group, name) {
  const folder = { files: "年报", previous: "上年年报", parts: "各单位年报" }[group];
  const elsewhere = Object.entries(held).some(([other, files]) => other !== group && files.some((one) => one.name === name));
  return elsewhere ? `${folder}/${name}` : name;
}

const isOf = (one, name) => one.path === name || one.path.startsWith(`${name}!/`);

function takenOut(group, names) {
  held[group] = held[group].filter((one) => !names.includes(one.name));
  if (group !== "files") return;
  for (const [key, edit] of edits) if (names.some((name) => isOf(edit, name))) edits.delete(key);
}

function dropFiles(group, names) {
  return inTurn(async () => {
    takenOut(group, names);
    listFiles(held, dropFiles);
    await judgeAll();
  });
}

// ------------------------------------------------------------- verdicts

function session(touched) {
  const cells = (group) => held[group].map((one) => one.cells);
  const said = { files: cells("files"), previous: cells("previous"), parts: cells("parts"), edits: [...edits.values()] };
  return touched ? { ...said, touched: touched.map((one) => [one.path, one.part]) } : said;
}

/** A report, and those that were told to be like it: its correction may end that. */
function concerned(report) {
  const isLike = (one) => one.like.some(([path, part]) => path === report.path && part === report.part);
  return [report, ...reports.filter((one) => one !== report && isLike(one))];
}

async function judgeAll() {
  status(held.files.length ? "正在核验……" : "");
  reports = held.files.length ? (await judge(session())).reports : [];
  if (!held.files.length && (held.previous.length || held.parts.length)) status("请再放入要核验的年报。");
  const same = current && reports.find((one) => keyOf(one) === keyOf(current));
  drawn(same || reports.find((one) => one.status === "failed") || reports[0] || null);
}

function drawn(report, focus) {
  current = report;
  document.body.classList.toggle("has-results", Boolean(report));
  listReports(reports, current, (one) => drawn(one));
  setTools(current, edits.size, Boolean(current && fileOf(current) && current.cells.length));
  show(current, { edit, focus });
  if (report) status(reports.length > 1 ? `${totals()}。正在看「${report.heading}」：${report.verdict}，${report.counts}。` : `结论：${report.verdict}。${report.counts}。`);
}

/** 全部 3 份：通过 1，不通过 2 */
function totals() {
  const verdicts = reports.map((one) => one.verdict);
  const counted = [...new Set(verdicts)].map((verdict) => `${verdict} ${verdicts.filter((one) => one === verdict).length}`);
  return `全部 ${reports.length} 份：${counted.join("，")}`;
}

// ------------------------------------------------------------- corrections

/** `typed`: [{table, row, column, raw}] for the report that is shown; `focus`: the cell to go on from. */
function edit(typed, focus) {
  const shown = current;
  const { path, part } = shown;
  for (const one of typed) {
    const whole = { path, part, table: one.table, row: one.row, column: one.column, raw: one.raw };
    if (one.raw === one.printed || one.raw === one.printed.trim()) edits.delete(cellKey(whole));
    else edits.set(cellKey(whole), whole);
  }
  return inTurn(async () => {
    noProblems();
    const anew = (await judge(session(concerned(shown)))).reports;
    reports = reports.map((old) => anew.find((one) => keyOf(one) === keyOf(old)) || old);
    drawn(reports.find((one) => keyOf(one) === keyOf(current)), focus);
  });
}

function restore() {
  edits.clear();
  return inTurn(judgeAll);
}

// ------------------------------------------------------------- what leaves the page

const fileOf = (report) => held.files.find((one) => one.name === report.path && one.name !== "-");

async function annotated() {
  const own = fileOf(current);
  const planned = [...edits.values()].filter((one) => isOf(one, own.name));
  await download("/annotated", { ...session(), edits: [], planned, name: own.name, file: await base64(own.file) });
  status(`批注文件已下载。${planned.length ? `里面还是原来的数字，网页上改的 ${planned.length} 处只注明“拟改”。` : ""}原文件没有改动。`);
}

async function workbook() {
  await download("/workbook", session());
  status(`问题清单已下载。${edits.size ? "它按改过的数字列出问题，改动写在“概览”里。" : ""}`);
}

async function copy() {
  const text = reports.map((one) => one.changes).filter(Boolean).join("\n\n");
  const box = document.getElementById("copied");
  box.value = text;
  box.hidden = false;
  box.select();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!document.execCommand("copy")) return status("请按 Ctrl+C 复制框里的改动清单。");
  }
  return status("改动清单已复制。");
}

watchIntake(take);
watchPaste(take);
unfoldForPrint();
const actions = { annotated, workbook, copy, restore, print: () => window.print() };
for (const [id, act] of Object.entries(actions)) {
  document.getElementById(id).addEventListener("click", () => (id === "restore" || id === "print" ? act() : inTurn(act)));
}
// Used up, and nothing for the history of the browser.
history.replaceState(null, "", "/");
