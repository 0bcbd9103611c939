// Over a bad line: asked and sent until it has arrived; a file goes on where it stopped.
// What waits is in memory alone, sealed already.

const STALLED_MS = 30000;
const PIECE = 256 * 1024;

export const text = (words) => new TextEncoder().encode(words);
export const base64 = (field) =>
  btoa(Array.from(field, (byte) => String.fromCharCode(byte)).join(""));
export const fromBase64 = (signs) => Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));

export class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    Object.assign(this, { sentence, status });
  }
}

// What an envelope or a file of a complaint is bound to: sealed.py.
export function contextOf(part, key) {
  const pairs = key.replaceAll("-", "").match(/../g);
  return Uint8Array.from([
    ...text(`ponleu complaint ${part} `),
    ...pairs.map((pair) => parseInt(pair, 16)),
  ]);
}

// Until the browser says that the line is back, somebody presses again, or the time is up.
export function pause(seconds) {
  return new Promise((done) => {
    const timer = setTimeout(end, seconds * 1000);
    addEventListener("online", end);
    function end() {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    }
  });
}

export const again = () => dispatchEvent(new Event("online"));

// Tries until the line is there again; a refusal is passed on at once.
export async function patiently(work, onDropped) {
  for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      onDropped?.();
      await pause(wait);
    }
  }
}

// Text of ours, or a TypeError as if the line had dropped.
export async function get(address) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), STALLED_MS);
  try {
    const answer = await fetch(address, { credentials: "omit", signal: late.signal });
    if (answer.ok) return await answer.text();
  } catch {
    // told below
  } finally {
    clearTimeout(timer);
  }
  throw new TypeError("line dropped");
}

function read(request) {
  const kind = request.getResponseHeader("Content-Type") ?? "";
  try {
    return kind.startsWith("application/json") ? JSON.parse(request.response) : request.response;
  } catch {
    return undefined;
  }
}

// A TypeError if the line drops or nothing moves, Refused if we say no.
export function post(address, body, { headers = {}, progress } = {}) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    let timer;
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), STALLED_MS);
    };
    request.open("POST", address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      moved();
      progress?.(loaded);
    };
    request.onprogress = moved;
    request.onloadend = () => clearTimeout(timer);
    request.onerror = request.onabort = () => failed(new TypeError("line dropped"));
    request.onload = () => {
      const answer = read(request);
      if (request.status === 200) done(answer);
      else failed(new Refused(answer?.sentence, request.status));
    };
    moved();
    request.send(body);
  });
}

// Sealed once; `sent` remembers each file, what is sealed of it, and how much has arrived.
export async function keepFile(file, sent, { address, sealing, progress, onDropped }) {
  if (!sent.has(file)) sent.set(file, await sealedFile(file, sealing));
  const one = sent.get(file);
  while (one.body) {
    const { size } = one.body;
    const headers = { "X-Key": one.told.key, "X-From": one.at, "X-Size": size };
    const piece = one.body.slice(one.at, one.at + PIECE);
    const share = (loaded) => progress(Math.floor((100 * Math.min(one.at + loaded, size)) / size));
    const how = { headers, progress: share };
    const { kept } = await patiently(() => post(address, piece, how), onDropped);
    if (kept === one.at) throw new Refused();
    one.at = kept;
    if (kept === size) one.body = undefined;
  }
  return one.told;
}

async function sealedFile(file, sealing) {
  const key = crypto.randomUUID();
  const fileKey = sealing.newFileKey();
  const pieces = [];
  for await (const piece of sealing.sealFile(file, fileKey, contextOf("file", key))) {
    pieces.push(piece);
  }
  const { name, size, type: media_type } = file;
  const told = { key, file_key: base64(fileKey), name, media_type, size };
  return { told, body: new Blob(pieces), at: 0 };
}

// Whether a file fits beside others, by what its field says; else why not, in words.
export function whyNot(file, files, { most, fileMegabytes, filesMegabytes, tooLarge, tooMany }) {
  const total = files.reduce((sum, one) => sum + one.size, file.size);
  if (files.length >= most) return tooMany;
  return file.size > fileMegabytes * 2 ** 20 || total > filesMegabytes * 2 ** 20 ? tooLarge : "";
}
