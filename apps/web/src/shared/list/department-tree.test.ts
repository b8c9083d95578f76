import { describe, expect, it } from 'vitest';
import { treeOf } from './department-tree.js';

describe('the tree of departments', () => {
  it('stands in the order of the hospital, and a department whose parent is out of scope stands at the top', () => {
    const tree = treeOf([
      { code: 'CARD', name: '心内科', parentCode: 'MED', sort: 2 },
      { code: 'MED', name: '内科系统', parentCode: 'CLIN', sort: 5 },
      { code: 'ENDO', name: '内分泌科', parentCode: 'MED', sort: 1 },
      { code: 'LAB', name: '检验科', parentCode: null, sort: 9 },
    ]);
    expect(tree.map(({ title }) => title)).toEqual(['内科系统', '检验科']);
    expect(tree[0]?.children.map(({ title }) => title)).toEqual(['内分泌科', '心内科']);
  });
});
