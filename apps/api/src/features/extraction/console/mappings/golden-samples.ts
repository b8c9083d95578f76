import { codeTables, type CodeTables, type CodeTableSet } from '@cadre/connector-kit/code-tables';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { canonicalJson } from '@cadre/connector-kit/content-hash';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { FieldValues, Mapped } from '@cadre/connector-kit/mapping';
import type { FieldProblem } from '../../../../platform/http/refusal.js';
import { fieldName } from '../../field-names.js';
import { readAgain } from '../../read-again.js';
import { describeProblems } from '../../set-aside.js';
import { shapeOf } from '../shape-of.js';

/** What a mapping has to make of one record, whatever else is changed in it. */
export interface GoldenSample {
  readonly name: string;
  readonly raw: string;
  readonly expected: Expected;
}

export type Expected = Pick<Mapped, 'key' | 'version' | 'patientId' | 'record' | 'parts'>;

/** What comes out of a sample now, or why nothing does. */
export function outcomeOf(stream: StreamSpec, raw: string, codes: CodeTableSet): Expected | string {
  try {
    const [first] = readAgain(stream, raw);
    return first ? mappedOf(stream, first.message, codeTables(codes)) : '报文中没有该数据集的记录';
  } catch {
    return '报文无法读取，请粘贴来源发出的完整原文';
  }
}

function mappedOf(stream: StreamSpec, message: Parameters<typeof mapRecord>[1], codes: CodeTables): Expected | string {
  const mapped = mapRecord(stream.mapping, message, codes);
  if ('problems' in mapped) return describeProblems(mapped.problems);
  const { key, version, patientId, record, parts } = mapped;
  return { key, version, patientId, record, parts };
}

/** Every field in which a sample no longer comes out as it should; values are told by their shape only. */
export function brokenSamples(
  stream: StreamSpec,
  samples: readonly GoldenSample[],
  codes: CodeTableSet,
): FieldProblem[] {
  return samples.flatMap(({ name, raw, expected }) => {
    const got = outcomeOf(stream, raw, codes);
    if (typeof got === 'string') return [{ field: name, message: `样本“${name}”无法转换：${got}` }];
    return differences(expected, got).map(([field, wanted, found]) => ({
      field: `${name}.${field}`,
      message: `样本“${name}”的${fieldName(field)}应为 ${told(wanted)}，实际为 ${told(found)}`,
    }));
  });
}

type Difference = readonly [field: string, wanted: unknown, found: unknown];

function differences(expected: Expected, got: Expected): Difference[] {
  const parts = [...new Set([...Object.keys(expected.parts), ...Object.keys(got.parts)])].flatMap(
    (part): Difference[] => {
      const [wanted, found] = [expected.parts[part], got.parts[part]];
      if (wanted?.length !== found?.length) return [[part, `${wanted?.length ?? 0} 行`, `${found?.length ?? 0} 行`]];
      return (wanted ?? []).flatMap((row, at) => fieldDifferences(row, found![at]!, `${part}[${at + 1}].`));
    },
  );
  return [...fieldDifferences(expected.record, got.record, ''), ...parts];
}

function fieldDifferences(wanted: FieldValues, found: FieldValues, prefix: string): Difference[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])].flatMap((field): Difference[] =>
    canonicalJson(wanted[field] ?? null) === canonicalJson(found[field] ?? null)
      ? []
      : [[prefix + field, wanted[field], found[field]]],
  );
}

const told = (value: unknown): string =>
  value === null || value === undefined ? '空' : `“${shapeOf(String(value)).slice(0, 40)}”`;
