// A new version of the page: it waits until somebody takes it, and is offered on the first screen
// only, never in the middle of a form.

let waiting;
let isTaken = false;

export async function keepWorker(app) {
  if (!navigator.serviceWorker) return;
  try {
    const kept = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" });
    const look = () => {
      if (!kept.waiting || !navigator.serviceWorker.controller) return;
      waiting = kept.waiting;
      app.renderQuietly();
    };
    look();
    const ask = () => document.hidden || kept.update().catch(() => {}); // a page may stay for weeks
    document.addEventListener("visibilitychange", ask);
    kept.addEventListener("updatefound", () => {
      kept.installing?.addEventListener("statechange", look);
    });
  } catch {
    // without a line, or signed out: the version that is here stays
  }
}

export const isOffered = () => Boolean(waiting);

// Locks first, so that what is typed is kept; then the page comes anew.
export async function take(app) {
  await app.lock();
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!isTaken) location.reload();
    isTaken = true;
  });
  waiting.postMessage("take over");
}
