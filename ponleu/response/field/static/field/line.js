// Asking the server. Without a line nothing is wrong: NoLine, and it is asked again later.

import { language } from "./page.js";

const ROOT = "/field/";
const STALLED_MS = 30_000;

export class NoLine extends Error {}
export class SignedOut extends Error {}

export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.code ?? `${status}`);
    Object.assign(this, { status, answer, say: answer?.say ?? "" });
  }
}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

async function ask(method, path, body, kind) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), STALLED_MS);
  const headers = { Accept: "application/json", "Accept-Language": language };
  if (method !== "GET") headers["X-CSRFToken"] = token();
  if (kind) headers["Content-Type"] = kind;
  const how = { method, body, headers, redirect: "manual", cache: "no-store", signal: late.signal };
  try {
    const answer = await fetch(ROOT + path, how);
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { answer, told: isTold ? await answer.json() : undefined };
  } catch {
    throw new NoLine();
  } finally {
    clearTimeout(timer);
  }
}

async function answered(...asked) {
  const { answer, told } = await ask(...asked);
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  if (answer.status >= 500) throw new NoLine();
  if (!answer.ok) throw new Refused(answer.status, told);
  if (!told) throw new NoLine();
  return told;
}

export const get = (path) => answered("GET", path);
export const post = (path, value) =>
  answered("POST", path, JSON.stringify(value), "application/json");
export const put = (path, bytes) => answered("PUT", path, bytes, "application/octet-stream");
