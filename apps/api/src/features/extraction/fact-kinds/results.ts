import { ageYears } from '@cadre/clinical/age';
import type { FieldValues } from '@cadre/connector-kit/mapping';
import { columnsOf, type FactKind, labels, partRows } from '../fact.js';
import { CHECKUP, CHECKUP_ITEM, CHECKUP_SECTION, LAB_REPORT, LAB_RESULT } from '../fact-tables.js';
import type { Owned } from '../incoming.js';
import { type Holder, type Measured, measuredValue } from '../measured-value.js';

function holderAt({ owner }: Owned, at: unknown): Holder {
  const sex = owner.sex === '1' || owner.sex === '2' ? owner.sex : null;
  return { sex, ageYears: owner.birthDate && typeof at === 'string' ? ageYears(owner.birthDate, at) : null };
}

/** What a germ was tried with is judged by S, I and R, never by ranges of people. */
function resultOf(part: FieldValues, specimen: string | null, holder: Holder): Measured {
  const measured = measuredValue(part, specimen, holder);
  if (typeof part['organism'] !== 'string') return measured;
  return { abnormal: false, row: { ...measured.row, flag: null, flag_source: null, flag_disagrees: false, critical: false } };
}

export const labReport: FactKind = {
  table: LAB_REPORT,
  parts: [{ table: LAB_RESULT, parentColumn: 'report_id' }],
  topic: 'labs',
  build: (owned, id) => {
    const { record, parts } = owned.mapped;
    const collected = record['collectedAt'] ?? record['reportedAt'] ?? record['changedAt'];
    const specimen = typeof record['specimen'] === 'string' ? record['specimen'] : null;
    const holder = holderAt(owned, collected);
    const effective = record['status'] === 'final' || record['status'] === 'corrected';
    const measured = (parts['results'] ?? []).map((part, index) => ({ part, index, ...resultOf(part, specimen, holder) }));
    return {
      row: {
        ...columnsOf(LAB_REPORT, record),
        collected_at: collected,
        panel_name: record['panelName'] ?? '检验报告',
        revision: record['revision'] ?? 1,
        result_count: measured.length,
        abnormal_count: effective ? measured.filter(({ abnormal }) => abnormal).length : 0,
      },
      parts: parts['results'] === undefined ? [] : [{
        table: LAB_RESULT,
        rows: measured.map(({ part, row, index }) => ({
          ...row, ...labels(owned), report_id: id,
          result_no: part['resultNo'] ?? String(index + 1), line_no: part['lineNo'] ?? index + 1,
          specimen, method: part['method'], instrument: part['instrument'], loinc: part['loinc'], collected_at: collected, effective,
          organism: part['organism'], susceptibility: part['susceptibility'], critical_notified_at: part['criticalNotifiedAt'],
          critical_notified_to: part['criticalNotifiedTo'], critical_handled_at: part['criticalHandledAt'],
        })),
      }],
    };
  },
};

export const checkup: FactKind = {
  table: CHECKUP,
  parts: [{ table: CHECKUP_SECTION, parentColumn: 'checkup_id' }, { table: CHECKUP_ITEM, parentColumn: 'checkup_id' }],
  topic: 'checkups',
  build: (owned, id) => {
    const { record, parts } = owned.mapped;
    const holder = holderAt(owned, record['checkupDate']);
    const items = (parts['items'] ?? []).map((part, index) => ({ part, index, ...measuredValue(part, null, holder) }));
    return {
      row: {
        ...columnsOf(CHECKUP, record),
        year: record['year'] ?? Number(String(record['checkupDate']).slice(0, 4)),
        revision: record['revision'] ?? 1,
        abnormal_count: items.filter(({ abnormal }) => abnormal).length,
      },
      parts: [
        ...partRows(owned, 'sections', CHECKUP_SECTION, { checkup_id: id }),
        ...(parts['items'] === undefined ? [] : [{
          table: CHECKUP_ITEM,
          rows: items.map(({ part, row, index }) => ({
            ...row, ...labels(owned), checkup_id: id, item_no: part['itemNo'] ?? String(index + 1),
            section_no: part['sectionNo'], line_no: part['lineNo'] ?? index + 1, state: part['state'] ?? 'done',
          })),
        }]),
      ],
    };
  },
};
