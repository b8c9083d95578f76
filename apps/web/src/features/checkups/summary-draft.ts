import type { Advice, Edition } from './checkups.js';

/** What is being typed. */
export interface Draft {
  readonly body: string;
  readonly advice: readonly Advice[];
  readonly riskLevel: Edition['riskLevel'];
}

/** A draft that has not surely reached the server, and the version it was typed on; null where there was none. */
export interface KeptDraft {
  readonly draft: Draft;
  readonly version: number | null;
  /** What went out last without an answer: it may have arrived. */
  readonly sent: Draft | null;
}

export const EMPTY_DRAFT: Draft = { body: '', advice: [], riskLevel: null };

export const draftOf = (edition: Edition | null): Draft =>
  edition ? { body: edition.body, advice: edition.advice, riskLevel: edition.riskLevel } : EMPTY_DRAFT;

export const sameDraft = (a: Draft, b: Draft): boolean => JSON.stringify(asStored(a)) === JSON.stringify(asStored(b));

/** As the server keeps it: without blanks at the ends, nothing for an empty field. */
function asStored({ body, advice, riskLevel }: Draft): unknown {
  const lines = advice.map(({ text, recheckItem, recheckDate }) => [text.trim(), recheckItem?.trim() || null, recheckDate ?? null]);
  return [body.trim(), lines, riskLevel ?? null];
}

/** What the server holds is ours: the answer to our saving was lost on the way, nobody else wrote. */
export function isOurs(held: Edition, { draft, sent }: Pick<KeptDraft, 'draft' | 'sent'>): boolean {
  const theirs = draftOf(held);
  return sameDraft(theirs, draft) || (sent !== null && sameDraft(theirs, sent));
}

/**
 * Unsaved words outlive a lost network and a reload in this window's own storage: it goes with the window, and with signing
 * out, which clears it.
 */
const keyOf = (userId: string, checkupId: string) => `summary.${userId}.${checkupId}`;

export function keepDraft(userId: string, checkupId: string, kept: KeptDraft): void {
  sessionStorage.setItem(keyOf(userId, checkupId), JSON.stringify(kept));
}

export function keptDraft(userId: string, checkupId: string): KeptDraft | null {
  const text = sessionStorage.getItem(keyOf(userId, checkupId));
  return text ? (JSON.parse(text) as KeptDraft) : null;
}

export function forgetDraft(userId: string, checkupId: string): void {
  sessionStorage.removeItem(keyOf(userId, checkupId));
}

/** Both texts in one, the other's first, so that nothing is lost. */
export function bothDrafts(theirs: Draft, mine: Draft): Draft {
  const known = new Set(theirs.advice.map((line) => JSON.stringify(line)));
  return {
    body: theirs.body.includes(mine.body) ? theirs.body : `${theirs.body}\n${mine.body}`.trim(),
    advice: [...theirs.advice, ...mine.advice.filter((line) => !known.has(JSON.stringify(line)))],
    riskLevel: mine.riskLevel ?? theirs.riskLevel,
  };
}
