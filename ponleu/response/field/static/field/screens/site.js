// One site: what can be done there, and how far it is.

import { cut, fill, onPress, part, say, show, time } from "../page.js";

const SCREENS = [
  ["checklist", "check"],
  ["headcount", "headcount"],
  ["persons", "person"],
  ["photo", "photo"],
  ["note", "note"],
  ["voice", "voice"],
  ["sketch", "sketch"],
  ["exhibit", "exhibit"],
];

export function site(app, { site: key }) {
  const { site: told } = app.site(key);
  const page = show("site");
  const standing = app.standing.of(key);
  fill(page, "heading", `${told.number}. ${told.name}`);
  fill(page, "names", told.other_names.join(" · "));
  fill(page, "address", told.address ?? "");
  const place = part(page, "doings");
  for (const [screen, kind] of SCREENS) {
    const line = cut("part-doing");
    fill(line, "name", say(`do-${screen}`));
    fill(line, "told", toldOf(kind, told, standing));
    line.dataset.to = screen;
    line.querySelector("button").onclick = () => app.go(screen, { site: key });
    place.append(line);
  }
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
}

function toldOf(kind, { checklist }, { answers, people, made }) {
  const own = made.filter((entry) => entry.kind === kind);
  if (kind === "check") return say("answered", { asked: checklist.length, n: answers.size });
  if (kind === "person") return say("people", { n: people.length });
  if (kind === "headcount" && own.length) return counted(own.at(-1));
  return own.length ? say("made", { n: own.length }) : "";
}

const counted = ({ at, open }) => say("counted", { ...open, time: time(at) });

// What was kept last, and a button to take it back while it has not been sent.
export function offerUndo(app, page, after = () => app.render()) {
  const panel = part(page, "kept");
  panel.hidden = !app.kept;
  if (!app.kept) return;
  fill(panel, "kept-said", say("kept", { what: say(`kind-${app.kept.kind}`) }));
  const button = part(panel, "undo");
  button.onclick = async () => {
    const isBack = await app.undo();
    after();
    const place = part(document, "kept");
    if (!place) return;
    place.hidden = false;
    fill(place, "kept-said", say(isBack ? "taken-back" : "sent-already"));
    part(place, "undo").hidden = true;
  };
}
