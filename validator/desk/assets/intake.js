// Files that are dropped, chosen or pasted, as [{file, name, inFolder}] for one of the groups: files, previous, parts.

const HIDDEN = /(^|\/)(\.|~\$|__MACOSX\/)/;

/** Call `take(group, items)` for whatever is put into the zones of the page. */
export function watchIntake(take) {
  for (const zone of document.querySelectorAll(".zone")) watchZone(zone, take);
  for (const input of document.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      const folder = "folder" in input.dataset;
      take(input.dataset.group, wanted([...input.files].map((file) => item(file, file.webkitRelativePath, folder))));
      input.value = "";
    });
  }
  // What misses the zones is meant for the page all the same; the browser must not open it in its place.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (hasFiles(event)) take("files", wanted(await dropped(event.dataTransfer)));
  });
}

/** What no page can show, or what would turn the text round: the program calls the file by the same name. */
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

export function item(file, path, inFolder) {
  return { file, name: (path || file.name).replace(UNSHOWN, "\ufffd"), inFolder };
}

/** A folder comes in the order of names, without what systems hide in it. */
function wanted(items) {
  const kept = items.filter((one) => !one.inFolder || !HIDDEN.test(one.name));
  return kept.some((one) => one.inFolder) ? kept.sort((a, b) => a.name.localeCompare(b.name, "zh", { numeric: true })) : kept;
}

const hasFiles = (event) => event.dataTransfer.types.includes("Files");

function watchZone(zone, take) {
  let depth = 0;
  const lit = (change) => zone.classList.toggle("over", (depth = Math.max(0, depth + change)) > 0);
  zone.addEventListener("dragenter", () => lit(1));
  zone.addEventListener("dragleave", () => lit(-1));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    depth = 0;
    lit(0);
    if (hasFiles(event)) take(zone.dataset.group, wanted(await dropped(event.dataTransfer)));
  });
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => item(file, "", false));
  return (await Promise.all(entries.map((entry) => walked(entry, entry.isDirectory)))).flat();
}

async function walked(entry, inFolder) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [item(file, entry.fullPath.replace(/^\//, ""), inFolder)];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map((inner) => walked(inner, true)))).flat();
}
