// The phone's own database: one for each person who works on it, of stores without meaning in
// their names. Whatever tells of work lies boxed in it (boxes.js).

const STORES = ["door", "work", "log", "outbox", "told", "files"];

const settled = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

const nameOf = (tag) => `field-${tag}`;

export class Store {
  static async open(tag) {
    const request = indexedDB.open(nameOf(tag), 1);
    request.onupgradeneeded = () => {
      for (const name of STORES) request.result.createObjectStore(name);
    };
    return new Store(await settled(request));
  }

  constructor(base) {
    this.base = base;
    base.onversionchange = () => base.close();
  }

  get(name, key) {
    return settled(this.base.transaction(name).objectStore(name).get(key));
  }

  all(name) {
    return settled(this.base.transaction(name).objectStore(name).getAll());
  }

  count(name) {
    return settled(this.base.transaction(name).objectStore(name).count());
  }

  // All of it or nothing, on the disk before it is answered. `work` may wait for what its `within`
  // answers (get, all, put, remove, clear) and for nothing else.
  async change(names, work) {
    const whole = this.base.transaction(names, "readwrite", { durability: "strict" });
    const done = new Promise((kept, failed) => {
      whole.oncomplete = kept;
      whole.onabort = () => failed(whole.error ?? new Error("not kept"));
    });
    const of = (name) => whole.objectStore(name);
    const within = {
      get: (name, key) => settled(of(name).get(key)),
      all: (name) => settled(of(name).getAll()),
      put: (name, key, value) => settled(of(name).put(value, key)),
      remove: (name, key) => settled(of(name).delete(key)),
      clear: (name) => settled(of(name).clear()),
    };
    try {
      const answer = await work(within);
      await done;
      return answer;
    } catch (fault) {
      done.catch(() => {});
      try {
        whole.abort();
      } catch {
        // it has ended already
      }
      throw fault;
    }
  }

  close() {
    this.base.close();
  }
}

export function remove(tag) {
  return settled(indexedDB.deleteDatabase(nameOf(tag)));
}
