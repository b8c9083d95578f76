import { percentiles } from './load.mjs';
import { openSender } from './mllp-client.mjs';
import { oru } from './oru.mjs';
import { ASKING, patientNo } from './people.mjs';
import { right } from './rounds.mjs';

const CHANGES = 100;
const BETWEEN_MS = 60;
const PATIENCE_MS = 15_000;

/**
 * From the moment the laboratory has the result to the event at an open page, milliseconds.
 * @param {{ people: readonly import('./people.mjs').Person[], product: import('./stage.mjs').Server, token: string }} given
 */
export async function measurePush({ people, product, token }) {
  const leave = new AbortController();
  const page = await fetch(`http://127.0.0.1:${product.port}/api/v1/live`, { headers: { authorization: `Bearer ${token}` }, signal: leave.signal });
  right(page.ok && page.body, `the live line answered ${page.status}`);
  /** @type {Map<string, number>} */
  const waiting = new Map();
  /** @type {number[]} */
  const times = [];
  let foreign = 0;
  const listening = listen(page.body, (beneficiaryId) => {
    const from = waiting.get(beneficiaryId);
    if (from === undefined) foreign += 1;
    else times.push(performance.now() - from);
    waiting.delete(beneficiaryId);
  });
  const ours = people.filter(({ home, confidential }) => home === ASKING && !confidential).slice(0, CHANGES);
  const others = people.filter(({ home, confidential }) => home !== ASKING || confidential).slice(0, 20);
  const sender = await openSender(product.mllpPort);
  for (const [at, person] of ours.entries()) {
    const other = others[at];
    if (other && other.confidential) await sender.send(oru(patientNo(other), other.name, 1).text);
    waiting.set(person.id, performance.now());
    await sender.send(oru(patientNo(person), person.name, 1).text);
    await new Promise((go) => setTimeout(go, BETWEEN_MS));
  }
  const end = performance.now() + PATIENCE_MS;
  while (waiting.size && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
  sender.close();
  leave.abort();
  await listening;
  right(waiting.size === 0, `${waiting.size} of ${ours.length} changes never reached the open page`);
  right(foreign === 0, 'an open page heard of a person of no concern');
  return { changes: ours.length, ...percentiles(times) };
}

/** @param {ReadableStream<Uint8Array>} body @param {(beneficiaryId: string) => void} heard */
async function listen(body, heard) {
  const decoder = new TextDecoder();
  let held = '';
  try {
    for await (const chunk of body) {
      held += decoder.decode(chunk, { stream: true });
      const events = held.split('\n\n');
      held = events.pop() ?? '';
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        const { topic, beneficiaryId } = data ? JSON.parse(data.slice(6)) : {};
        if (topic === 'labs' && beneficiaryId) heard(beneficiaryId);
      }
    }
  } catch (problem) {
    if (!(problem instanceof Error && problem.name === 'AbortError')) throw problem;
  }
}
