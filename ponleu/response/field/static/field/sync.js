// One pass over the line: who is signed in, what waits goes out, what is to be worked on comes in.
// A command to wipe makes everything unreadable at once; what waits is sent, then all is gone.

import { sendEntries } from "./entries.js";
import { sendFiles } from "./files.js";
import * as line from "./line.js";
import * as vaults from "./vaults.js";

export class Gone extends Error {}

// `tell` hears of progress. Raises NoLine, SignedOut, Refused, or Gone after a wipe.
export async function pass(vault, { tell, isAll }) {
  const me = await line.get("me.json");
  if (me.account !== vault.tag) throw new line.SignedOut();
  await vault.openToSend(me.sending_key);
  const heed = async (answer) => {
    if (answer?.wipe && !vault.door.isWiping) await vault.giveUp({ isWiping: true });
    if (answer?.wipe) await vault.openToSend(me.sending_key);
  };
  if (!vault.door.isKnown) {
    await heed(await known(vault));
    await vault.note({ isKnown: true });
  }
  await send(vault, { tell, heed, isAll: isAll || vault.door.isWiping });
  await refresh(vault, heed);
  if (!vault.door.isWiping) return;
  await send(vault, { tell, heed, isAll: true }); // also what was made just before the command
  await vault.destroy();
  vaults.addWiped(vault.device);
  await sayWiped().catch(() => {});
  throw new Gone();
}

async function send(vault, how) {
  const { files_wanted } = await sendEntries(vault, how);
  await sendFiles(vault, files_wanted, how);
}

async function known(vault) {
  const told = () => line.post("devices/", { device: vault.device, name: vault.door.name });
  try {
    return await told();
  } catch (fault) {
    if (fault.answer?.code !== "device_wiped") throw fault;
    await vault.renew();
    return told();
  }
}

async function refresh(vault, heed) {
  const work = await line.get(`work.json?device=${vault.device}`);
  await heed(work);
  if (!vault.isOpen) return;
  await vault.write("work", "work", work);
  await tidy(vault, new Set(work.operations.map(({ key }) => key)));
}

// What was sent keeps no words here; of operations that are no longer this person's, nothing.
async function tidy(vault, standing) {
  const waiting = new Set((await vault.store.all("outbox")).map((row) => row.at));
  const all = await vault.readAll("log");
  const sent = all.filter(({ row }) => !row.isSent && !waiting.has(row.at));
  const rows = await Promise.all(
    sent.map(({ row: { at, made }, value }) =>
      vault.rowOf("log", at, { ...value, text: "" }, { made, isSent: true }),
    ),
  );
  const gone = all.filter(({ row, value }) => !waiting.has(row.at) && !standing.has(value.operation));
  await vault.store.change(["log"], async (within) => {
    for (const row of rows) await within.put("log", row.at, row);
    for (const { row } of gone) await within.remove("log", row.at);
  });
}

export async function sayWiped() {
  for (const device of vaults.wiped()) {
    await line.post("devices/wiped/", { device });
    vaults.heard(device);
  }
}
