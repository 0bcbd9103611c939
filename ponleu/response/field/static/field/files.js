// Sending the sealed files of entries that the server has: in pieces, from where it has them. A
// bad line makes the pieces smaller. A file leaves the phone once the server has it whole.

import * as line from "./line.js";

const SMALLEST = 16 * 1024;
const LARGEST = 256 * 1024;
const SLOW_MS = 8_000;
const MOST_DAMAGED = 3;
let piece = LARGEST / 4;

export async function sendFiles(vault, wanted, { tell, heed }) {
  const from = new Map((wanted ?? []).map((one) => [one.entry, one.from]));
  const rows = (await vault.store.all("outbox")).filter((row) => row.isKept && !row.isStuck);
  rows.sort((one, other) => one.made - other.made);
  for (const { at } of rows) {
    await sendFile(vault, at, from.get(at) ?? 0, { tell, heed });
    await tell();
  }
}

async function sendFile(vault, id, from, { tell, heed }) {
  const blob = await vault.store.get("files", id);
  for (let damaged = 0, at = from; blob; ) {
    const answer = await sendPiece(id, blob, at);
    await heed(answer);
    if (answer.refused) return setAside(vault, id, answer.refused);
    if (answer.whole) break;
    if (answer.damaged && ++damaged === MOST_DAMAGED) {
      return setAside(vault, id, { code: "damaged", say: "" });
    }
    if (answer.have === at && at && !answer.damaged) throw new line.NoLine();
    at = answer.have;
    await tell({ id, have: at, size: blob.size });
  }
  await vault.store.change(["outbox", "files"], async (within) => {
    await within.remove("outbox", id);
    await within.remove("files", id);
  });
}

async function sendPiece(id, blob, at) {
  const began = performance.now();
  try {
    const answer = await line.put(`files/${id}/?from=${at}`, blob.slice(at, at + piece));
    const isQuick = performance.now() - began < SLOW_MS;
    piece = isQuick ? Math.min(piece * 2, LARGEST) : Math.max(piece / 2, SMALLEST);
    return answer;
  } catch (fault) {
    if (fault instanceof line.NoLine) piece = Math.max(piece / 2, SMALLEST);
    if (!(fault instanceof line.Refused)) throw fault;
    if (fault.status === 409 && "have" in (fault.answer ?? {})) return fault.answer;
    return { ...fault.answer, refused: { code: fault.message, say: fault.say } };
  }
}

// The server does not take it: it stays here, with the reason, until the phone is cleared.
async function setAside(vault, id, refused) {
  const before = await vault.read("told", id);
  const row = await vault.rowOf("told", id, { flags: [], ...before, refused });
  await vault.store.change(["outbox", "told"], async (within) => {
    await within.put("told", id, row);
    await within.put("outbox", id, { ...(await within.get("outbox", id)), isStuck: true });
  });
}
