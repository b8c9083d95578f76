/** Several messages in one payload. */
export interface Hl7Batch {
  readonly messages: readonly string[];
  /** Chinese: why none of them can be trusted to be whole; null when they can. */
  readonly problem: string | null;
}

const HEADERS = new Set(['FHS', 'BHS']);
const TRAILERS = new Set(['BTS', 'FTS']);

/**
 * Takes a payload apart that holds a batch (FHS, BHS … BTS, FTS) or simply more than one MSH; null when it is one message.
 * A header in the middle of a message, or a trailer that counts otherwise, says that something was lost on the way.
 */
export function splitBatch(text: string): Hl7Batch | null {
  // Nearly every payload is one message, and is told by a look.
  if (!/^[\s\uFEFF?]*[FB]HS/.test(text) && !/[\r\n]MSH/.test(text)) return null;
  const lines = text.replace(/^[\s\uFEFF?]+/, '').split(/\r\n|\r|\n/);
  const separator = lines[0]?.[3] ?? '|';
  const nameOf = (line: string): string => (line[3] === separator || line.length === 3 ? line.slice(0, 3) : '');
  if (!HEADERS.has(nameOf(lines[0] ?? '')) && lines.filter((line) => nameOf(line) === 'MSH').length < 2) return null;
  const messages: string[][] = [];
  let inBatch = 0;
  let batches = 0;
  let current: string[] | null = null;
  let problem: string | null = null;
  for (const line of lines) {
    const name = nameOf(line);
    if (name === 'MSH') {
      messages.push((current = [line]));
      inBatch += 1;
    } else if (HEADERS.has(name)) {
      if (current) problem ??= '批次头出现在消息中间';
      if (name === 'BHS') batches += 1;
    } else if (TRAILERS.has(name)) {
      if (counted(line, separator) !== undefined && counted(line, separator) !== (name === 'BTS' ? inBatch : batches)) problem ??= '批次尾的计数与内容不符';
      if (name === 'BTS') inBatch = 0;
      current = null;
    } else if (current) {
      current.push(line);
    } else if (line.trim() !== '') {
      problem ??= '批次中有不属于任何消息的内容';
    }
  }
  if (messages.length === 0) problem ??= '批次中没有消息';
  return { messages: messages.map((message) => `${message.join('\r')}\r`), problem };
}

/** What a trailer says that there is; undefined when it does not say. */
function counted(line: string, separator: string): number | undefined {
  const told = line.split(separator)[1] ?? '';
  return /^\d{1,9}$/.test(told) ? Number(told) : undefined;
}
