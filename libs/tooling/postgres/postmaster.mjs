import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { answers } from './free-port.mjs';

/**
 * What a running server wrote about itself.
 * @typedef {{ pid: number, port: number, ready: boolean }} Postmaster
 */

/**
 * The server that serves this data, if one lives: it outlives us when we are killed.
 * A note left by a server that is gone is thrown away only when its process number now belongs to somebody else,
 * because PostgreSQL sees to all other cases itself.
 * @param {string} data
 * @returns {Postmaster | undefined}
 */
export function livingPostmaster(data) {
  const note = readNote(data);
  if (!note) return undefined;
  if (serves(note.pid, data)) return note;
  if (exists(note.pid)) rmSync(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}

/**
 * Waits until a living server takes connections, e.g. after recovery.
 * @param {string} data
 * @param {number} timeoutMs
 * @returns {Promise<Postmaster | undefined>} undefined when it did not in time or ended
 */
export async function whenReady(data, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const found = livingPostmaster(data);
    if (!found) return undefined;
    if (found.ready && (await answers(found.port))) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return undefined;
}

/** Lines of postmaster.pid: process, data, start time, port, socket folder, address, memory key, state. */
function readNote(/** @type {string} */ data) {
  let lines;
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0
    ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
    : undefined;
}

/** A process number may have been given to another program since; the server's working folder is its data. */
function serves(/** @type {number} */ pid, /** @type {string} */ data) {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes('postgres') && stdout.includes(data);
}

function exists(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
