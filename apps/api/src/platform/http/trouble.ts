/** A warning or an error that the program wrote to its log. */
export interface Trouble {
  readonly level: 'warn' | 'error';
  readonly module: string;
  readonly message: string;
  /** As the user saw it, when the trouble was a request's. */
  readonly errorNo: string | null;
}

type Listener = (trouble: Trouble) => void;
const listeners = new Set<Listener>();

/** Long runs of digits may be a person's number. */
const NUMBER = /\d{5,}[\dXx]?/g;
const LONGEST = 200;

/** Hears of everything that goes wrong in this process, until the answered function is called. */
export function onTrouble(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Told by the log itself, so that nobody has to remember it. Only the program's own words go on, never what they quote. */
export function tellTrouble(level: Trouble['level'], room: string | undefined, words: string, fields: Readonly<Record<string, unknown>>): void {
  const kind = [fields['name'], fields['sqlState']].filter((part): part is string => typeof part === 'string').join(' ');
  const message = (kind ? `${words}（${kind}）` : words).split('\n')[0]!.replace(NUMBER, '***').slice(0, LONGEST);
  const errorNo = typeof fields['errorNo'] === 'string' ? fields['errorNo'] : null;
  for (const listener of listeners) listener({ level, module: room ?? 'system', message, errorNo });
}
