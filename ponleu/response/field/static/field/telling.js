// The line below the bar: what waits, and what the last try said. No line is no fault.

import { part, say } from "./page.js";

const place = part(document, "line");
let said = "";

export function tellLine(app) {
  const sentence = sentenceOf(app);
  place.dataset.state = app.line.state;
  part(document, "sign-in").hidden = app.line.state !== "signed-out";
  part(document, "send").hidden = !app.pending || app.line.state === "sending";
  if (sentence !== said) part(place, "said").textContent = said = sentence;
}

function sentenceOf({ line: { state, say: reason }, pending: n, sendingFile: file, vault }) {
  if (!vault) return "";
  if (state === "sending" && file) {
    return say("sending-file", { n, share: Math.floor((100 * file.have) / file.size) });
  }
  if (state === "signed-out") return say(n ? "sign-in-to-send" : "sign-in", { n });
  if (state === "refused") return reason || say("refused-all", { n });
  if (state === "none") return say(n ? "no-line" : "no-line-nothing", { n });
  if (state === "sending" && n) return say("sending", { n });
  return n ? say("waits", { n }) : say("all-sent");
}
