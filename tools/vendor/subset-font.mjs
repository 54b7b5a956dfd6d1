// Cuts the font to the letters that our languages and signs need: `node subset-font.mjs FROM TO`.
// The package's own latin subset has no č, đ, ŋ, š, ŧ or ž, so it cannot write a Sami name.
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const RANGES = [
  [0x0020, 0x007e], // Basic Latin
  [0x00a0, 0x024f], // Latin-1, Latin Extended-A and -B: the Nordic and the Sami languages, names from all of Europe
  [0x0292, 0x0292], // ezh, in Skolt Sami
  [0x02b0, 0x02ff], // modifier letters, in Skolt Sami
  [0x0300, 0x030c], // combining accents, in decomposed text
  [0x1e80, 0x1e85], // Welsh W
  [0x1e9e, 0x1e9e], // capital sharp s
  [0x2000, 0x206f], // spaces, dashes, quotation marks, bullets
  [0x2070, 0x209f], // superscripts and subscripts
  [0x20a0, 0x20bf], // currencies
  [0x2100, 0x218f], // number sign, trade mark, fractions
  [0x2190, 0x21ff], // arrows
  [0x2200, 0x22ff], // mathematics
  [0x25a0, 0x25ff], // geometric shapes
  [0x2713, 0x2717], // ticks and crosses
];

const [source, target] = process.argv.slice(2);
let letters = "";
for (const [first, last] of RANGES) {
  for (let code = first; code <= last; code += 1) letters += String.fromCodePoint(code);
}
await writeFile(target, await subsetFont(await readFile(source), letters, { targetFormat: target.endsWith(".ttf") ? "sfnt" : "woff2" }));
