import { Agent, request } from 'node:http';

const CONNECTIONS = 16;
/** More than any machine does in a round: the loop ends for certain. */
const MOST = 200_000;

/** @typedef {{ rate: number, p50: number, p95: number }} Pace requests a second, milliseconds */

/** Sixteen connections that stay open. @param {number} port @param {Record<string, string>} headers */
export function openLine(port, headers = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  /** @returns {Promise<{ status: number, body: string }>} */
  const get = (/** @type {string} */ path) =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
        /** @type {Buffer[]} */
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
      });
      asked.on('error', reject);
      asked.end();
    });
  return {
    get,
    /** The answer as JSON, whatever its status. */
    json: async (/** @type {string} */ path) => {
      const { status, body } = await get(path);
      return { status, body: JSON.parse(body) };
    },
    close: () => agent.destroy(),
  };
}

/**
 * Every worker asks again as soon as it has its answer, until the time is over.
 * @param {(n: number) => Promise<unknown>} ask must throw when the answer is wrong
 * @param {{ ms: number, workers?: number }} limits
 * @returns {Promise<Pace>}
 */
export async function press(ask, { ms, workers = CONNECTIONS }) {
  /** @type {number[]} */
  const times = [];
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    while (next < MOST) {
      const from = performance.now();
      if (from - begun > ms) return;
      await ask(next++);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  const seconds = (performance.now() - begun) / 1_000;
  return { rate: times.length / seconds, ...percentiles(times) };
}

/** @param {number[]} times */
export function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
