import { maskPhone } from '@cadre/clinical/mask';
import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { Topic } from '../../../platform/http/live-events.js';
import type { FactRow } from '../bulk-write.js';
import {
  APPOINTMENT, CLINICAL_NOTE, CLINICAL_ORDER, CONSULTATION, CONSULTATION_PARTICIPANT, EXAM_REPORT, IMAGING_SERIES, IMAGING_STUDY,
  PRESCRIPTION, PRESCRIPTION_ITEM, SURGERY, SURGERY_PROCEDURE,
} from '../care-tables.js';
import { columnsOf, type FactKind, partRows } from '../fact.js';
import type { FactTable } from '../fact-tables.js';

interface Plain {
  readonly table: FactTable;
  readonly topic: Topic;
  readonly defaults?: FactRow;
  readonly part?: { readonly name: string; readonly table: FactTable; readonly parentColumn: string; readonly defaults?: FactRow };
  readonly adjust?: (record: FieldValues) => FactRow;
}

/** A column with a default is never told to be nothing. */
function told(row: FactRow, defaults: FactRow | undefined): FactRow {
  return defaults ? Object.fromEntries(Object.entries(row).filter(([column, value]) => value !== null || !(column in defaults))) : row;
}

/** A record whose fields are the table's columns, with one list of parts at most. */
function plain({ table, topic, defaults, part, adjust }: Plain): FactKind {
  return {
    table,
    topic,
    ...(defaults ? { defaults } : {}),
    parts: part ? [{ table: part.table, parentColumn: part.parentColumn }] : [],
    build: (owned, id) => ({
      row: { ...told(columnsOf(table, owned.mapped.record), defaults), ...adjust?.(owned.mapped.record) },
      parts: part
        ? partRows(owned, part.name, part.table, { [part.parentColumn]: id })
            .map(({ table: of, rows }) => ({ table: of, rows: rows.map((row) => ({ ...part.defaults, ...told(row, part.defaults) })) }))
        : [],
    }),
  };
}

export const order = plain({ table: CLINICAL_ORDER, topic: 'orders' });

export const prescription = plain({
  table: PRESCRIPTION,
  topic: 'orders',
  part: { name: 'items', table: PRESCRIPTION_ITEM, parentColumn: 'prescription_id' },
});

export const surgery = plain({
  table: SURGERY,
  topic: 'surgeries',
  defaults: { emergency: false },
  part: { name: 'procedures', table: SURGERY_PROCEDURE, parentColumn: 'surgery_id', defaults: { main: false } },
});

export const consultation = plain({
  table: CONSULTATION,
  topic: 'surgeries',
  defaults: { urgent: false },
  part: { name: 'participants', table: CONSULTATION_PARTICIPANT, parentColumn: 'consultation_id' },
});

export const clinicalNote = plain({ table: CLINICAL_NOTE, topic: 'notes', defaults: { revision: 1 } });

export const examReport = plain({ table: EXAM_REPORT, topic: 'exams', defaults: { critical: false, revision: 1 } });

export const imagingStudy = plain({
  table: IMAGING_STUDY,
  topic: 'exams',
  part: { name: 'series', table: IMAGING_SERIES, parentColumn: 'study_id' },
});

/** The number to call is kept masked: whole numbers are only where they are encrypted, with the person and in the inbox. */
export const appointment = plain({
  table: APPOINTMENT,
  topic: 'appointments',
  defaults: { priority: false, fee_waived: false },
  adjust: ({ contactPhone }) => (typeof contactPhone === 'string' ? { contact_phone: maskPhone(contactPhone) } : {}),
});
