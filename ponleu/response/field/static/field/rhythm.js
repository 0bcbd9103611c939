// When to ask the server: now and then, sooner while something waits, later and later while there
// is no line, by chance so that not all phones come at once; one pass at a time on the phone.

import { NoLine } from "./line.js";

const CALM_S = 300;
const WAITING_S = 15;
const FIRST_S = 2;
const LONGEST_S = 300;

export class Rhythm {
  // `work` does a pass and answers whether something still waits; `ended` hears how it went.
  constructor(work, ended) {
    Object.assign(this, { work, ended, misses: 0, timer: 0, isAsked: false, isBusy: false });
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => document.hidden || this.now());
  }

  now() {
    this.misses = 0;
    this.isAsked = true;
    return this.#go();
  }

  // Something got through: a line that is cut now and then is asked again soon.
  moved() {
    this.misses = 0;
  }

  stop() {
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  #later(seconds) {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => this.#go(), seconds * 1000);
  }

  async #go() {
    if (this.isBusy || this.isStopped) return;
    this.isBusy = true;
    this.isAsked = false;
    await navigator.locks.request("field-pass", async () => {
      let wait = CALM_S;
      try {
        if (await this.work()) wait = WAITING_S;
        this.misses = 0;
        this.ended();
      } catch (fault) {
        const span = Math.min(LONGEST_S, FIRST_S * 2 ** this.misses++);
        wait = fault instanceof NoLine ? span * (0.5 + Math.random() / 2) : CALM_S;
        this.ended(fault);
      }
      this.isBusy = false;
      this.#later(this.isAsked ? 0 : wait);
    });
  }
}
