// What people do → what happens; and the choices that the data offer.

const steps = {
  first: () => 0,
  back: () => state.page - 1,
  next: () => state.page + 1,
  last: () => Math.ceil(state.rows.length / PAGE) - 1,
};

const offer = (name, choices) => form.elements[name].append(
  ...choices.map(([value, text]) => element("option", text, { value })));

const years = [...new Set(REPORTS.map((report) => report.year))].sort((a, b) => b - a);
offer("severity", WORDS.severities);
offer("status", WORDS.statuses);
offer("rule", Object.entries(WORDS.rules).map(([code, title]) => [code, `${code} ${title}`]));
offer("year", years.map((year) => [year, year || UNKNOWN]));
document.getElementById("organs").append(
  ...[...ORGANS].filter(Boolean).slice(0, 3000)
    .map((organ) => element("option", "", { value: organ })));

let waiting = 0;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => { heads(); select(); }));
form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  if (event.target.name === "view") heads();
  waiting = setTimeout(select, event.target.name === "text" || event.target.name === "organ" ? 200 : 0);
});

list.addEventListener("click", (event) => {
  const head = event.target.closest("th[data-name]");
  const opening = event.target.closest("[data-report]");
  if (opening) openReport(REPORTS[opening.dataset.report]);
  if (!head) return;
  state.down = state.sort === head.dataset.name && !state.down;
  state.sort = head.dataset.name;
  select();
});

document.getElementById("pager").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  state.page = steps[button.dataset.step]();
  draw();
  list.scrollIntoView({ block: "start" });
});

// A first step, or a bar of a chart, narrows the list down to what it stands for.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-filter]");
  if (!button) return;
  form.reset();
  form.elements.view.value = button.dataset.filter === "status" ? "reports" : "findings";
  form.elements[button.dataset.filter].value = button.dataset.value;
  setTimeout(() => document.getElementById("list-title").scrollIntoView());
});

document.getElementById("report-body").addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#finding-"]');
  if (!link) return;
  event.preventDefault();
  const item = document.getElementById(link.getAttribute("href").slice(1));
  item.scrollIntoView({ block: "center" });
  item.focus({ preventScroll: true });
});
document.getElementById("close").addEventListener("click", () => document.getElementById("report").close());

heads();
select();
document.documentElement.dataset.ready = String(Math.round(performance.now()));
