// Locked after five minutes without a touch, also when the phone slept meanwhile.

const IDLE_MS = 5 * 60_000;

export function watch(lock) {
  let touched = Date.now();
  let timer = 0;
  const look = () => {
    if (Date.now() - touched >= IDLE_MS) lock();
  };
  const touch = () => {
    look();
    touched = Date.now();
    clearTimeout(timer);
    timer = setTimeout(look, IDLE_MS);
  };
  for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touch, true);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  touch();
}
