// The service worker: keeps the shell, the same for everybody, under one version, and gives it
// without a line. What belongs to work or to a person goes past it.

const NAME = `field-${SHELL.version}`;
const START = "/field/";
const KNOWN = new Set([...SHELL.pages, ...SHELL.files]);

async function keepAll() {
  const shell = await caches.open(NAME);
  await Promise.all([...KNOWN].map((address) => keep(shell, address)));
  const preferred = navigator.languages.some((code) => code.startsWith("km")) ? 0 : 1;
  await shell.put(START, await copyOf(shell, SHELL.pages[preferred]));
}

// A page that led elsewhere (signed out) is not the page: then this version is tried another time.
async function keep(shell, address) {
  const answer = await fetch(address, { cache: "reload", redirect: "error" });
  if (!answer.ok) throw new Error("shell not whole");
  await shell.put(address, answer);
}

const found = (shell, address) => shell.match(address, { ignoreVary: true });
const copyOf = async (shell, address) => (await found(shell, address)).clone();

async function dropOld() {
  const names = (await caches.keys()).filter((name) => name.startsWith("field-") && name !== NAME);
  await Promise.all(names.map((name) => caches.delete(name)));
  await clients.claim();
}

// The page opened last in a language is the one that opens next.
async function given(request, address) {
  const shell = await caches.open(NAME);
  const kept = await found(shell, address);
  if (!kept) return fetch(request);
  if (SHELL.pages.includes(address)) await shell.put(START, kept.clone());
  return kept;
}

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(dropOld()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname !== START && !KNOWN.has(pathname)) return;
  event.respondWith(given(event.request, pathname));
});
