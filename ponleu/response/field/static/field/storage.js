// Room on the phone: asked to be kept, and how much is left.

const LITTLE = 200 * 1024 * 1024;

export function persist() {
  return navigator.storage?.persist?.().catch(() => false);
}

// Megabytes left if they are few; nothing if there is room or the browser does not say.
export async function little() {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => ({}))) ?? {};
  const left = quota - usage;
  return left < LITTLE ? Math.floor(left / 2 ** 20) : undefined;
}
