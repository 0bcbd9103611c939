// One person found: entered, or changed field by field.

import { FIELDS, bandOf, isBand } from "../folding.js";
import { newKey } from "../keys.js";
import { fill, onPress, onSubmit, options, part, say, show, ticks, warn } from "../page.js";
import { offerScan } from "../scanning.js";
import { offerUndo } from "./site.js";

export function person(app, { site, person: key }) {
  const page = show("person");
  const standing = app.standing;
  const known = standing.people.get(key);
  const { languages, age_bands, needs } = app.work.lists;
  fill(page, "heading", known ? say("person-of", { band: known.wristband }) : say("person-new"));
  fill(page, "count", say("people", { n: standing.of(site).people.length }));
  const form = part(page, "form");
  form.elements.wristband.value = known?.wristband ?? "";
  options(form.elements.language, languages, known?.language ?? "unknown");
  options(form.elements.age_band, age_bands, known?.age_band ?? "unknown");
  ticks(part(page, "needs"), { type: "checkbox", name: "needs", list: needs, chosen: known?.needs });
  offerScan(part(page, "scan"), form.elements.wristband, () => warn(say("scan-nothing")));
  onPress(page, "back", () => app.back());
  offerUndo(app, page, () => (known ? app.back() : app.render()));
  onSubmit(form, async (given) => {
    const told = toldBy(given);
    if (!isBand(told.wristband)) return warn(say("band-wrong"));
    if (isWorn(standing, told.wristband, key)) return warn(say("band-worn"));
    if (known) return change(app, site, known, told);
    await app.record(site, { kind: "person", open: { person: newKey(), ...told } });
    return app.render();
  });
}

const toldBy = (given) => ({
  wristband: bandOf(given.get("wristband")),
  language: given.get("language"),
  age_band: given.get("age_band"),
  needs: given.getAll("needs"),
});

const isWorn = ({ people }, band, key) =>
  [...people.values()].some((one) => one.person !== key && bandOf(one.wristband) === band);

// Only what is another than before; each names the entry that it follows.
async function change(app, site, known, told) {
  for (const field of FIELDS) {
    const value = told[field];
    if (`${value}` === `${known[field]}`) continue;
    const open = { person: known.person, field, value };
    await app.record(site, { kind: "person_change", base: known.bases[field], open });
  }
  app.back();
}
