// The questions without sending answers: pages are fetched empty, answers wait in memory alone,
// and the whole is sealed here before anything goes out. Nothing is stored on the device.

const answers = {};
const seen = {};
const files = [];
const fetched = new Map();
let source, sealing, sending, line, form, root, current, isGuarded, isSending;

const nameOf = (address) => new URL(address).pathname.split("/").at(-2);
const addressOf = (name) => root + (name === "start" ? "" : `${name}/`);
const main = () => document.querySelector("main");

// True if this browser can seal; the form that was sent is then taken over.
export async function begin(first, button, given) {
  source = given;
  [sealing, line] = await Promise.all([source.load(source.sealer), source.load(source.line)]);
  if (!line || !(await sealing?.supported())) return false;
  [form, root, current] = [first, new URL("../", first.action).pathname, first.dataset.page];
  addEventListener("popstate", back);
  await go(button);
  fetchAhead();
  return true;
}

// What comes next is fetched while the person writes, and the puzzles are solved.
async function fetchAhead() {
  const page = await pageOf("send");
  sending ??= await source.load(source.sender);
  sending?.solve(page.querySelector("[data-challenge]").dataset.challenge);
  for (const name of ["where", "files", "reach", "what"]) await pageOf(name);
}

function tell(text, isAlert) {
  const status = main().querySelector("[data-status]");
  if (!status) return;
  status.textContent = text;
  status.className = isAlert ? "pl-state pl-state--error" : "pl-small pl-soft";
}

const dropped = () => tell(main().querySelector("[data-status]")?.dataset.dropped);

async function pageOf(name) {
  if (!fetched.has(name)) {
    fetched.set(name, await line.patiently(() => line.get(addressOf(name)), dropped));
  }
  return new DOMParser().parseFromString(fetched.get(name), "text/html");
}

function keep() {
  for (const field of form.elements) {
    if (!field.name || ["from", "draft", "file"].includes(field.name)) continue;
    if (field.type === "checkbox") {
      answers[field.name] = (answers[field.name] ?? []).filter((one) => one !== field.value);
      if (field.checked) answers[field.name].push(field.value);
    } else if (field.type !== "radio" || field.checked) {
      answers[field.name] = field.value;
      seen[field.name] = field.selectedOptions?.[0]?.text;
    }
  }
}

function restore() {
  for (const field of form.elements) {
    const told = answers[field.name];
    if (told === undefined || field.type === "file") continue;
    if (field.type === "checkbox") field.checked = told.includes(field.value);
    else if (field.type === "radio") field.checked = told === field.value;
    else field.value = told;
  }
}

// What is being sent stays on its page: while it waits for the line, a press tries again at once.
async function go(button) {
  if (isSending) return line.again();
  keep();
  const name = nameOf(button?.hasAttribute("formaction") ? button.formAction : form.action);
  if (name === "receipt") return send();
  const isInDanger = current === "start" && answers.safe === "no";
  return show(name === root.split("/").at(-2) ? "start" : isInDanger ? "urgent" : name);
}

// The phone's own way back leads to the question before; from the first one it leaves.
function back() {
  if (isSending) return history.pushState({}, "");
  isGuarded = false;
  if (current !== "start") return go(form.querySelector(".pl-buttons [formaction]"));
}

async function show(name) {
  const page = await pageOf(name);
  main().replaceWith(document.adoptNode(page.querySelector("main")));
  if (!isGuarded) history.pushState({}, "");
  isGuarded = true;
  current = name;
  form = main().querySelector("form");
  for (const hint of document.querySelectorAll("[data-script]")) hint.hidden = false;
  for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(event.submitter);
  });
  PREPARE[name]?.();
  restore();
  main().focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function send() {
  const wanted = { answers, files, isUrgent: current === "urgent" };
  if (!wanted.isUrgent && !answers.what?.trim() && !files.length) {
    const { nothing } = main().querySelector("[data-sending]").dataset;
    await show("what");
    return tell(nothing, true);
  }
  isSending = true;
  try {
    sending ??= await source.load(source.sender);
    await sending.send(wanted, { root, sealing, line, tell, dropped });
    removeEventListener("popstate", back);
  } catch (fault) {
    tell(fault.sentence ?? main().querySelector("[data-sending]")?.dataset.refused, true);
  }
  isSending = false;
}

