import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Names that say nothing about what is inside. */
const VAGUE = /^(utils?|helpers?|common|shared-misc)(\.[a-z.]+)?$/;
const SOURCE = /\.(ts|tsx|mts|mjs|cjs|js|css)$/;
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.data', 'coverage', 'artifacts']);
const MOST_LINES = 300;

/** Generated files and migrations are as long as they have to be; tables of data are read by machines. */
const MAY_BE_LONG = [
  /^libs\/api-client\/src\/schema\.d\.ts$/,
  /\/migrations\//,
  /\.table\.ts$/,
  /^apps\/simulators\/data\//,
];

/**
 * What the linters cannot see: vague names, over-long files, folders nobody filled.
 * @param {string} root the project's folder
 * @returns {string[]} one sentence per problem
 */
export function houseProblems(root) {
  return ['apps', 'libs', 'test'].flatMap((room) => inspect(root, join(root, room)));
}

/** @returns {string[]} */
function inspect(/** @type {string} */ root, /** @type {string} */ folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    const shown = relative(root, path);
    const problems = VAGUE.test(entry.name) ? [`${shown}: the name does not say what is inside`] : [];
    if (entry.isDirectory()) return [...problems, ...inspect(root, path)];
    if (!SOURCE.test(entry.name) || MAY_BE_LONG.some((pattern) => pattern.test(shown))) return problems;
    const lines = readFileSync(path, 'utf8').split('\n').length - 1;
    return lines > MOST_LINES ? [...problems, `${shown}: ${lines} lines, more than ${MOST_LINES}`] : problems;
  });
}
