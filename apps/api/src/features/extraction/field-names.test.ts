import { describe, expect, it } from 'vitest';
import { FACT_KINDS } from './fact-kinds/fact-kinds.js';
import { fieldName } from './field-names.js';

/** What the writer adds and what is worked out of a value has no place in a mapping. */
const OURS = new Set([
  'id', 'sourceSystem', 'sourceKey', 'sourceVersion', 'sourceRank', 'contentHash', 'runId', 'inboxId', 'inboxIndex', 'patientNumbersOf', 'beneficiaryId',
  'confidential', 'identityCode', 'valueNumber', 'comparator', 'valueKind', 'valueOrdinal', 'rangeLow', 'rangeHigh', 'rangeExpected', 'flag', 'flagSource',
  'flagDisagrees', 'effective', 'resultCount', 'abnormalCount', 'visitId', 'reportId', 'checkupId', 'prescriptionId', 'surgeryId', 'consultationId',
]);

const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('the names of fields on screen', () => {
  it('are Chinese for every field that a mapping may fill, so that a failure is understood by who mends it', () => {
    const fields = Object.values(FACT_KINDS).flatMap(({ table, parts }) => [table, ...parts.map((part) => part.table)])
      .flatMap(({ columns }) => Object.keys(columns).map(camel)).filter((field) => !OURS.has(field));
    expect([...new Set(fields)].filter((field) => !/\p{Script=Han}/u.test(fieldName(field)))).toEqual([]);
  });

  it('say which line of a list is meant', () => {
    expect(fieldName('procedures[2].level')).toBe('手术操作第 2 行的手术级别');
  });
});
