// A large file in pieces: goes on where the record says that it ends, however often the line is cut.

const LONGEST_PAUSE_MS = 20000;
const place = document.querySelector("[data-upload]");

const pause = (ms) =>
  new Promise((done) => {
    setTimeout(done, ms);
    addEventListener("online", done, { once: true });
  });

// What the record holds after a try; nothing if the line was cut.
async function tried(send) {
  try {
    const response = await send();
    const said = await response.json();
    if (!("held" in said)) throw new Error(said.sentence);
    return said.held;
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

async function sendAll(file, { address, size, piece, waiting, going }, token, say) {
  let wait = 1000;
  let held = await tried(() => fetch(address));
  while (held !== size) {
    if (held === undefined) {
      say(waiting);
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      held = await tried(() => fetch(address));
      continue;
    }
    say(going, held);
    const body = file.slice(held, held + piece);
    const headers = { "X-CSRFToken": token };
    const from = `${address}?from=${held}`;
    held = await tried(() => fetch(from, { method: "PUT", body, headers }));
    if (held !== undefined) wait = 1000;
  }
}

function begin() {
  const form = place.querySelector("form");
  const finish = place.querySelector("[data-finish]");
  const shown = place.querySelector("[data-progress]");
  const told = { ...place.dataset };
  told.size = Number(told.size);
  told.piece = Number(told.piece);
  place.querySelector("[data-without]").hidden = true;
  const say = (words, held) => {
    shown.hidden = false;
    if (held !== undefined) shown.querySelector("progress").value = held;
    const share = held === undefined ? "" : ` ${Math.floor((100 * held) / told.size)} %`;
    shown.querySelector("[data-status]").textContent = words + share;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = form.elements.file.files[0];
    if (!file) return;
    if (file.size !== told.size) return say(told.wrong);
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      await sendAll(file, told, form.elements.csrfmiddlewaretoken.value, say);
      say(told.comparing, told.size);
      finish.submit();
    } catch (refused) {
      say(refused.message);
      button.disabled = false;
    }
  });
}

if (place) begin();
