import { describe, expect, it } from 'vitest';
import type { Edition } from './checkups.js';
import { bothDrafts, isOurs, type Draft } from './summary-draft.js';

const draft = (body: string, more: Partial<Draft> = {}): Draft => ({ body, advice: [], riskLevel: null, ...more });
const held = (body: string): Edition => ({ body, advice: [], riskLevel: null }) as unknown as Edition;
const line = (text: string) => ({ text, recheckItem: null, recheckDate: null });

describe('a draft of a summary', () => {
  it('R-37.b knows its own words at the server when only the answer was lost, however far one typed on', () => {
    expect(isOurs(held('一'), { draft: draft('一 '), sent: null })).toBe(true);
    expect(isOurs(held('一'), { draft: draft('一二'), sent: draft('一') })).toBe(true);
    expect(isOurs(held('他人'), { draft: draft('一二'), sent: draft('一') })).toBe(false);
  });

  it('R-37.a put together, holds every word and every advice of both', () => {
    const both = bothDrafts(draft('他的', { advice: [line('甲'), line('乙')] }), draft('我的', { advice: [line('乙'), line('丙')], riskLevel: 'high' }));
    expect(both).toEqual(draft('他的\n我的', { advice: [line('甲'), line('乙'), line('丙')], riskLevel: 'high' }));
  });
});
