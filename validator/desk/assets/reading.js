// What was put in → its cells: on two lines, one file after the other; old office files together, for one start of LibreOffice.

import { base64, read, readOld } from "./server.js";
import { problem, status } from "./around.js";

const OLD = /\.(doc|wps|rtf|f?odt|f?ods)$/i;
/** Files that are converted together, and their bytes. */
const MOST = { files: 8, bytes: 24 * 1048576 };

/**
 * [{name, file, cells}] in the order of `items`; null for what can be no report, nothing for what was refused.
 * `nameOf(item)`: what it goes by; it throws where the item is too much.
 */
export async function readAll(items, nameOf) {
  const found = items.map(() => undefined);
  const given = items.map((item, place) => ({ item, place, name: called(item, nameOf) })).filter((one) => one.name);
  const next = jobs(given).values();
  let done = 0;
  const line = async () => {
    for (const job of next) {
      done += job.length;
      status(`正在读取 ${done}/${items.length}：${words(job)}`);
      const cells = await answers(job, items.length > 1);
      job.forEach(({ item, place, name }, n) => { found[place] = cells[n] && { name, file: item.file, cells: cells[n] }; });
    }
  };
  await Promise.all([line(), line()]);
  return found;
}

function called(item, nameOf) {
  try {
    return nameOf(item);
  } catch (error) {
    return void problem(error.message);
  }
}

const words = (job) => (job.length > 1 ? `转换 ${job.length} 个旧版文件（${job[0].name} 等），请稍候` : job[0].name);

/** Each file by itself, several old ones in groups. */
function jobs(given) {
  const old = given.filter((one) => OLD.test(one.name));
  if (old.length < 2) return given.map((one) => [one]);
  const groups = [[]];
  let bytes = 0;
  for (const one of old) {
    bytes += one.item.file.size;
    if (groups.at(-1).length && (groups.at(-1).length === MOST.files || bytes > MOST.bytes)) {
      groups.push([]);
      bytes = one.item.file.size;
    }
    groups.at(-1).push(one);
  }
  return [...groups, ...given.filter((one) => !OLD.test(one.name)).map((one) => [one])];
}

/** Where a group takes too long or fails, its files are read one by one: the others go on. */
async function answers(job, several) {
  if (job.length > 1) {
    const together = await Promise.all(job.map(async ({ item, name }) => ({ name, file: await base64(item.file) })))
      .then(readOld).catch(() => null);
    if (together) return together;
  }
  const cells = [];
  for (const { item, name } of job) {
    cells.push(await read(item.file, name, item, item.inFolder || several).catch((error) => void problem(error.message)));
  }
  return cells;
}
