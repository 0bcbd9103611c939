// Entries: made, kept in one step, and taken back while nothing of them was sent.

import { newKey } from "./keys.js";
import { sealedFile, sealedWords } from "./sealed.js";

// So long an entry can be taken back before it is numbered for sending.
export const HELD_MS = 10_000;

// Keeps an entry of {operation, site, kind, base, open} with words and a file to be sealed.
// `words` is an object; its text stays readable here, under the PIN, until it has been sent.
export async function record(vault, work, made) {
  const id = newKey();
  const at = new Date().toISOString();
  const { operation, site = null, kind, base = null, words, blob } = made;
  const file = blob && (await sealedFile(blob, id));
  const open = { ...made.open, ...file?.open };
  const recipients = work.operations.find((one) => one.key === operation)?.recipients ?? [];
  const sealed = words ? await sealedWords(wordsOf(words, file), recipients, id) : null;
  const entry = { id, operation, site, kind, at, base, open };
  const shown = { ...entry, text: words?.text ?? "" };
  const rows = {
    log: await vault.rowOf("log", id, shown),
    outbox: await vault.rowOf("outbox", id, { ...entry, sealed }, { hasFile: Boolean(file) }),
  };
  await vault.store.change(["door", "log", "outbox", "files"], async (within) => {
    const door = await within.get("door", "door");
    const order = { made: door.made, held: Date.now() + HELD_MS };
    await within.put("door", "door", { ...door, made: door.made + 1 });
    await within.put("log", id, { ...rows.log, made: door.made });
    await within.put("outbox", id, { ...rows.outbox, ...order });
    if (file) await within.put("files", id, file.body);
  });
  return shown;
}

const wordsOf = (words, file) => (file ? { ...words, file_key: file.fileKey } : words);

// Takes the last entry back if it was not numbered meanwhile; its key, or nothing.
export function undo(vault) {
  return vault.store.change(["log", "outbox", "files"], async (within) => {
    const row = newest(await within.all("outbox"));
    if (!row) return undefined;
    for (const name of ["log", "outbox", "files"]) await within.remove(name, row.at);
    return row.at;
  });
}

function newest(rows) {
  const row = rows.reduce((one, other) => (one?.made > other.made ? one : other), undefined);
  return row && !row.seq ? row : undefined;
}
