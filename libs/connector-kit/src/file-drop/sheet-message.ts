import type { Message } from '../mapping.js';

/** Path of the time at which the file was written, for exports whose rows carry none. */
export const FILE_TIME = '$file.time';

/** A row as a message: a path is a column heading. */
export function sheetMessage(values: Readonly<Record<string, string>>): Message {
  return { read: (heading) => (Object.hasOwn(values, heading) ? values[heading]! : null), parts: () => undefined };
}

/** The message of a kept row. */
export function sheetMessageAgain(raw: string): Message {
  return sheetMessage(JSON.parse(raw) as Record<string, string>);
}
