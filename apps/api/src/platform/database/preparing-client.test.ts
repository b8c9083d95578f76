import { describe, expect, it } from 'vitest';
import { nameOf } from './preparing-client.js';

describe('kept plans', () => {
  it('are kept from the second time on, always under the same name', () => {
    expect(nameOf('select 1 where $1')).toBeUndefined();
    const name = nameOf('select 1 where $1');
    expect(name).toMatch(/^s\d+$/);
    expect(nameOf('select 1 where $1')).toBe(name);
  });

  it('are never shared by two statements', () => {
    const names = ['select 2 where $1', 'select 2 where  $1'].map((statement) => [nameOf(statement), nameOf(statement)][1]);
    expect(new Set(names).size).toBe(2);
  });

  it('are of no statement that is composed once, however many there are', () => {
    const asked = Array.from({ length: 6_000 }, (_, n) => nameOf(`select ${n} where $1 is null`));
    expect(asked.every((name) => name === undefined)).toBe(true);
  });

  it('stop growing in number', () => {
    const names = Array.from({ length: 2_000 }, (_, n) => [nameOf(`select $1, ${n}`), nameOf(`select $1, ${n}`)][1]).filter(Boolean);
    expect(names.length).toBeLessThanOrEqual(600);
    expect(nameOf('select 1 where $1')).toBeDefined();
  });
});
