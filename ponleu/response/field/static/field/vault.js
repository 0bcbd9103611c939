// A person's vault on the phone. Two keys, both random:
// - the reading key opens what is shown; it lies in a box that only the PIN opens;
// - the sending key opens what waits to be sent; the reading key opens it, and so does what the
//   server answers to its signed-in owner. So what is recorded can be sent without the PIN.
// Ten wrong PINs destroy the box of the reading key and all that it opens. What waits stays.

import { boxed, givenKey, newKey, newSalt, pinKey, unboxed, unwrapped, wrapped } from "./boxes.js";
import { newKey as newDevice } from "./keys.js";
import { Store, remove } from "./store.js";
import * as vaults from "./vaults.js";

export const MOST_WRONG = 10;
const READ = ["work", "log"];
const DOOR = "door";

// A PIN is 6 digits or more, not all the same and not a run.
export function isWeak(pin) {
  const steps = new Set([...pin].slice(1).map((digit, n) => digit - pin[n]));
  return !/^\d{6,64}$/.test(pin) || (steps.size === 1 && [-1, 0, 1].includes([...steps][0]));
}

const fromBase64 = (signs) => Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));

export class Vault {
  static async open(tag) {
    const store = await Store.open(tag);
    const door = (await store.get(DOOR, DOOR)) ?? { device: newDevice(), next: 1, made: 0 };
    return new Vault(tag, store, door);
  }

  constructor(tag, store, door) {
    Object.assign(this, { tag, store, door, reading: null, sending: null });
  }

  get device() {
    return this.door.device;
  }

  get isMade() {
    return Boolean(this.door.wrapped);
  }

  get isOpen() {
    return Boolean(this.reading);
  }

  // What stands at the door, changed in the database and here.
  async note(change) {
    this.door = await this.store.change([DOOR], async (within) => {
      const door = { ...((await within.get(DOOR, DOOR)) ?? this.door), ...change };
      await within.put(DOOR, DOOR, door);
      return door;
    });
  }

  // A first PIN, or a new one after the old was given up; needs what the server answered.
  async begin(pin, sendingKey, name) {
    const rounds = newSalt();
    const reading = await newKey();
    const given = await givenKey(fromBase64(sendingKey));
    const { bySign } = this.door;
    const sending = bySign ? await unwrapped(bySign, given, "sending", true) : await newKey();
    await this.note({
      rounds,
      name: name ?? this.door.name,
      wrong: 0,
      wrapped: await wrapped(reading, await pinKey(pin, rounds), "reading"),
      byReading: await wrapped(sending, reading, "sending"),
      bySign: bySign ?? (await wrapped(sending, given, "sending")),
    });
    vaults.use(this.tag);
    await this.unlock(pin);
  }

  // True if the PIN was right. A try counts before it is looked at, so that none is free.
  async unlock(pin) {
    await this.note({ wrong: (await this.wrong()) + 1 });
    try {
      const key = await pinKey(pin, this.door.rounds);
      const reading = await unwrapped(this.door.wrapped, key, "reading");
      this.sending = await unwrapped(this.door.byReading, reading, "sending");
      this.reading = reading;
    } catch {
      if (this.door.wrong >= MOST_WRONG) await this.giveUp();
      return false;
    }
    await this.note({ wrong: 0 });
    vaults.use(this.tag);
    return true;
  }

  async wrong() {
    return (await this.store.get(DOOR, DOOR))?.wrong ?? 0;
  }

  // What is being sent just now goes on; then the sending key goes too.
  lock() {
    this.reading = null;
    if (!this.isSending) this.sending = null;
  }

  async whileSending(work) {
    this.isSending = true;
    try {
      await work();
    } finally {
      this.isSending = false;
      if (!this.isOpen) this.sending = null;
    }
  }

  // What waits can be sent: with the PIN's key, or with what the server answered to the owner.
  async openToSend(sendingKey) {
    if (this.sending || !this.door.bySign) return;
    const given = await givenKey(fromBase64(sendingKey));
    this.sending = await unwrapped(this.door.bySign, given, "sending");
  }

  // Nothing can be read here any more. What waits to be sent stays, and opens to its owner alone.
  async giveUp(change = {}) {
    this.lock();
    this.door = await this.store.change([DOOR, ...READ], async (within) => {
      const { rounds, wrapped: _, byReading, ...door } = await within.get(DOOR, DOOR);
      await within.put(DOOR, DOOR, { ...door, ...change, wrong: 0 });
      for (const name of READ) await within.clear(name);
      return { ...door, ...change, wrong: 0 };
    });
  }

  // The server has heard that this phone was wiped: what is still here goes as from another one.
  async renew() {
    this.door = await this.store.change([DOOR, "outbox"], async (within) => {
      const { isKnown, isWiping, ...before } = await within.get(DOOR, DOOR);
      const door = { ...before, device: newDevice(), next: 1 };
      for (const { seq, ...row } of await within.all("outbox")) {
        await within.put("outbox", row.at, row);
      }
      await within.put(DOOR, DOOR, door);
      return door;
    });
  }

  async destroy() {
    this.lock();
    this.store.close();
    vaults.forget(this.tag);
    await remove(this.tag);
  }

  // Values of a store under one of the keys; `at` is their place and is part of the box.
  async read(name, at) {
    const row = await this.store.get(name, at);
    return row && unboxed(this.#keyOf(name), `${name} ${at}`, row.box);
  }

  async readAll(name) {
    const rows = await this.store.all(name);
    const key = this.#keyOf(name);
    const open = async (row) => ({
      row,
      value: await unboxed(key, `${name} ${row.at}`, row.box),
    });
    return Promise.all(rows.map(open));
  }

  async rowOf(name, at, value, beside = {}) {
    return { ...beside, at, box: await boxed(this.#keyOf(name), `${name} ${at}`, value) };
  }

  async write(name, at, value) {
    const row = await this.rowOf(name, at, value);
    await this.store.change([name], (within) => within.put(name, at, row));
  }

  #keyOf(name) {
    return READ.includes(name) ? this.reading : this.sending;
  }
}
