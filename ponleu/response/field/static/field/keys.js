// Keys of entries and people: UUIDv7 (RFC 9562), made here, sorted by time.

export function newKey(at = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let n = 0, rest = at; n < 6; n++, rest = Math.floor(rest / 256)) bytes[5 - n] = rest % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const bytesOf = (key) =>
  Uint8Array.from(key.replaceAll("-", "").match(/../g), (pair) => parseInt(pair, 16));
