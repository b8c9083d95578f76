import { describe, expect, it } from 'vitest';
import type { Department } from '../api/dictionaries.js';
import { treeOf } from './department-tree.js';

const row = (code: string, name: string, parentCode: string | null, sort: number): Department => ({
  code,
  name,
  parentCode,
  sort,
  handlesVisits: true,
});

describe('the tree of departments', () => {
  it('stands in the order of the hospital, and a department whose parent is out of scope stands at the top', () => {
    const tree = treeOf([
      row('CARD', '心内科', 'MED', 2),
      row('MED', '内科系统', 'CLIN', 5),
      row('ENDO', '内分泌科', 'MED', 1),
      row('LAB', '检验科', null, 9),
    ]);
    expect(tree.map(({ title }) => title)).toEqual(['内科系统', '检验科']);
    expect(tree[0]?.children.map(({ title }) => title)).toEqual(['内分泌科', '心内科']);
  });
});
