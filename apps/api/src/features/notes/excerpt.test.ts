import { describe, expect, it } from 'vitest';
import { excerptsOf } from './excerpt.js';

describe('where a document says what was looked for', () => {
  it('is shown with some words around it, at most three places', () => {
    const text = `${'前'.repeat(40)}血糖偏高${'后'.repeat(40)}`;
    expect(excerptsOf(text, '血糖')).toEqual([`…${'前'.repeat(24)}血糖偏高${'后'.repeat(22)}…`]);
    expect(excerptsOf('血糖'.padEnd(60, '。').repeat(5), '血糖')).toHaveLength(3);
  });

  it('does not care for letter case, and finds nothing in nothing', () => {
    expect(excerptsOf('HbA1c 7.9%', 'hba1C')).toEqual(['HbA1c 7.9%']);
    expect(excerptsOf('', '血')).toEqual([]);
    expect(excerptsOf('血', '')).toEqual([]);
  });
});
