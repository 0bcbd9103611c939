// A voice note of at most five minutes, sealed when it ends.

import { fill, onPress, part, say, show, warn } from "../page.js";
import { offerUndo } from "./site.js";

const MOST_S = 300;
const BITS_PER_SECOND = 24_000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export function voice(app, { site }) {
  const page = show("voice");
  const own = app.standing.of(site).made.filter(({ kind }) => kind === "voice");
  fill(page, "count", say("voices", { n: own.length }));
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
  let running;
  onPress(page, "record", async () => {
    if (running) return running.stop();
    const button = part(page, "record");
    button.disabled = true; // the microphone may take a moment, and is asked once
    running = await begin((sound) => keep(app, site, sound)).catch(() => undefined);
    button.disabled = false;
    if (!running) return warn(say("voice-none"));
    app.ending = running.end;
    button.textContent = say("voice-stop");
    return count(page, running);
  });
}

async function keep(app, site, { blob, seconds }) {
  const made = { kind: "voice", open: { seconds }, words: { text: "" }, blob };
  if (blob.size && app.vault.isOpen) await app.record(site, made);
  if (app.stack.at(-1)?.name === "voice") app.render();
}

async function begin(done) {
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const parts = [];
  const began = performance.now();
  const elapsed = () => Math.min(MOST_S, Math.max(1, Math.round((performance.now() - began) / 1000)));
  const stop = () => recorder.state === "recording" && recorder.stop();
  const timer = setTimeout(stop, MOST_S * 1000);
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const awake = await navigator.wakeLock?.request("screen").catch(() => {}); // dark, it hears nothing
  const ended = new Promise((over) => {
    recorder.onstop = async () => {
      clearTimeout(timer);
      awake?.release();
      for (const track of sound.getTracks()) track.stop();
      const blob = new Blob(parts, { type: recorder.mimeType });
      await done({ blob, seconds: elapsed() }).finally(over);
    };
  });
  const end = () => (stop(), ended);
  recorder.start(1000);
  return { stop, end, elapsed, isOn: () => recorder.state === "recording" };
}

// Whoever goes to another screen, or locks, ends it: what was said till then is kept.
function count(page, running) {
  const place = part(page, "elapsed");
  const timer = setInterval(() => {
    if (!running.isOn()) return clearInterval(timer);
    if (!place.isConnected) return running.stop();
    return fill(page, "elapsed", say("voice-elapsed", { n: running.elapsed(), most: MOST_S }));
  }, 500);
}
