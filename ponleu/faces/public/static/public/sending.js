// Sealing a report and its files, sending them until they have arrived, showing the receipt.

const { subtle } = globalThis.crypto ?? {};
const text = (words) => new TextEncoder().encode(words);
const bytes = (buffer) => new Uint8Array(buffer);

const PUZZLES = 16;
const MOST_WORK_MS = 3000;
const ROUNDS = 100000;
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;
const KHMER_DIGITS = "០១២៣៤៥៦៧៨៩";
const MANY = 20;

let work = { challenge: "", numbers: "" };
let report;

// Numbers whose SHA-256 with the challenge begin with eight zero bits; none if that takes too long.
export async function solve(challenge) {
  work = { challenge, numbers: "" };
  const began = performance.now();
  const numbers = [];
  for (let puzzle = 0, number = 0; numbers.length < PUZZLES; number++) {
    const hash = await subtle.digest("SHA-256", text(`${challenge}:${puzzle}:${number}`));
    if (bytes(hash)[0]) continue;
    if (performance.now() - began > MOST_WORK_MS) return;
    numbers.push(number);
    [puzzle, number] = [puzzle + 1, -1];
  }
  work.numbers = numbers.join(".");
}

// Mark and key pair of a receipt: receipts.py tells how.
export async function derived(secret, sealing) {
  const slowly = await subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const salt = text("ponleu receipt 1");
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const slow = await subtle.deriveBits(how, slowly, 256);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", slow, hmac, false, ["sign"]);
  const expand = async (info) => bytes(await subtle.sign("HMAC", key, text(`${info}\x01`)));
  const pair = await sealing.keyPair(await expand("key pair"));
  return { mark: (await expand("mark")).slice(0, 16), pair };
}

function toldOf(answers, isUrgent) {
  const said = (name) => (answers[name] ?? "").replace(CONTROLS, "").trim();
  const pin = said("pin") ? said("pin").split(",").map(Number) : null;
  const whom = { yes: "self", other: "other" }[answers.safe] ?? "";
  return {
    language: document.documentElement.lang,
    is_safe: isUrgent ? false : ({ yes: true, no: false }[answers.safe] ?? null),
    for_whom: isUrgent ? whom || "self" : whom,
    what: said("what"),
    signs: answers.sign ?? [],
    province: said("province"),
    district: said("district"),
    commune: said("commune"),
    near: said("near"),
    pin,
    contact: said("contact"),
    contact_when: said("contact_when"),
    may_contact: (answers.may_contact ?? []).includes("yes"),
  };
}

function codesOf({ is_safe, for_whom, signs }) {
  return [is_safe === false ? "not_safe" : "", for_whom, ...signs].filter(Boolean);
}

function summaryOf(told, count) {
  const words = (told.what || told.near).split(/\s+/).filter(Boolean).join(" ");
  const letters = Array.from(words);
  const { is_safe, for_whom, signs } = told;
  const line = letters.length > 160 ? `${letters.slice(0, 159).join("")}…` : words;
  const place = told.commune || told.district || told.province;
  return { v: 1, line, is_safe, for_whom, signs, place, n_files: count };
}

// One report keeps its key, its receipt and what was already sent of it, however often it is tried.
function begun() {
  const secret = crypto.getRandomValues(new Uint8Array(10));
  return { key: crypto.randomUUID(), secret, sent: new Map() };
}

export async function send({ answers, files, isUrgent }, tools) {
  const { root, sealing, line, tell, dropped } = tools;
  const { base64, fromBase64, contextOf, post } = line;
  const said = document.querySelector("main [data-sending]").dataset;
  if (isUrgent || !work.challenge) work = { challenge: said.challenge, numbers: "" };
  report ??= begun();
  tell(said.sealing);
  const told = toldOf(answers, isUrgent);
  const asked = { province: told.province, codes: codesOf(told) };
  const keys = await line.patiently(() => post(`${root}keys/`, JSON.stringify(asked)), dropped);
  const kept = [];
  for (const file of files) {
    const which = `${said.progress} ${digits(kept.length + 1)}/${digits(files.length)}`;
    const progress = (part) => tell(`${which}: ${digits(part)} %`);
    const how = { address: `${root}file/`, sealing, progress, onDropped: dropped };
    kept.push(await line.keepFile(file, report.sent, how));
  }
  const { mark, pair } = await derived(report.secret, sealing);
  const publics = keys.map(fromBase64);
  const seal = async (part, value) =>
    base64(
      await sealing.seal(text(JSON.stringify(value)), publics, contextOf(part, report.key)),
    );
  const sealed = {
    ...asked,
    key: report.key,
    content: await seal("content", { v: 1, told, files: kept }),
    summary: await seal("summary", summaryOf(told, kept.length)),
    mark: base64(mark),
    reporter_key: base64(pair.publicKey),
    files: kept.map((file) => file.key),
    ...work,
  };
  tell(said.progress);
  const list = await line.patiently(() => line.get(`${root}words/`), dropped);
  const words = JSON.parse(list);
  const body = JSON.stringify(sealed);
  const arrive = () => whenEarned(() => post(`${root}sealed/`, body), line);
  const filed = await line.patiently(arrive, dropped);
  showReceipt(filed, Array.from(report.secret, (number) => words[number]));
}

// Whoever could not solve the puzzles waits a little; nobody is turned away.
async function whenEarned(work, line) {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (fault) {
      if (fault.status !== 425 || tries === MANY) throw fault;
      await line.pause(1);
    }
  }
}

export function digits(number) {
  if (document.documentElement.lang !== "km") return `${number}`;
  return `${number}`.replace(/\d/g, (digit) => KHMER_DIGITS[digit]);
}

const LEFT_OUT = /[\u0300-\u036f\u200b-\u200d\s-]/g;
const plain = (word) => word.normalize("NFD").replace(LEFT_OUT, "").toLowerCase();

function twoOf(count) {
  const first = Math.floor(Math.random() * count);
  const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return [first, second].sort((a, b) => a - b);
}

function showReceipt(filed, words) {
  const main = document.querySelector("main");
  const page = main.querySelector("[data-receipt]").content;
  const done = main.querySelector("[data-done]").content;
  const asked = twoOf(words.length);
  const demonstration = main.querySelectorAll(":scope > [data-demonstration]");
  main.replaceChildren(...demonstration, page.cloneNode(true));
  main.querySelector("[data-words]").append(...words.map(item));
  const proof = main.querySelectorAll("[data-proof] dd");
  [filed.reference, "", filed.proof].forEach((value, n) => (proof[n].textContent = value));
  const day = Object.assign(document.createElement("time"), { dateTime: filed.day });
  day.textContent = filed.day_words;
  proof[1].append(day);
  const labels = [...main.querySelectorAll(".pl-pair label")];
  labels.forEach((label, n) => {
    label.textContent = label.textContent.replace(/[0០]/, digits(asked[n] + 1));
  });
  const fields = [...main.querySelectorAll(".pl-pair input")];
  const wrong = main.querySelector("#wrong");
  const isRight = (field, n) => plain(field.value) === plain(words[asked[n]]);
  main.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    wrong.hidden = fields.every(isRight);
    if (!wrong.hidden) return;
    main.replaceChildren(...demonstration, done.cloneNode(true));
    removeEventListener("beforeunload", ask);
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  addEventListener("beforeunload", ask);
  addEventListener("leaving", () => removeEventListener("beforeunload", ask));
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

const ask = (event) => event.preventDefault();

function item(word) {
  const line = document.createElement("li");
  line.textContent = word;
  return line;
}
