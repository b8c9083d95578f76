import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../start/project.mjs';

/**
 * @typedef {{ id: string, starred: boolean, title: string }} Clause
 * @typedef {{ id: string, criterion: string, name: string, file: string }} Proof
 */

const CLAUSES = join(ROOT, 'libs/tooling/clauses/clauses.json');
const ROOMS = ['apps', 'libs', 'test'];
const SKIPPED = new Set(['node_modules', 'dist', 'artifacts']);
/** The name of a test or of a group of tests: the first string after its call, also after a table of cases. */
const TEST_NAME =
  /\b(?:it|test|describe)\b[^'"`\n]*?\(\s*(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1|^\s*\)?\]\)?\s*\)\(\s*(['"`])((?:(?!\3)[^\\\n]|\\.)*)\3/gm;
const CRITERION = /\b(R-(?:B\d|\d{2,3}))(?:\.([a-z](?:[,/][a-z])*))?/g;

/** Prints every clause of the tender with the tests that carry its id in their names, then those without any. */
export async function clauses() {
  /** @type {Clause[]} */
  const all = JSON.parse(readFileSync(CLAUSES, 'utf8'));
  const proofs = ROOMS.flatMap((room) => testFiles(join(ROOT, room))).flatMap((file) =>
    proofsIn(file, readFileSync(file, 'utf8')),
  );
  const known = new Set(all.map(({ id }) => id));
  const proved = all.filter(({ id }) => proofs.some((proof) => proof.id === id));
  const lines = [
    ...proved.flatMap((clause) => [shown(clause), ...proofs.filter(({ id }) => id === clause.id).map(shownProof)]),
    '',
    '尚无测试的条款：',
    ...all.filter((clause) => !proved.includes(clause)).map(shown),
    '',
    `共 ${all.length} 条，${proved.length} 条已有测试（${proofs.length} 处），${all.length - proved.length} 条尚无测试。`,
  ];
  const unknown = proofs
    .filter(({ id }) => !known.has(id))
    .map(({ id, name, file }) => `未知条款 ${id}：${name}（${file}）`);
  process.stdout.write(`${[...lines, ...unknown].join('\n')}\n`);
  return unknown.length === 0 ? 0 : 1;
}

/**
 * The criteria that the names of a file's tests carry.
 * @param {string} file
 * @param {string} text its source
 * @returns {Proof[]} one per test name and clause
 */
export function proofsIn(file, text) {
  return [...text.matchAll(TEST_NAME)].flatMap((call) => {
    const name = call[2] ?? call[4] ?? '';
    return [...name.matchAll(CRITERION)].map(([whole, id = '']) => ({
      id,
      criterion: whole,
      name,
      file: relative(ROOT, file),
    }));
  });
}

/** @returns {string[]} */
function testFiles(/** @type {string} */ folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function shown(/** @type {Clause} */ { id, starred, title }) {
  return `${id}${starred ? ' ▲' : ''} ${title}`;
}

function shownProof(/** @type {Proof} */ { name, file }) {
  return `    ${name}  [${file}]`;
}