// where: smaller areas from one list that is the same for everyone
async function prepareWhere() {
  preparePin();
  const own = form;
  const frame = form.querySelector("[data-places]");
  const places = JSON.parse(await line.patiently(() => line.get(frame.dataset.places), dropped));
  if (form !== own) return;
  const fill = (level, above, length) => {
    const select = form.elements[level];
    const isInside = ([code]) => above && code.length === length && code.startsWith(above);
    const inside = places.filter(isInside);
    const options = [["", frame.dataset.none], ...inside];
    select.replaceChildren(...options.map(([code, name]) => new Option(name, code)));
    select.value = answers[level]?.startsWith(above) ? answers[level] : "";
    select.closest("[data-level]").hidden = !inside.length;
  };
  const refill = () => {
    fill("district", form.elements.province.value, 4);
    fill("commune", form.elements.district.value, 6);
  };
  form.elements.province.onchange = refill;
  form.elements.district.onchange = () => fill("commune", form.elements.district.value, 6);
  refill();
}

function preparePin() {
  const button = form.querySelector("[data-pin]");
  const said = document.getElementById("pin-said");
  if (answers.pin) said.textContent = said.dataset.added;
  button.onclick = () => {
    if (form.elements.pin.value) {
      answers.pin = form.elements.pin.value = said.textContent = "";
      return;
    }
    if (!navigator.geolocation) {
      said.textContent = said.dataset.failed;
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const pin = [coords.latitude, coords.longitude].map((part) => part.toFixed(5));
        answers.pin = form.elements.pin.value = pin.join(",");
        said.textContent = said.dataset.added;
      },
      () => (said.textContent = said.dataset.failed),
      { timeout: 20000 },
    );
  };
}

function prepareFiles() {
  const input = form.elements.file;
  const add = (file) => {
    const why = line.whyNot(file, files, input.dataset);
    if (why) return tell(why, true);
    files.push(file);
    list();
  };
  input.onchange = () => {
    for (const file of input.files) add(file);
    input.value = "";
  };
  list();
  const voice = form.querySelector("[data-voice]");
  source.load(source.recorder).then((module) => module?.record(voice, files, add));
}

function list() {
  const place = form.querySelector("[data-files]");
  const lines = files.map((file, n) => {
    const line = document.createElement("li");
    const button = document.createElement("button");
    line.className = "pl-buttons";
    button.className = "govuk-button govuk-button--secondary";
    button.type = "button";
    button.textContent = place.dataset.remove;
    button.setAttribute("aria-label", `${place.dataset.remove} ${file.name}`);
    button.onclick = () => {
      files.splice(n, 1);
      list();
    };
    line.append(`${file.name} `, button);
    return line;
  });
  place.replaceChildren(...lines);
  place.hidden = !files.length;
}

const br = () => document.createElement("br");

// send: what will be sent, from memory
function prepareSend() {
  const shown = [...main().querySelectorAll("[data-summary] dd")];
  const words = [
    [answers.what?.trim(), ...(answers.sign ?? []).map((code) => wordsOf("what", `sign-${code}`))],
    [...["commune", "district", "province"].map(chosen), answers.near?.trim()],
    files.map((file) => file.name),
    [answers.contact?.trim()],
  ];
  words.forEach((lines, n) => {
    const told = lines.filter(Boolean).flatMap((line) => [line.slice(0, 160), br()]);
    if (told.length) shown[n].replaceChildren(...told.slice(0, -1));
  });
}

const chosen = (level) => answers[level] && seen[level];

function wordsOf(name, id) {
  const page = new DOMParser().parseFromString(fetched.get(name) ?? "", "text/html");
  return page.querySelector(`label[for="${id}"]`)?.textContent;
}

const PREPARE = {
  where: prepareWhere,
  urgent: preparePin,
  files: prepareFiles,
  send: prepareSend,
};
