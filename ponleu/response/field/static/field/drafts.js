// What is typed and not kept yet: boxed when the phone locks or another program comes before it,
// and filled in again afterwards.

import { main } from "./page.js";

const fields = () => [...main.querySelectorAll("form [name]")].filter(({ type }) => type !== "file");
const isTicked = ({ type }) => type === "checkbox" || type === "radio";

export function taken() {
  const typed = fields().map((field) => (isTicked(field) ? field.checked : field.value));
  return main.querySelector("form[data-draft]") ? typed : [];
}

export function giveBack(typed) {
  fields().forEach((field, n) => {
    if (typed[n] === undefined) return;
    if (isTicked(field)) field.checked = typed[n];
    else field.value = typed[n];
    field.dispatchEvent(new Event("restored"));
  });
}
