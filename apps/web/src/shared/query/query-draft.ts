/** A condition while it is being composed; what is not chosen yet is empty. */
export interface DraftTerm {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
  readonly item?: string;
  readonly days?: number;
}
export interface DraftGroup {
  readonly joint: 'and' | 'or';
  readonly parts: readonly DraftNode[];
}
export type DraftNode = DraftTerm | DraftGroup;

export const isDraftGroup = (node: DraftNode): node is DraftGroup => 'joint' in node;

/** What the server takes: `{ and: [ … ] }`. Conditions without a field are left out; null when nothing is left. */
export function queryOfDraft(node: DraftNode): Record<string, unknown> | null {
  if (!isDraftGroup(node)) return node.field && node.operator ? { ...node } : null;
  const parts = node.parts.map(queryOfDraft).filter((part) => part !== null);
  return parts.length ? { [node.joint]: parts } : null;
}

/** A kept query, to be composed further; a lone condition becomes a group of one. */
export function draftOfQuery(query: Record<string, unknown> | null): DraftGroup {
  const read = (node: Record<string, unknown>): DraftNode => {
    for (const joint of ['and', 'or'] as const) {
      const parts = node[joint];
      if (Array.isArray(parts)) return { joint, parts: (parts as Record<string, unknown>[]).map(read) };
    }
    return node as unknown as DraftTerm;
  };
  const draft = query ? read(query) : { field: '', operator: '' };
  return isDraftGroup(draft) ? draft : { joint: 'and', parts: [draft] };
}

/** Whether every condition that was begun says what it compares with; an unfinished one is neither asked nor silently left out. */
export function isFinished(node: DraftNode): boolean {
  if (isDraftGroup(node)) return node.parts.every(isFinished);
  if (!node.field || node.operator === 'empty' || node.operator === 'notEmpty') return true;
  if (node.field === 'lab' && !node.item) return false;
  if (Array.isArray(node.value)) return node.value.length > 0 && node.value.every((one) => one !== undefined && one !== null && one !== '');
  return node.value !== undefined && node.value !== null && node.value !== '';
}
