// Findings told in the same words, whatever figures, places and files these name, as one row.

const NAMED = 300;
const varying = new RegExp(WORDS.varying, "g");
const wordsOf = (finding) => finding.words || (finding.words = finding.message.replace(varying, "…"));

const grouped = (findings) => {
  const held = new Map();
  findings.forEach((finding) => {
    const key = `${finding.severity}\n${finding.rule}\n${wordsOf(finding)}`;
    if (!held.has(key)) held.set(key, { ...finding, report: null, findings: [], reports: new Set() });
    held.get(key).findings.push(finding);
    held.get(key).reports.add(finding.report);
  });
  return [...held.values()].sort((a, b) => a.severity - b.severity || b.findings.length - a.findings.length);
};

// The reports of a group, folded where there are several; more than fit are counted.
const reportsOf = (group) => {
  const reports = [...group.reports];
  if (reports.length === 1) return opener(reports[0]);
  const fold = element("details");
  const items = element("ul");
  fold.append(element("summary", `${reports.length} 份`), items);
  fold.addEventListener("toggle", () => {
    if (items.childElementCount) return;
    const lines = reports.slice(0, NAMED).map((report) => {
      const line = element("li");
      line.append(opener(report));
      return line;
    });
    if (reports.length > NAMED) lines.push(element("li", `……共 ${reports.length} 份，请用上面的条件筛选。`));
    items.append(...lines);
  });
  return fold;
};

COLUMNS.groups = {
  severity: COLUMNS.findings.severity,
  rule: COLUMNS.findings.rule,
  count: ["问题数", (row) => String(row.findings.length), (row) => row.findings.length],
  reports: ["报告数", (row) => String(row.reports.size), (row) => row.reports.size],
  message: ["说明（其中一例）", (row) => element("bdi", row.message), (row) => row.message],
  path: ["报告", reportsOf, (row) => [...row.reports][0].number],
};
