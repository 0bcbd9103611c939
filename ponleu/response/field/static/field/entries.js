// Sending entries: numbered once, in the order in which they were made, fifty at a time. What the
// server says of one is kept beside it until the phone is cleared.

import * as line from "./line.js";

const MOST = 50;
export const OPEN_CONFLICTS = "conflicts";

// The next entries to send, each with its number; a number is kept before it is first used.
async function numbered(vault, isAll) {
  const rows = await vault.store.change(["door", "outbox"], async (within) => {
    const door = await within.get("door", "door");
    const waiting = (await within.all("outbox")).filter((row) => !row.isKept);
    waiting.sort((one, other) => one.made - other.made);
    const now = Date.now();
    const ready = waiting.filter((row) => row.seq || isAll || row.held <= now).slice(0, MOST);
    for (const row of ready.filter((one) => !one.seq)) {
      row.seq = door.next++;
      await within.put("outbox", row.at, row);
    }
    await within.put("door", "door", door);
    return ready;
  });
  const entryOf = async (row) => ({ ...(await vault.read("outbox", row.at)), seq: row.seq });
  return Promise.all(rows.map(entryOf));
}

// Sends all that is ready; answers what the server said last: files it wants, and so on.
export async function sendEntries(vault, { isAll, tell, heed }) {
  for (;;) {
    const entries = await numbered(vault, isAll);
    const now = new Date().toISOString();
    const answer = await line.post("sync/", { device: vault.device, now, entries });
    await take(vault, answer, entries);
    await heed(answer);
    await tell();
    if (!entries.length) return answer;
    if (answer.kept_to < entries.at(-1).seq) throw new line.Refused(409, answer);
  }
}

async function take(vault, answer, entries) {
  const said = new Map();
  const beside = (id) => said.get(id) ?? said.set(id, { flags: [] }).get(id);
  for (const one of answer.refused ?? []) beside(one.id).refused = { code: one.code, say: one.say };
  for (const one of answer.flags ?? []) beside(one.id).flags.push({ code: one.code, say: one.say });
  const rows = [];
  for (const [id, told] of said) {
    const before = await vault.read("told", id).catch(() => undefined);
    const flags = merged(before?.flags ?? [], told.flags);
    rows.push(await vault.rowOf("told", id, { ...before, ...told, flags }));
  }
  rows.push(await vault.rowOf("told", OPEN_CONFLICTS, answer.conflicts ?? []));
  const sent = new Set(entries.filter(({ seq }) => seq <= answer.kept_to).map(({ id }) => id));
  await vault.store.change(["outbox", "told"], async (within) => {
    for (const row of rows) await within.put("told", row.at, row);
    for (const id of sent) {
      const row = await within.get("outbox", id);
      if (row?.hasFile) await within.put("outbox", id, { ...row, isKept: true });
      else await within.remove("outbox", id);
    }
  });
}

function merged(before, now) {
  const known = new Set(before.map(({ code }) => code));
  return [...before, ...now.filter(({ code }) => !known.has(code))];
}
