// Sealing in the browser by WebCrypto alone, byte for byte as in ponleu/engines/sealing.

const { subtle } = globalThis.crypto ?? {};
const NONE = new Uint8Array(0);
const bytes = (buffer) => new Uint8Array(buffer);
const text = (words) => new TextEncoder().encode(words);
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const hex = (field) => Array.from(field, (byte) => byte.toString(16).padStart(2, "0")).join("");

export class NotOpened extends Error {}

function refuse() {
  throw new NotOpened();
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function hkdf(secret, salt, info, length) {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  return bytes(await subtle.deriveBits(how, key, length * 8));
}

function macKey(key) {
  return subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

async function mac(key, content) {
  return bytes(await subtle.sign("HMAC", await macKey(key), content));
}

async function aes(use, key, iv, content, additionalData = NONE) {
  const cipher = await subtle.importKey("raw", key, "AES-GCM", false, [use]);
  return bytes(await subtle[use]({ name: "AES-GCM", iv, additionalData }, cipher, content));
}

const CURVE = { name: "X25519" };
const PKCS8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32];

// False where the browser lacks X25519 or the page is not secure: then the server seals.
export async function supported() {
  try {
    return Boolean(await subtle.generateKey(CURVE, false, ["deriveBits"]));
  } catch {
    return false;
  }
}

// From 32 bytes, or fresh: the private key as CryptoKey, the public key as 32 bytes.
export async function keyPair(secret = random(32)) {
  const whole = join(PKCS8, secret);
  const privateKey = await subtle.importKey("pkcs8", whole, CURVE, true, ["deriveBits"]);
  const { x } = await subtle.exportKey("jwk", privateKey);
  const signs = atob(x.replaceAll("-", "+").replaceAll("_", "/"));
  return { privateKey, publicKey: Uint8Array.from(signs, (sign) => sign.charCodeAt(0)) };
}

async function keyId(publicKey) {
  return bytes(await subtle.digest("SHA-256", publicKey)).slice(0, 16);
}

// HPKE, base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
const KEM = [...text("KEM"), 0, 0x20];
const SUITE = [...text("HPKE"), 0, 0x20, 0, 1, 0, 2];

function labeled(suite, label, value, before = NONE) {
  return join(before, text("HPKE-v1"), suite, text(label), value);
}

async function sharedSecret(privateKey, otherKey, ephemeralKey, recipientKey) {
  const other = await subtle.importKey("raw", otherKey, CURVE, false, []);
  const agreed = bytes(await subtle.deriveBits({ ...CURVE, public: other }, privateKey, 256));
  const info = labeled(KEM, "shared_secret", join(ephemeralKey, recipientKey), [0, 32]);
  return hkdf(labeled(KEM, "eae_prk", agreed), NONE, info, 32);
}

// Key and nonce of the first message (5.1).
export async function keySchedule(shared, info) {
  const zeros = new Uint8Array(32);
  const noName = await mac(zeros, labeled(SUITE, "psk_id_hash", NONE));
  const context = join([0], noName, await mac(zeros, labeled(SUITE, "info_hash", info)));
  const secret = labeled(SUITE, "secret", NONE);
  const derive = (label, size) =>
    hkdf(secret, shared, labeled(SUITE, label, context, [0, size]), size);
  return [await derive("key", 32), await derive("base_nonce", 12)];
}

export async function sealTo(publicKey, content, info, additional = NONE, ephemeral = null) {
  const own = ephemeral ?? (await keyPair());
  const shared = await sharedSecret(own.privateKey, publicKey, own.publicKey, publicKey);
  const key = await keySchedule(shared, info);
  return join(own.publicKey, await aes("encrypt", ...key, content, additional));
}

export async function openFrom(sealed, pair, info, additional = NONE) {
  const sent = sealed.slice(0, 32);
  const shared = await sharedSecret(pair.privateKey, sent, sent, pair.publicKey).catch(refuse);
  const key = await keySchedule(shared, info);
  return aes("decrypt", ...key, sealed.slice(32), additional).catch(refuse);
}

// Envelopes: layout.py, padding.py and envelope.py tell what and why.
const VERSION = text("PNSE\x01");
const PART = 96;
const infoOf = (part, context) => join(text(`ponleu envelope 1 ${part}\0`), context);

async function bodyKey(contentKey, context) {
  const both = await hkdf(contentKey, NONE, infoOf("body", context), 44);
  return [both.slice(0, 32), both.slice(32)];
}

async function headerKey(contentKey, context) {
  return hkdf(contentKey, NONE, infoOf("header", context), 32);
}

function pad(content) {
  const length = content.length + 1;
  const exponent = 31 - Math.clz32(length);
  const mask = 2 ** Math.max(0, exponent - 32 + Math.clz32(exponent)) - 1;
  const filled = new Uint8Array(Math.max(256, (length + mask) & ~mask));
  filled.set(content);
  filled[content.length] = 0x80;
  return filled;
}

function unpad(filled) {
  const end = filled.findLastIndex((byte) => byte);
  return filled[end] === 0x80 ? filled.slice(0, end) : refuse();
}

// An envelope of content for recipients (public keys), bound to context; all bytes.
export async function seal(content, recipients, context) {
  if (!recipients.length) throw new TypeError("no recipient");
  if (!context.length || context.length > 1024) throw new TypeError("context out of bounds");
  const contentKey = random(32);
  const parts = {};
  for (const publicKey of recipients) {
    const id = await keyId(publicKey);
    const sealed = await sealTo(publicKey, contentKey, infoOf("content key", context));
    parts[hex(id)] = join(id, sealed);
  }
  const ids = Object.keys(parts).sort();
  const count = [ids.length >> 8, ids.length & 255];
  const header = join(VERSION, count, ...ids.map((id) => parts[id]));
  const tag = await mac(await headerKey(contentKey, context), header);
  const key = await bodyKey(contentKey, context);
  return join(header, tag, await aes("encrypt", ...key, pad(content), context));
}

// The content of an envelope sealed to this pair; anything else is NotOpened.
export async function open(envelope, pair, context) {
  const end = 7 + PART * (envelope[5] * 256 + envelope[6]);
  if (!(envelope.length >= end + 32) || hex(envelope.slice(0, 5)) !== hex(VERSION)) refuse();
  const ids = [];
  for (let at = 7; at < end; at += PART) ids.push(hex(envelope.slice(at, at + 16)));
  const mine = ids.indexOf(hex(await keyId(pair.publicKey)));
  if (mine < 0 || ids.some((id, at) => at && id <= ids[at - 1])) refuse();
  const sealed = envelope.slice(7 + mine * PART + 16, 7 + mine * PART + PART);
  const contentKey = await openFrom(sealed, pair, infoOf("content key", context));
  const proving = await macKey(await headerKey(contentKey, context));
  const tag = envelope.slice(end, end + 32);
  if (!(await subtle.verify("HMAC", proving, tag, envelope.slice(0, end)))) refuse();
  const key = await bodyKey(contentKey, context);
  return unpad(await aes("decrypt", ...key, envelope.slice(end + 32), context).catch(refuse));
}

// Files: Tink's AES-GCM-HKDF streaming; files.py tells the format.
const MEBIBYTE = 1024 * 1024;
const HEADER = 40;
const slice = async (blob, from, to) => bytes(await blob.slice(from, to).arrayBuffer());

function nonceOf(prefix, number, isLast) {
  const nonce = join(prefix, [0, 0, 0, 0, Number(isLast)]);
  new DataView(nonce.buffer).setUint32(7, number);
  return nonce;
}

export const newFileKey = () => random(32);

// The sealed file, a segment at a time; blob is a File or Blob.
export async function* sealFile(blob, key, context, segment = MEBIBYTE) {
  const salt = random(32);
  const prefix = random(7);
  const fileKey = await hkdf(key, salt, context, 32);
  let head = join([HEADER], salt, prefix);
  for (let from = 0, number = 0, isLast = false; !isLast; number++) {
    const to = Math.min(from + segment - 16 - head.length, blob.size);
    isLast = to === blob.size;
    const nonce = nonceOf(prefix, number, isLast);
    yield join(head, await aes("encrypt", fileKey, nonce, await slice(blob, from, to)));
    [head, from] = [NONE, to];
  }
}

// The content, a proved segment at a time; it is whole only if this ends without NotOpened.
export async function* openFile(blob, key, context, segment = MEBIBYTE) {
  const head = await slice(blob, 0, HEADER);
  if (head.length < HEADER || head[0] !== HEADER) refuse();
  const fileKey = await hkdf(key, head.slice(1, 33), context, 32);
  for (let from = HEADER, number = 0, isLast = false; !isLast; number++) {
    const to = Math.min((number + 1) * segment, blob.size);
    isLast = to === blob.size;
    const nonce = nonceOf(head.slice(33), number, isLast);
    yield await aes("decrypt", fileKey, nonce, await slice(blob, from, to)).catch(refuse);
    from = to;
  }
}
