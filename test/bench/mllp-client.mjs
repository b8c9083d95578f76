import { connect } from 'node:net';

const END = 0x1c;

/**
 * A sender that waits for the answer before it sends the next message.
 * @param {number} port
 */
export async function openSender(port) {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let held = Buffer.alloc(0);
  /** @type {(answer: string) => void} */
  let answered = () => undefined;
  socket.on('data', (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    const end = held.indexOf(END);
    if (end < 0) return;
    const text = held.toString('utf8', 1, end);
    held = held.subarray(end + 2);
    answered(text);
  });
  return {
    /** The answer's text. @returns {Promise<string>} */
    send: (/** @type {string} */ text) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        socket.once('error', reject);
        socket.write(`\x0b${text}\x1c\r`, () => socket.off('error', reject));
      }),
    close: () => socket.destroy(),
  };
}

/** Several senders as one: message `n` goes over the line whose turn it is. @param {number} port @param {number} count */
export async function openSenders(port, count) {
  /** @type {Awaited<ReturnType<typeof openSender>>[]} */
  const free = await Promise.all(Array.from({ length: count }, () => openSender(port)));
  const all = [...free];
  return {
    /** Never more calls at once than there are senders. */
    send: async (/** @type {string} */ text) => {
      const line = free.pop();
      if (!line) throw new Error('more messages at once than senders');
      const answer = await line.send(text);
      free.push(line);
      return answer;
    },
    close: () => all.forEach((line) => line.close()),
  };
}
