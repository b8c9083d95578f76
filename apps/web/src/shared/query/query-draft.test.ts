import { describe, expect, it } from 'vitest';
import { draftOfQuery, isFinished, queryOfDraft } from './query-draft.js';

const TERM = { field: 'diagnosis', operator: 'contains', value: '高血压' };

describe('a query while it is composed', () => {
  it('comes back as it was kept', () => {
    const query = { and: [TERM, { or: [TERM, { field: 'lab', operator: 'gt', item: 'HBA1C', value: 7, days: 365 }] }] };
    expect(queryOfDraft(draftOfQuery(query))).toEqual(query);
  });

  it('is finished when every condition that was begun has its value', () => {
    expect(isFinished({ joint: 'and', parts: [TERM, { field: '', operator: '' }, { field: 'bedNo', operator: 'empty' }] })).toBe(true);
    for (const part of [{ ...TERM, value: '' }, { field: 'age', operator: 'between', value: [60, undefined] }, { field: 'lab', operator: 'gt', value: 7 }, { field: 'status', operator: 'in', value: [] }]) {
      expect(isFinished({ joint: 'or', parts: [TERM, part] })).toBe(false);
    }
  });

  it('leaves out what is not chosen yet, and groups of nothing', () => {
    expect(queryOfDraft({ joint: 'and', parts: [{ field: '', operator: '' }, { joint: 'or', parts: [{ field: '', operator: '' }] }, TERM] })).toEqual({ and: [TERM] });
    expect(queryOfDraft(draftOfQuery(null))).toBeNull();
  });
});
