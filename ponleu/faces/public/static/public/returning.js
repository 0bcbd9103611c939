// Coming back: the words stay on the phone, the report is found by their mark and opened here.

const main = () => document.querySelector("main");
const sent = new Map();
const lang = document.documentElement.lang;
let source, sealing, line, sending, reading, root, reports, receipt, pass, message, isBusy;

// True if this browser can open; the form that was sent is then taken over.
export async function begin(form, button, given) {
  if (button?.hasAttribute("data-let")) return false;
  if (isBusy) {
    line?.again();
    return true;
  }
  isBusy = true;
  source = given;
  const { sealer, sender } = source;
  const names = [sealer, source.line, sender, form.dataset.reader];
  [sealing, line, sending, reading] = await Promise.all(names.map(source.load));
  const isAble = line && sending && reading && (await sealing?.supported());
  if (isAble) await openWith(form);
  isBusy = false;
  return Boolean(isAble);
}

function tell(words, isAlert) {
  const status = main().querySelector("[data-status]");
  if (!status) return;
  status.textContent = words;
  status.className = isAlert ? "pl-state pl-state--error" : "pl-small pl-soft";
}

const dropped = () => tell(main().querySelector("[data-status]")?.dataset.dropped);
const ask = (name, fields) =>
  line.patiently(() => line.post(`${root}${name}/`, JSON.stringify(fields)), dropped);

async function openWith(form) {
  root = new URL(form.action).pathname;
  reports = root.replace("/answer/", "/report/");
  tell("");
  const table = JSON.parse(await line.patiently(() => line.get(`${root}lists/`), dropped));
  const read = reading.read(form.elements.words.value, table, lang);
  if (!read.secret) {
    main().querySelector("[data-ours]").hidden = false;
    return tell(whatIsWrong(read), true);
  }
  try {
    const words = Array.from(read.secret, (number) => table.words[lang][number]);
    receipt = { words, ...(await sending.derived(read.secret, sealing)) };
    await act({ go: "read" });
  } catch (fault) {
    tell(fault.sentence ?? main().querySelector("[data-status]").dataset.wrong, true);
  }
}

function whatIsWrong({ place, nearest, count }) {
  const said = main().querySelector("[data-status]").dataset;
  const put = (sentence, name, value) => sentence.replace(`%(${name})s`, value);
  if (place) return put(put(said.unknown, "number", sending.digits(place)), "words", nearest.join(", "));
  return count === undefined || count === 10 ? said.wrong : put(said.notTen, "count", sending.digits(count));
}

// Whoever knows the mark gets the pass sealed; only the receipt's key opens it.
async function newPass() {
  const { mark, pair } = receipt;
  const sealed = (await ask("sealed", { mark: line.base64(mark) })).pass;
  const context = new Uint8Array([...line.text("ponleu complaint pass "), ...mark]);
  pass = new TextDecoder().decode(await sealing.open(line.fromBase64(sealed), pair, context));
}

// A pass is good for an hour; a page that stayed open longer gets another.
async function act(fields) {
  if (!pass) await newPass();
  let page;
  try {
    page = await ask("thread", { pass, ...fields });
  } catch (fault) {
    if (fault.status !== 403) throw fault;
    await newPass();
    page = await ask("thread", { pass, ...fields });
  }
  await show(page);
}

async function show(page) {
  const read = new DOMParser().parseFromString(page, "text/html");
  const shown = document.adoptNode(read.querySelector("main"));
  shown.querySelector("[data-words]")?.replaceChildren(...receipt.words.map(item));
  for (const place of shown.querySelectorAll("[data-sealed]")) await open(place);
  const form = shown.querySelector("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit(form, event.submitter);
  });
  main().replaceWith(shown);
  shown.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function item(word) {
  return Object.assign(document.createElement("li"), { textContent: word });
}

async function open(place) {
  const { sealed, key } = place.dataset;
  const context = line.contextOf("message", key);
  const read = await sealing.open(line.fromBase64(sealed), receipt.pair, context).catch(() => null);
  place.textContent = read ? JSON.parse(new TextDecoder().decode(read)).text : "";
}

async function onSubmit(form, button) {
  if (isBusy) return line.again();
  isBusy = true;
  try {
    if (button?.value === "withdraw") {
      await act({ go: "withdraw", sure: form.elements.sure.checked });
    } else await write(form);
  } catch (fault) {
    tell(fault.sentence ?? main().querySelector("[data-status]").dataset.refused, true);
  }
  isBusy = false;
}

// A message keeps its key however often it is tried, unless something of it was changed.
function keyOf(text, files) {
  const isSame = message?.text === text && message.files.every((file, n) => file === files[n]);
  if (!isSame || message.files.length !== files.length) {
    message = { text, files, key: crypto.randomUUID() };
  }
  return message.key;
}

async function write(form) {
  const said = main().querySelector("[data-status]").dataset;
  const [text, files] = [form.elements.text.value.trim(), [...form.elements.file.files]];
  if (!text && !files.length) return tell(said.nothing, true);
  const most = form.elements.file.dataset;
  const why = files.map((file, n) => line.whyNot(file, files.slice(0, n), most)).find(Boolean);
  if (why) return tell(why, true);
  tell(said.sealing);
  const { digits } = sending;
  const key = keyOf(text, files);
  const kept = [];
  for (const file of files) {
    const which = `${said.progress} ${digits(kept.length + 1)}/${digits(files.length)}`;
    const progress = (part) => tell(`${which}: ${digits(part)} %`);
    const how = { address: `${reports}file/`, sealing, progress, onDropped: dropped };
    kept.push(await line.keepFile(file, sent, how));
  }
  const publics = form.dataset.recipients.split(" ").map(line.fromBase64);
  const content = line.text(JSON.stringify({ v: 1, text, files: kept }));
  const sealed = await sealing.seal(content, publics, line.contextOf("message", key));
  tell(said.progress);
  const keys = kept.map((file) => file.key);
  await act({ go: "write", key, sealed: line.base64(sealed), files: keys });
  message = undefined;
}
