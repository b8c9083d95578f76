import { describe, expect, it } from 'vitest';
import { aliasOf, byBed } from './bed-order.js';

describe('the beds of a ward', () => {
  it('stand by number, extra beds behind, no bed last', () => {
    expect(['10', null, '2', '加1', '02A', '1'].toSorted(byBed)).toEqual(['1', '2', '02A', '10', '加1', null]);
  });

  it('bear no whole name on a public screen, and none at all for a 机密 person', () => {
    expect(aliasOf('欧阳某某', false)).toBe('欧**');
    expect(aliasOf('欧阳某某', true)).toBe('保健对象');
  });
});
