import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../start/project.mjs';

/**
 * @typedef {{ id: string, starred: boolean, title: string }} Clause
 * @typedef {{ id: string, criterion: string, name: string, file: string }} Proof
 */

const BOOKS = join(ROOT, 'libs/tooling/clauses');
const ROOMS = ['apps', 'libs', 'test'];
const SKIPPED = new Set(['node_modules', 'dist', 'artifacts']);
/** The name of a test or of a group of tests: the first string after its call, also after a table of cases. */
const TEST_NAME =
  /\b(?:it|test|describe)\b[^'"`\n]*?\(\s*(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1|^\s*\)?\]\)?\s*\)\(\s*(['"`])((?:(?!\3)[^\\\n]|\\.)*)\3/gm;
const CRITERION = /\b(R-(?:B\d|\d{2,3}))(?:\.([a-z](?:[,/][a-z])*))?/g;
const STATEMENT = /\b(S\d{2})\b/g;

/** Prints every clause of the tender and every statement of safety with the tests that carry its id in their names, then those without any. */
export async function clauses() {
  const sources = ROOMS.flatMap((room) => testFiles(join(ROOT, room))).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const books = [
    { name: '条款', file: 'clauses.json', criterion: CRITERION },
    { name: '安全要求', file: 'statements.json', criterion: STATEMENT },
  ];
  const unknown = books.flatMap(({ name, file, criterion }) => {
    /** @type {Clause[]} */
    const all = JSON.parse(readFileSync(join(BOOKS, file), 'utf8'));
    const proofs = sources.flatMap((source) => proofsIn(source.file, source.text, criterion));
    return tell(name, all, proofs);
  });
  return unknown.length === 0 ? 0 : 1;
}

/**
 * Prints one book.
 * @param {string} name what its entries are called
 * @param {Clause[]} all
 * @param {Proof[]} proofs
 * @returns {Proof[]} those of an entry that the book does not have
 */
function tell(name, all, proofs) {
  const proved = all.filter(({ id }) => proofs.some((proof) => proof.id === id));
  const unknown = proofs.filter((proof) => !all.some(({ id }) => id === proof.id));
  const lines = [
    ...proved.flatMap((clause) => [shown(clause), ...proofs.filter(({ id }) => id === clause.id).map(shownProof)]),
    '',
    `尚无测试的${name}：`,
    ...all.filter((clause) => !proved.includes(clause)).map(shown),
    '',
    `共 ${all.length} 条${name}，${proved.length} 条已有测试（${proofs.length} 处），${all.length - proved.length} 条尚无测试。`,
    '',
    ...unknown.map((proof) => `未知${name} ${proof.id}：${proof.name}（${proof.file}）`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return unknown;
}

/**
 * The criteria that the names of a file's tests carry.
 * @param {string} file
 * @param {string} text its source
 * @param {RegExp} criterion how the ids look
 * @returns {Proof[]} one per test name and clause
 */
export function proofsIn(file, text, criterion = CRITERION) {
  return [...text.matchAll(TEST_NAME)].flatMap((call) => {
    const name = call[2] ?? call[4] ?? '';
    return [...name.matchAll(criterion)].map(([whole, id = '']) => ({
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
