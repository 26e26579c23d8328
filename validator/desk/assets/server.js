// Questions to the program on this machine. Whatever goes wrong is an Error whose message is for the user.

const GONE = "程序没有回答。请看看运行 d711 serve 的窗口是否还开着；关掉了就重新运行。";
const ODD = "程序的回答不完整。请刷新页面再试。";

async function asked(address, body, type) {
  let response;
  try {
    response = await fetch(address, { method: "POST", body, headers: { "content-type": type } });
  } catch {
    throw new Error(GONE);
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new Error(told.error || ODD);
}

/**
 * The cells of one file; null for a file of a folder that can be no report. What was pasted may be a piece of one.
 * Of several files, one that the program wrote itself is {own: true}.
 */
export async function read(file, name, { inFolder, pasted }, several) {
  const flags = { folder: inFolder, pasted, several };
  const query = new URLSearchParams({ name, ...Object.fromEntries(Object.entries(flags).filter(([, on]) => on)) });
  const response = await asked(`/read?${query}`, file, "application/octet-stream");
  return response.status === 204 ? null : response.json();
}

/** The cells of several old office files, [{name, file: base64}], in their order. */
export async function readOld(files) {
  return (await asked("/read-old", JSON.stringify(files), "application/json")).json();
}

/** The reports that a session asks for. */
export async function judge(session) {
  return (await asked("/judge", JSON.stringify(session), "application/json")).json();
}

/** Save what the program makes of a session as a file. */
export async function download(address, session) {
  const response = await asked(address, JSON.stringify(session), "application/json");
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") || "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ? decodeURIComponent(named[1]) : "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** The bytes of a file as text. */
export function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] || "");
    reader.onerror = () => failed(new Error(`读不了「${file.name}」。请重新选择这个文件。`));
    reader.readAsDataURL(file);
  });
}
