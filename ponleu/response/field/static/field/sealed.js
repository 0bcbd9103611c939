// What nobody reads on the phone again: words, drawings, pictures and sound are sealed to the desk
// when they are made (ponleu/sealing.js). Only a holder of the desk's key opens them.

import * as sealing from "../ponleu/sealing.js";
import { bytesOf } from "./keys.js";

export const MOST_BYTES = 40 * 1024 * 1024;

const text = (words) => new TextEncoder().encode(words);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const base64 = (bytes) => {
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs);
};
const fromBase64 = (signs) => Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));

export const isAble = () => sealing.supported();

const sha256 = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

const contextOf = (what, key) =>
  Uint8Array.from([...text(`ponleu field ${what}\0`), ...bytesOf(key)]);

export async function sealedWords(value, recipients, key) {
  const content = text(JSON.stringify({ v: 1, ...value }));
  return base64(
    await sealing.seal(content, recipients.map(fromBase64), contextOf("entry", key)),
  );
}

// The hash of the bytes as they came, first of all; then sealed, and the hash of that.
export async function sealedFile(blob, key) {
  const plain = await blob.arrayBuffer();
  const sha = await sha256(plain);
  const fileKey = sealing.newFileKey();
  const parts = [];
  for await (const part of sealing.sealFile(new Blob([plain]), fileKey, contextOf("file", key))) {
    parts.push(part);
  }
  const body = new Blob(parts);
  const open = {
    sha256: sha,
    size: plain.byteLength,
    media_type: blob.type.split(";")[0] || "application/octet-stream",
    sealed_sha256: await sha256(await body.arrayBuffer()),
    sealed_size: body.size,
  };
  return { open, body, fileKey: base64(fileKey) };
}
