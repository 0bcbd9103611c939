// A photo from the camera: hashed as it comes, then sealed. It cannot be looked at here again.

import { fill, onPress, part, say, show, time, warn } from "../page.js";
import { MOST_BYTES } from "../sealed.js";
import { offerUndo } from "./site.js";

const KINDS = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"];

export function photo(app, { site }) {
  const page = show("photo");
  const own = app.standing.of(site).made.filter(({ kind }) => kind === "photo");
  fill(page, "count", say("photos", { n: own.length }));
  if (own.length) fill(page, "last", lastOf(own.at(-1)));
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
  const input = part(page, "camera");
  input.onchange = async () => {
    const [blob] = input.files;
    const text = part(page, "caption").value.trim();
    if (!blob) return undefined;
    if (!KINDS.includes(blob.type)) return warn(say("photo-kind"));
    if (blob.size > MOST_BYTES) return warn(say("file-large"));
    fill(page, "sealing", say("sealing"));
    input.value = "";
    try {
      await app.record(site, { kind: "photo", open: {}, words: { text }, blob });
    } finally {
      fill(page, "sealing", "");
    }
    return app.render();
  };
}

const lastOf = ({ at, open }) => say("photo-last", { time: time(at), hash: open.sha256.slice(0, 12) });
