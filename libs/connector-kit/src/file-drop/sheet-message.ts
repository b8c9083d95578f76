import type { FileDropSource, StreamSource } from '../connector.js';
import type { Message } from '../mapping.js';

/** Path of the time at which the file was written, for exports whose rows carry none. */
export const FILE_TIME = '$file.time';

/** Cells by their heading. */
export type SheetValues = Readonly<Record<string, string>>;

/** Rows that are one record, as a message: a path is a column heading, read from the first row; in a part, from its own. */
export function sheetMessage(rows: readonly SheetValues[], parts: FileDropSource['parts']): Message {
  return {
    read: (heading) => (rows[0] && Object.hasOwn(rows[0], heading) ? rows[0][heading]! : null),
    parts: (name) => (parts?.[name] ? rows.map((row) => sheetMessage([row], undefined)) : undefined),
  };
}

/** The message of a kept record. */
export function sheetMessageAgain(source: StreamSource, raw: string): Message {
  const kept = JSON.parse(raw) as SheetValues | readonly SheetValues[];
  return sheetMessage([kept].flat(), source.transport === 'file-drop' ? source.parts : undefined);
}
