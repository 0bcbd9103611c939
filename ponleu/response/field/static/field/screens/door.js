// Before anything is shown: the first time on a phone, the PIN, and what is left when it is gone.

import { plainDigits } from "../digits.js";
import { fill, onPress, onSubmit, part, say, show, warn } from "../page.js";
import { get } from "../line.js";
import { MOST_WRONG, isWeak } from "../vault.js";
import * as vaults from "../vaults.js";

export const first = () => show("first");
export const unable = () => show("unable");
export const wiped = () => show("wiped");

// A first PIN, or a new one after the old one was given up.
export function pin(app, { me }) {
  const page = show("pin");
  part(page, "named").hidden = Boolean(app.vault.door.name);
  onSubmit(part(page, "form"), async (given) => {
    const [typed, again] = ["pin", "again"].map((name) => plainDigits(given.get(name)));
    if (isWeak(typed)) return warn(say("pin-weak"));
    if (typed !== again) return warn(say("pin-unlike"));
    const name = given.get("name").trim().slice(0, 60) || say("phone");
    await app.vault.begin(typed, me.sending_key, app.vault.door.name ?? name);
    await app.opened();
  });
}

export function lock(app) {
  const page = show("lock");
  const others = vaults.known().filter((tag) => tag !== app.vault.tag);
  part(page, "other").hidden = !others.length;
  onPress(page, "other", () => app.use(others.at(-1)));
  onPress(page, "forgotten", async () => {
    await app.vault.giveUp();
    await shut(app);
  });
  onSubmit(part(page, "form"), async (given) => {
    if (await app.vault.unlock(plainDigits(given.get("pin")))) return app.opened();
    part(page, "form").reset();
    if (!app.vault.isMade) return shut(app);
    const left = MOST_WRONG - app.vault.door.wrong;
    return warn(say("pin-wrong", { left }));
  });
}

// Nothing can be read here; what waits is sent when its owner is signed in. Then a new PIN.
export function shut(app) {
  const page = show("shut");
  const isWiping = Boolean(app.vault.door.isWiping);
  part(page, "wiping").hidden = !isWiping;
  part(page, "given-up").hidden = isWiping;
  part(page, "new").hidden = isWiping;
  fill(page, "waits", app.pending ? say("waits-shut", { n: app.pending }) : "");
  onPress(page, "new", async () => {
    const me = await get("me.json").catch(() => undefined);
    if (me?.account === app.vault.tag) return pin(app, { me });
    return warn(say("new-needs-line"));
  });
}
