// On every public page: leaving at once, hints, and handing the questions over to telling.js.

const source = document.querySelector("script[data-telling]").dataset;
const exit = document.querySelector(".pl-exit");
const form = document.getElementById("report");
let escapedAt = -1e4;
let isPlain = false;

function leave(event) {
  event.preventDefault();
  dispatchEvent(new Event("leaving"));
  document.title = "";
  document.body.hidden = true;
  location.replace(exit.href);
}

function onKey(event) {
  if (event.key !== "Escape") return;
  if (event.timeStamp - escapedAt < 1500) leave(event);
  escapedAt = event.timeStamp;
}

// A module that did not come is asked for again under another address: browsers remember failures.
async function load(address) {
  for (let n = 0; n < 5; n++) {
    try {
      return await import(address + (n ? `?${n}` : ""));
    } catch {
      await new Promise((done) => setTimeout(done, 500 * 2 ** n));
    }
  }
}

// Where the browser can seal, answers stay in it; where not, the form goes as it is. A form that
// carries a draft of the server's goes on that way: what was told before is in there.
async function onSubmit(event) {
  if (isPlain || form.elements.draft) return;
  event.preventDefault();
  const telling = await load(source.telling);
  if (await telling?.begin(form, event.submitter, { ...source, load })) return;
  isPlain = true;
  form.requestSubmit(event.submitter);
}

exit.addEventListener("click", leave);
addEventListener("keydown", onKey);
for (const hint of document.querySelectorAll("[data-script]")) hint.hidden = false;
form?.addEventListener("submit", onSubmit);
