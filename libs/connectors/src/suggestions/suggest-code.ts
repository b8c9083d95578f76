import { catalogue } from '../catalogue.js';

/** What a code of theirs probably means, and what it may mean at all. */
export interface CodeSuggestion {
  readonly target: string | null;
  /** Every value of ours that this table is known to give, for the choice on screen. */
  readonly choices: readonly string[];
}

/** Full-width letters, case and spaces make no difference. */
const plain = (code: string): string => code.normalize('NFKC').trim().toLowerCase();

/** Looks at what every delivered connector makes of the same code in a table of the same name. */
export function suggestCode(table: string, code: string): CodeSuggestion {
  const known = catalogue.flatMap(({ codes }) => Object.entries(codes[table] ?? {}));
  const choices = [...new Set(known.map(([, ours]) => ours))];
  const wanted = plain(code);
  const meanings = new Set(
    known.filter(([theirs, ours]) => plain(theirs) === wanted || plain(ours) === wanted).map(([, ours]) => ours),
  );
  return { target: meanings.size === 1 ? [...meanings][0]! : null, choices };
}
