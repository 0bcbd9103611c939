// The questions of a site. An answer is kept when it is given; another answer follows it.

import { cut, fill, onPress, onSubmit, part, say, show, ticks } from "../page.js";
import { offerUndo } from "./site.js";

export function checklist(app, { site }) {
  const { site: told } = app.site(site);
  const page = show("checklist");
  const { answers } = app.standing.of(site);
  const place = part(page, "questions");
  let section;
  for (const question of told.checklist) {
    if (question.section !== section) place.append(headingOf(question.section));
    section = question.section;
    place.append(asked(app, site, question, answers.get(question.code)));
  }
  part(page, "none").hidden = told.checklist.length > 0;
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
}

function headingOf(section) {
  const heading = cut("part-section");
  heading.textContent = section;
  return heading;
}

function asked(app, site, question, standing) {
  const field = cut(question.answer === "number" ? "part-number" : "part-question");
  fill(field, "question", question.question);
  const said = standing?.said ?? [];
  tellUnlike(field, question, said);
  const keep = async (answer) => {
    const base = app.standing.of(site).answers.get(question.code)?.entry ?? null;
    const open = { code: question.code, answer };
    await app.record(site, { kind: "check", base, open });
    offerUndo(app, document);
  };
  if (question.answer === "number") askNumber(field, question.code, said, keep);
  else askChoice(field, question, said, keep);
  return field;
}

function askNumber(field, code, said, keep) {
  const input = field.querySelector("input");
  Object.assign(input, { id: `q-${code}`, value: said.length === 1 ? said[0] : "" });
  field.querySelector("label").htmlFor = input.id;
  onSubmit(field, async () => {
    if (input.checkValidity() && input.value !== "") await keep(Number(input.value));
  });
}

export const choicesOf = ({ answer, choices }) =>
  answer === "choice" ? choices : ["yes", "no", "unknown"].map((code) => [code, say(code)]);

function askChoice(field, question, said, keep) {
  const chosen = said.length === 1 ? said : [];
  const list = choicesOf(question);
  ticks(part(field, "ticks"), { type: "radio", name: question.code, list, chosen });
  field.addEventListener("change", ({ target }) => keep(target.value));
}

// Two phones answered differently: both are shown, nobody's is lost.
function tellUnlike(field, question, said) {
  if (said.length < 2) return;
  const words = new Map(question.answer === "number" ? [] : choicesOf(question));
  const both = said.map((one) => words.get(one) ?? `${one}`).join(" / ");
  fill(field, "unlike", say("answers-unlike", { both }));
}
