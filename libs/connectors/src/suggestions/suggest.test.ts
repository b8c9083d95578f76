import type { Connector } from '@cadre/connector-kit/connector';
import type { OfferedField } from '@cadre/connector-kit/offered-view';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.js';
import { FIELD_WORDS } from './field-words.js';
import { suggestCode } from './suggest-code.js';
import { suggestMapping } from './suggest-mapping.js';
import { TARGET_SHAPES } from './target-fields.js';

const column = (name: string, comment: string | null = null, type = 'character varying(50)'): OfferedField => ({
  name,
  type,
  comment,
});
const found = (
  columns: OfferedField[],
  ...asked: Parameters<typeof suggestMapping> extends [unknown, ...infer R] ? R : never
) =>
  Object.fromEntries(
    suggestMapping(columns, ...asked)
      .filter((one) => one.column)
      .map((one) => [one.field, one.column]),
  );

describe('the mapping that is proposed for a view nobody has seen before', () => {
  it('R-25.b reads the initials that Chinese hospital systems use', () => {
    expect(
      found(
        [
          column('zyh'),
          column('brid'),
          column('brxm'),
          column('ryrq', null, 'timestamp'),
          column('cypb'),
          column('xgsj', null, 'timestamp'),
          column('bz'),
        ],
        'inpatient-visit',
      ),
    ).toEqual({
      visitNo: 'zyh',
      patientId: 'brid',
      patientName: 'brxm',
      admittedAt: 'ryrq',
      status: 'cypb',
      changedAt: 'xgsj',
    });
  });

  it('R-25.b reads comments where names say nothing', () => {
    expect(
      found(
        [
          column('c01', '报告单号'),
          column('c02', '患者编号（主索引）'),
          column('c03', '审核时间', 'datetime'),
          column('c04', '备注'),
        ],
        'lab-report',
      ),
    ).toMatchObject({
      reportNo: 'c01',
      patientId: 'c02',
      verifiedAt: 'c03',
    });
  });

  it('does not take a number for a time, nor one column for two fields', () => {
    expect(found([column('xgsj', null, 'integer')], 'patient')).toEqual({});
    const columns = Object.values(
      found([column('sqdh'), column('bgdh'), column('brxm'), column('brxb')], 'lab-report'),
    );
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('says how sure it is, why, and which required fields are still without a column', () => {
    const [key] = suggestMapping([column('bgdh')], 'lab-report');
    expect(key).toMatchObject({
      field: 'reportNo',
      confidence: 0.95,
      reason: '列名 bgdh 是常见写法',
      rule: { from: 'bgdh' },
    });
    expect(suggestMapping([column('bgdh')], 'lab-report').find(({ field }) => field === 'changedAt')).toMatchObject({
      required: true,
      column: null,
      rule: null,
    });
  });

  it.each(
    catalogue.flatMap((connector: Connector) =>
      connector.streams
        .filter(({ source }) => source.transport === 'sql-view')
        .map((stream) => [`${connector.id} ${stream.id}`, stream] as const),
    ),
  )('finds most columns of %s again without having seen its mapping', (_name, { mapping, target }) => {
    const rules = Object.entries(mapping.fields).flatMap(([name, rule]) =>
      rule.as === 'constant' ? [] : [[name, [rule.from].flat()] as const],
    );
    const columns = [...new Set(rules.flatMap(([, from]) => from))].map((name) => column(name));
    const suggested = found(columns, target);
    const wanted = rules.filter(([name]) => TARGET_SHAPES[target].fields.some(({ field }) => field === name));
    const right = wanted.filter(([name, from]) => from.includes(suggested[name] ?? ''));
    expect(right.length / wanted.length).toBeGreaterThanOrEqual(0.5);
  });

  it('has words for every field that a target takes', () => {
    const fields = Object.values(TARGET_SHAPES).flatMap(({ fields: own, parts }) =>
      [...own, ...Object.values(parts).flat()].map(({ field }) => field),
    );
    expect([...new Set(fields)].filter((name) => !(name in FIELD_WORDS))).toEqual([]);
  });
});

describe('the meaning that is proposed for a code', () => {
  it('is what other systems mean by it, whatever its width and case', () => {
    expect(suggestCode('sex', '男').target).toBe('1');
    expect(suggestCode('sex', 'ｆ').target).toBe('2');
    expect(suggestCode('sex', '双性').target).toBeNull();
    expect(suggestCode('sex', 'X').choices).toEqual(expect.arrayContaining(['0', '1', '2', '9']));
  });
});
