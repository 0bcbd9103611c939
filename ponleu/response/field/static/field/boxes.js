// Boxes: values under AES-GCM with 256 bits, a fresh nonce of 96 bits for each, bound to the store
// and key that they lie under. And keys in boxes, under one that is made from a PIN.

const { subtle } = globalThis.crypto;
const CIPHER = "AES-GCM";
const ITERATIONS = 600_000;

const text = (words) => new TextEncoder().encode(words);
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const how = (place, iv) => ({ name: CIPHER, iv, additionalData: text(`ponleu field ${place}`) });

class NotOpened extends Error {}

export async function boxed(key, place, value) {
  const iv = random(12);
  return { iv, data: await subtle.encrypt(how(place, iv), key, text(JSON.stringify(value))) };
}

export async function unboxed(key, place, { iv, data }) {
  const plain = await subtle.decrypt(how(place, iv), key, data).catch(refuse);
  return JSON.parse(new TextDecoder().decode(plain));
}

function refuse() {
  throw new NotOpened();
}

// A new key: to be put into boxes, and then opened from one so that script cannot read it out.
export function newKey() {
  const uses = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
  return subtle.generateKey({ name: CIPHER, length: 256 }, true, uses);
}

export async function wrapped(key, by, place) {
  const iv = random(12);
  return { iv, data: await subtle.wrapKey("raw", key, by, how(place, iv)) };
}

export function unwrapped({ iv, data }, by, place, isKept = false) {
  const uses = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
  return subtle.unwrapKey("raw", data, by, how(place, iv), CIPHER, isKept, uses).catch(refuse);
}

export const newSalt = () => ({ salt: random(16), iterations: ITERATIONS });

// PBKDF2 with SHA-256; the number of rounds stands beside the salt, so that it can grow.
export async function pinKey(pin, { salt, iterations }) {
  const secret = await subtle.importKey("raw", text(pin), "PBKDF2", false, ["deriveKey"]);
  const rounds = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const uses = ["wrapKey", "unwrapKey"];
  return subtle.deriveKey(rounds, secret, { name: CIPHER, length: 256 }, false, uses);
}

export function givenKey(bytes) {
  return subtle.importKey("raw", bytes, CIPHER, false, ["wrapKey", "unwrapKey"]);
}
