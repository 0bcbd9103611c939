// The first screen: operations of this person and their sites.

import { cut, fill, onPress, part, say, show, warn } from "../page.js";
import { little } from "../storage.js";
import { isOffered, take } from "../updating.js";

export function home(app) {
  const page = show("home");
  const standing = app.standing;
  const place = part(page, "operations");
  for (const operation of app.work.operations) {
    const panel = cut("part-operation");
    fill(panel, "name", operation.code_name);
    fill(panel, "reference", operation.reference);
    const rows = operation.sites.map((site) => row(app, site, standing.of(site.key)));
    part(panel, "sites").append(...rows);
    place.append(panel);
  }
  part(page, "none").hidden = app.work.operations.length > 0;
  part(page, "update").hidden = !isOffered();
  onPress(page, "take", () => take(app));
  onPress(page, "waiting", () => app.go("waiting"));
  onPress(page, "finish", () => finish(app, page));
  tellRoom(page);
}

function row(app, site, { answers, people }) {
  const line = cut("part-site");
  fill(line, "name", `${site.number}. ${site.name}`);
  const told = { asked: site.checklist.length, answered: answers.size, people: people.length };
  fill(line, "told", say("site-told", told));
  line.querySelector("button").onclick = () => app.go("site", { site: site.key });
  return line;
}

async function tellRoom(page) {
  const left = await little();
  if (left !== undefined) fill(page, "room", say("little-room", { left }));
}

// Everything leaves the phone; not while something waits, and only when pressed twice.
function finish(app, page) {
  if (app.pending) return warn(say("finish-waits", { n: app.pending }));
  const button = part(page, "finish");
  if (button.dataset.isAsked) return app.finish();
  button.dataset.isAsked = "yes";
  button.textContent = say("finish-sure");
  return warn(say(app.stuck ? "finish-refused" : "finish-clears", { n: app.stuck }));
}
