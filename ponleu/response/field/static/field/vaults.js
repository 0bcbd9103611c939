// Whose vaults lie on this phone, by words that say nothing, the last used first; and phones that
// were wiped by command, until the server has heard it.

const VAULTS = "field-vaults";
const WIPED = "field-wiped";

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return [];
  }
}

function write(name, list) {
  if (list.length) localStorage.setItem(name, JSON.stringify(list));
  else localStorage.removeItem(name);
}

const without = (name, one) => read(name).filter((other) => other !== one);

export const known = () => read(VAULTS);
export const use = (tag) => write(VAULTS, [tag, ...without(VAULTS, tag)]);
export const forget = (tag) => write(VAULTS, without(VAULTS, tag));

export const wiped = () => read(WIPED);
export const addWiped = (device) => write(WIPED, [...without(WIPED, device), device]);
export const heard = (device) => write(WIPED, without(WIPED, device));
