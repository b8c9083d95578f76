import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './project.mjs';

const SKIPPED = new Set(['node_modules', 'dist']);

/**
 * One hash over files and folders of the project: their names and contents.
 * @param {readonly string[]} paths relative to the root; missing ones count as empty
 * @returns {string} sha256 in hexadecimal
 */
export function fingerprint(paths) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const path of paths) add(hash, path);
  return hash.digest('hex');
}

/**
 * Whether this was recorded under the name at the last success.
 * @param {string} name
 * @param {string} value
 */
export function isRecorded(name, value) {
  const file = join(CACHE, name);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

/**
 * @param {string} name
 * @param {string} value
 */
export function record(name, value) {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, name);
  writeFileSync(`${file}.${process.pid}`, value);
  renameSync(`${file}.${process.pid}`, file);
}

function add(/** @type {import('node:crypto').Hash} */ hash, /** @type {string} */ path) {
  const full = join(ROOT, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  for (const name of readdirSync(full).sort()) if (!SKIPPED.has(name)) add(hash, join(path, name));
}
