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
