// What the screens share: the open vault, what is to be done, what was made; and the way between
// screens, which leaves nothing in addresses or in the browser's history.

import * as drafts from "./drafts.js";
import { OPEN_CONFLICTS } from "./entries.js";
import { folded } from "./folding.js";
import { main, mode, say, tellFault } from "./page.js";
import { record, undo } from "./recording.js";
import { SCREENS } from "./screens/all.js";

const NO_WORK = { operations: [], lists: {} };
const QUIET = ["home", "persons", "site", "waiting"];

export class App {
  constructor() {
    Object.assign(this, { vault: null, stack: [], line: { state: "calm" }, pending: 0, changes: 0 });
    this.empty();
    addEventListener("popstate", () => {
      if (!this.stack.length) return; // locked: there is nothing to go back to
      if (this.stack.length > 1) this.stack.pop();
      this.render();
    });
  }

  empty() {
    Object.assign(this, { work: NO_WORK, entries: [], told: new Map(), conflicts: [] });
    this.kept = undefined;
  }

  // All that stands, read anew from the vault.
  async load() {
    if (!this.vault?.isOpen) return;
    const { vault, changes } = this;
    const [work, log, told] = await Promise.all([
      vault.read("work", "work"),
      vault.readAll("log"),
      vault.readAll("told"),
    ]);
    if (changes !== this.changes) return this.load(); // something was made meanwhile
    log.sort((one, other) => one.row.made - other.row.made);
    this.work = work ?? NO_WORK;
    this.entries = log.map(({ row, value }) => ({ ...value, isSent: row.isSent }));
    this.told = new Map(told.map(({ row, value }) => [row.at, value]));
    this.conflicts = this.told.get(OPEN_CONFLICTS) ?? [];
    this.told.delete(OPEN_CONFLICTS);
  }

  get standing() {
    const told = this.work.operations.map(({ standing }) => standing ?? NOTHING);
    return folded(told, this.entries);
  }

  site(key) {
    for (const operation of this.work.operations) {
      const site = operation.sites.find((one) => one.key === key);
      if (site) return { operation, site };
    }
    return undefined;
  }

  // Keeps an entry of a site; the screens then offer to take it back. If it cannot be kept, that
  // is said, and the screen stays as it is.
  async record(site, made) {
    const making = this.#keep(site, made);
    this.making = making.catch(() => {}); // a lock waits for it
    try {
      const entry = await making;
      tellFault("");
      return entry;
    } catch (fault) {
      tellFault(say(fault.name === "QuotaExceededError" ? "not-kept-room" : "not-kept"));
      throw fault;
    }
  }

  async #keep(site, made) {
    const whole = { ...made, operation: this.site(site).operation.key, site };
    const entry = await record(this.vault, this.work, whole);
    this.changes++;
    this.entries.push(entry);
    this.kept = entry;
    this.changed?.();
    return entry;
  }

  async undo() {
    const id = await undo(this.vault);
    this.changes++;
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.kept = undefined;
    this.changed?.();
    return Boolean(id);
  }

  go(name, params = {}) {
    if (this.stack.length) history.pushState(null, "");
    this.stack.push({ name, params });
    this.render();
  }

  back() {
    history.back();
  }

  render() {
    const { name, params } = this.stack.at(-1);
    SCREENS[name](this, params);
    this.keepDraft();
  }

  // Shows what came over the line, unless somebody is at work in the screen.
  renderQuietly() {
    const at = document.activeElement;
    const isBusy = main.contains(at) && at.tagName !== "H1";
    if (isBusy || !QUIET.includes(this.stack.at(-1)?.name)) return;
    mode.isQuiet = true;
    this.render();
    mode.isQuiet = false;
  }

  async keepDraft() {
    if (!this.vault?.isOpen || !this.stack.length || this.isResuming) return;
    await this.vault.write("work", "draft", { stack: this.stack, typed: drafts.taken() });
  }

  // What is typed is kept a moment later: a camera may push the page out of memory.
  keepDraftSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepDraft(), 500);
  }

  // To where the phone was locked, with what was typed there.
  async resume() {
    const draft = await this.vault.read("work", "draft").catch(() => undefined);
    const isThere = ({ params }) => !params.site || this.site(params.site);
    this.stack = draft?.stack?.every(isThere) ? draft.stack : [{ name: "home", params: {} }];
    this.stack.slice(1).forEach(() => history.pushState(null, "")); // a way back for each
    this.isResuming = true;
    this.render();
    if (draft) drafts.giveBack(draft.typed);
    this.isResuming = false;
  }
}

const NOTHING = { answers: [], persons: [] };
