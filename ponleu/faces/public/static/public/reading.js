// Reading ten typed words of any of the languages as a receipt's secret, without sending them.
// Shorter than the server's reader: what this one cannot read, the reporter may let that one try.

const LENGTH = 10;
const MOST_PIECES = 4;
const NEAREST = 3;
const ALIKE = {
  đ: "d",
  "\u0901": "\u0902",
  "\u09ce": "\u09a4",
  "\u0e45": "\u0e32",
  "\u1009": "\u1025",
  "\u102c": "\u102b",
};
const LEFT_OUT = /['’‘ʼ`\p{Cf}\u093c\u09bc\u0981]/gu;

// Folded runs of letters: "1. Cá-sấu, VOI" is ["ca", "sau", "voi"].
export function pieces(typed, same = {}) {
  const usual = typed.slice(0, 1000).normalize("NFKC").toLowerCase().normalize("NFD");
  const plain = usual.replace(/(\p{Script=Latin})\p{M}+/gu, "$1").replace(LEFT_OUT, "");
  const meant = Array.from(plain, (sign) => ALIKE[sign] ?? same[sign] ?? sign).join("");
  return meant.split(/[^\p{L}\p{M}]+/u).filter(Boolean);
}

// Slips from one text to another: left out, added, changed, or two neighbours changed about.
export function distance(one, other) {
  let earlier = [];
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    [earlier, before, row] = [before, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      const changed = before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, changed);
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (i > 1 && j > 1 && isSwapped) row[j] = Math.min(row[j], earlier[j - 2] + 1);
    }
  }
  return row.at(-1);
}

function listOf(words, same) {
  const folded = words.map((word) => pieces(word, same).join(""));
  const numbers = new Map(folded.map((word, number) => [word, number]));
  const longest = Math.max(...folded.map((word) => word.length));
  const near = new Map();
  const exact = (text) => (numbers.has(text) ? [numbers.get(text)] : []);
  const meant = (text) => {
    if (numbers.has(text) || text.length > longest + 1) return exact(text);
    if (!near.has(text)) {
      const isNear = (number) => distance(text, folded[number]) === 1;
      near.set(text, [...folded.keys()].filter(isNear));
    }
    return near.get(text);
  };
  return { words, folded, longest, exact, meant };
}

// Ways to divide parts into ten words; two are enough to refuse.
function divisions(parts, meant, most) {
  let fronts = new Map([[0, [[]]]]);
  for (let word = 0; word < LENGTH; word++) {
    const after = new Map();
    for (const [start, ways] of fronts) {
      for (let end = start + 1; end <= Math.min(start + most, parts.length); end++) {
        const numbers = meant(parts.slice(start, end).join(""));
        const longer = ways.flatMap((way) => numbers.map((number) => [...way, number]));
        if (longer.length) after.set(end, [...(after.get(end) ?? []), ...longer].slice(0, 2));
      }
    }
    fronts = after;
  }
  return fronts.get(parts.length) ?? [];
}

function readings(typed, list, withSlips) {
  if (withSlips) return divisions(typed, list.meant, MOST_PIECES);
  const letters = typed.join("").split("");
  if (letters.length > LENGTH * list.longest) return [];
  return [
    ...divisions(typed, list.exact, MOST_PIECES),
    ...divisions(letters, list.exact, list.longest),
  ];
}

// {secret}, or what is wrong: {place, nearest} of one word, {count} of words, or nothing.
export function read(typed, { words, same }, language) {
  const said = pieces(typed, same);
  const lists = Object.entries(words).map(([code, own]) => [code, listOf(own, same)]);
  for (const withSlips of [false, true]) {
    const found = new Set(
      lists.flatMap(([, list]) => readings(said, list, withSlips).map((way) => way.join())),
    );
    if (found.size === 1) return { secret: Uint8Array.from([...found][0].split(",")) };
    if (found.size) return {};
  }
  const known = ([, list]) => said.filter((piece) => list.meant(piece).length === 1).length;
  const own = lists.filter(([code]) => code === language);
  const [, likely] = [...own, ...lists].reduce((one, other) =>
    known(other) > known(one) ? other : one,
  );
  const place = said.findIndex((piece) => !likely.meant(piece).length);
  if (place < 0 || known(["", likely]) < 2) return { count: said.length };
  const unlike = (number) => distance(said[place], likely.folded[number]);
  const nearest = [...likely.folded.keys()].sort((a, b) => unlike(a) - unlike(b)).slice(0, NEAREST);
  return { place: place + 1, nearest: nearest.map((number) => likely.words[number]) };
}
