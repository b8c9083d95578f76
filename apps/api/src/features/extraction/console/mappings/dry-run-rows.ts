import type { Mapping, Value } from '@cadre/connector-kit/mapping';
import { fieldName } from '../../field-names.js';
import { maskPayload } from '../../mask-payload.js';
import { describeProblems } from '../../set-aside.js';
import { maskKey, shapeOf } from '../shape-of.js';
import type { DryRunField, DryRunRow } from './dry-run.dto.js';
import type { Rehearsed } from './rehearsal.js';

const NUMBERS = /^(idCardNo|phone|contactPhone|insuranceNo|careCardNo|socialSecurityNo)$/;

/** A rehearsed record for the screen: plain where the caller sees the person, else by its shape only. */
export function dryRunRow(row: Rehearsed, ref: string, shown: boolean, mapping: Mapping): DryRunRow {
  const { mapped, failure, verdict, reason } = row;
  const key = mapped?.key ?? failure?.key ?? '';
  return {
    ref,
    key: shown ? key : maskKey(key),
    verdict,
    reason,
    shown,
    fields: Object.entries(mapped?.record ?? {}).map(([field, value]) =>
      fieldRow(row, field, value, { shown, isTime: mapping.fields[field]?.as === 'instant' }),
    ),
    parts: Object.entries(mapped?.parts ?? {}).map(([part, rows]) => ({ part, rows: rows.length })),
    problems: (failure?.problems ?? []).map((problem) => ({
      field: problem.field,
      label: fieldName(problem.field),
      message: describeProblems([problem]),
      value: problem.value === null ? null : shapeOf(problem.value).slice(0, 100),
    })),
  };
}

function fieldRow(
  { before, after }: Rehearsed,
  field: string,
  value: Value,
  { shown, isTime }: { shown: boolean; isTime: boolean },
): DryRunField {
  const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const [was, becomes] = [before?.[column], after?.[column]];
  const tell = (one: unknown): string | null =>
    told(isTime && typeof one === 'string' ? timeText(one) : one, field, shown);
  return {
    field,
    label: fieldName(field),
    value: tell(value),
    before: tell(was),
    changed: before !== null && column in before && JSON.stringify(was) !== JSON.stringify(becomes),
  };
}

function told(value: unknown, field: string, shown: boolean): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  if (!shown) return shapeOf(text).slice(0, 200);
  return NUMBERS.test(field) ? shapeOf(text) : maskPayload(text).slice(0, 2_000);
}

const timeText = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());
