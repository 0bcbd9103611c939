// Where the page begins: the service worker, whose vault it is, the lock, and the rhythm of sync.

import { App } from "./app.js";
import { watch } from "./idle.js";
import * as line from "./line.js";
import { main, onPress, part } from "./page.js";
import { HELD_MS } from "./recording.js";
import { Rhythm } from "./rhythm.js";
import { SCREENS } from "./screens/all.js";
import { isAble } from "./sealed.js";
import { tellLine } from "./telling.js";
import { keepWorker } from "./updating.js";
import * as storage from "./storage.js";
import { Gone, pass, sayWiped } from "./sync.js";
import { Vault } from "./vault.js";
import * as vaults from "./vaults.js";

const app = new App();
let rhythm;
let isAsked = false; // by a press: then what was made just now goes too

async function begin() {
  keepWorker(app);
  if (!(await isAble())) return SCREENS.unable(app);
  const me = await line.get("me.json").catch((fault) => fault);
  if (me.account) sayWiped().catch(() => {});
  const tag = me.account ?? vaults.known()[0];
  if (me instanceof line.Refused && !vaults.known().length) return SCREENS.unable(app);
  if (!tag) return SCREENS.first(app);
  await use(tag, me);
}

// The vault of a person: its lock, or a first PIN for who is signed in.
async function use(tag, me = {}) {
  rhythm?.stop();
  app.vault = await Vault.open(tag);
  app.line = { state: "calm" };
  if (app.vault.isMade || app.vault.door.bySign) rhythm = new Rhythm(sync, ended);
  await count();
  if (app.vault.isMade) SCREENS.lock(app);
  else if (me.account === tag) SCREENS.pin(app, { me });
  else SCREENS.shut(app);
  rhythm?.now();
}

async function sync() {
  const { vault } = app;
  app.line = { state: "sending" };
  tellLine(app);
  const isAll = isAsked;
  isAsked = false;
  await vault.whileSending(() => pass(vault, { tell: moved, isAll }));
  return (await vault.store.count("outbox")) > 0;
}

function moved(file) {
  rhythm?.moved();
  return count(file);
}

async function ended(fault) {
  app.line = { state: stateAfter(fault), say: fault?.say };
  if (fault instanceof Gone) return gone();
  const isGivenUp = app.vault.door.isWiping;
  if (isGivenUp && main.dataset.screen !== "shut") SCREENS.shut(app);
  await count();
  if (!app.vault.isOpen) return;
  await app.load();
  app.renderQuietly();
}

function stateAfter(fault) {
  if (!fault) return "calm";
  if (fault instanceof line.NoLine) return "none";
  if (fault instanceof line.SignedOut) return "signed-out";
  if (fault instanceof line.Refused) return "refused";
  if (fault instanceof Gone || !app.vault.isOpen) return "calm";
  throw fault;
}

async function count(file) {
  if (!app.vault) return;
  const rows = await app.vault.store.all("outbox");
  app.pending = rows.filter((row) => !row.isStuck).length;
  app.stuck = rows.length - app.pending;
  app.sendingFile = file;
  tellLine(app);
}

function gone() {
  rhythm.stop();
  app.vault = null;
  app.empty();
  app.pending = 0;
  tellLine(app);
  SCREENS.wiped(app);
}

Object.assign(app, {
  use,
  begin,
  async opened() {
    if (!rhythm || rhythm.isStopped) rhythm = new Rhythm(sync, ended);
    await app.load();
    part(document, "lock").hidden = false;
    storage.persist();
    await app.resume();
    rhythm.now();
  },
  async lock() {
    if (!app.vault?.isOpen) return;
    const { vault } = app;
    await app.ending?.();
    await app.making;
    await app.keepDraft();
    vault.lock();
    app.empty();
    app.stack = [];
    part(document, "lock").hidden = true;
    SCREENS.lock(app);
  },
  changed() {
    count();
    setTimeout(() => rhythm.now(), HELD_MS + 500);
  },
  sendNow() {
    isAsked = true;
    rhythm?.now();
  },
  async finish() {
    rhythm.stop();
    await app.vault.destroy();
    gone();
  },
});

watch(() => app.lock());
addEventListener("visibilitychange", () => document.hidden && app.keepDraft(), true);
main.addEventListener("input", () => app.keepDraftSoon());
onPress(document, "lock", () => app.lock());
onPress(document, "send", () => app.sendNow());
begin();
