import { execFileSync } from 'node:child_process';
import { median } from './rounds.mjs';

const STARTS = 3;
const IDLE_MS = 2_500;

/** Resident memory of a process, MB. @param {number} pid */
export function residentMb(pid) {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
}

/**
 * From the start of the process to its first "ready", and what it holds when nobody asks anything.
 * @param {import('./stage.mjs').Stage} stage
 */
export async function measureStart(stage) {
  const found = { product: /** @type {number[][]} */ ([]), floor: /** @type {number[][]} */ ([]) };
  for (let start = 0; start < STARTS; start += 1) {
    for (const side of /** @type {const} */ (['floor', 'product'])) {
      const server = side === 'product' ? await stage.startProduct() : await stage.startFloor();
      await new Promise((go) => setTimeout(go, IDLE_MS));
      found[side].push([server.readyMs, residentMb(server.pid)]);
      await server.stop();
    }
  }
  const middle = (/** @type {number[][]} */ starts, /** @type {number} */ at) => median(starts.map((one) => one[at] ?? 0));
  return {
    productMs: middle(found.product, 0), productMb: middle(found.product, 1), floorMs: middle(found.floor, 0), floorMb: middle(found.floor, 1),
  };
}
