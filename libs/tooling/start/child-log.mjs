import { openSync, closeSync, readFileSync, readSync, renameSync, rmSync, statSync, existsSync } from 'node:fs';

const LARGEST_BYTES = 10 * 1024 * 1024;
const KEPT = 3;

/**
 * Makes room in a log file that grew too large; the oldest of its predecessors goes.
 * @param {string} file
 */
export function rotate(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LARGEST_BYTES) return;
  rmSync(`${file}.${KEPT}`, { force: true });
  for (let age = KEPT - 1; age >= 1; age -= 1)
    if (existsSync(`${file}.${age}`)) renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  renameSync(file, `${file}.1`);
}

/**
 * The last lines of a log, shortened for a screen.
 * @param {string} file
 * @param {number} count
 * @returns {string[]}
 */
export function lastLines(file, count) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const text = readFrom(file, Math.max(0, size - 16_384));
  return text
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => line.slice(0, 300));
}

/**
 * What was written to a file from a position on.
 * @param {string} file
 * @param {number} offset bytes
 */
export function readFrom(file, offset) {
  if (!existsSync(file)) return '';
  if (offset === 0) return readFileSync(file, 'utf8');
  const length = statSync(file).size - offset;
  if (length <= 0) return '';
  const buffer = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, length, offset);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('utf8');
}
