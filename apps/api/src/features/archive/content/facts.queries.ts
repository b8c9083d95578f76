import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type OwnSummary, ownSummaries } from './own-summaries.js';
import type { Comparator } from '@cadre/clinical/result-value';

/** What every fact says of its origin. */
export interface Origin {
  readonly id: string;
  readonly system: string;
  readonly sourceKey: string;
  readonly sourceVersion: Date;
  readonly corrected: boolean;
}
export interface VisitFact extends Origin {
  readonly visitNo: string; readonly visitClass: string; readonly startedAt: Date; readonly endedAt: Date | null;
  readonly departmentName: string | null; readonly doctorName: string | null;
  readonly diagnosisCode: string | null; readonly diagnosis: string | null; readonly status: string;
}
export interface DiagnosisFact extends Origin {
  readonly code: string | null; readonly name: string; readonly suspected: boolean; readonly at: Date; readonly visitNo: string; readonly visitClass: string;
}
export interface LabFact extends Origin {
  readonly reportNo: string; readonly at: Date; readonly code: string; readonly itemName: string; readonly text: string | null; readonly number: number | null;
  readonly comparator: Comparator | null; readonly kind: 'number' | 'limit' | 'ordinal' | 'titre' | 'text'; readonly ordinal: number | null;
  readonly unit: string | null; readonly method: string | null; readonly range: string | null; readonly low: number | null; readonly high: number | null;
  readonly flag: string | null; readonly critical: boolean;
}
export interface ExamFact extends Origin {
  readonly examNo: string; readonly at: Date; readonly itemName: string; readonly bodyPart: string | null; readonly impression: string | null;
  readonly advice: string | null; readonly positive: boolean | null; readonly critical: boolean;
}
export interface DrugFact extends Origin {
  readonly number: string; readonly at: Date; readonly until: Date | null; readonly name: string; readonly dose: string | null; readonly doseUnit: string | null;
  readonly route: string | null; readonly frequency: string | null; readonly kind: 'prescription' | 'order';
}
export interface SurgeryFact extends Origin {
  readonly surgeryNo: string; readonly at: Date | null; readonly names: string | null; readonly diagnosis: string | null; readonly departmentName: string | null;
  readonly surgeon: string | null; readonly anesthesia: string | null;
}
export interface CheckupFact extends Origin {
  readonly checkupNo: string; readonly date: string; readonly packageName: string | null; readonly conclusion: string | null; readonly advice: string | null;
  readonly items: readonly { code: string; name: string; text: string | null; unit: string | null; range: string | null; flag: string | null }[];
}

export interface PersonFacts {
  readonly visits: VisitFact[]; readonly diagnoses: DiagnosisFact[]; readonly labs: LabFact[]; readonly exams: ExamFact[];
  readonly drugs: DrugFact[]; readonly surgeries: SurgeryFact[]; readonly checkups: CheckupFact[];
  readonly summaries: OwnSummary[];
}

const ORIGIN = `id, source_system, source_key, source_version, deleted_at, beneficiary_id, recorded_from`;
const SAID = `f.id, f.source_system as system, f.source_key as "sourceKey", f.source_version as "sourceVersion"`;

/**
 * A table as it stood: rows that were recorded by then and not yet replaced. `$1` is the person, `$2` the moment ('infinity': now).
 * Row policies hold for the earlier versions as for the present ones.
 */
function stood(table: string, columns: string): string {
  return `(select ${columns} from ${table} where beneficiary_id = $1 and recorded_from <= $2
    union all select ${columns} from ${table}_history where beneficiary_id = $1 and recorded_from <= $2 and recorded_to > $2)`;
}
const facts = (table: string, columns: string): string => stood(table, `${ORIGIN}, ${columns}`);

/** Everything that was known of a person at a moment, in eight questions; nothing of it is a copy. */
@Injectable()
export class FactQueries {
  /** `moment`: ISO, or 'infinity' for now. */
  async of(em: EntityManager, beneficiaryId: string, moment: string): Promise<PersonFacts> {
    const ask = <T>(sql: string): Promise<T[]> => em.query(sql, [beneficiaryId, moment]);
    const [visits, diagnoses, labs, exams, drugs, surgeries, checkups, summaries] = await Promise.all([
      ask<VisitFact>(VISITS), ask<DiagnosisFact>(DIAGNOSES), ask<LabFact>(LABS), ask<ExamFact>(EXAMS), ask<DrugFact>(DRUGS), ask<SurgeryFact>(SURGERIES),
      ask<CheckupFact>(CHECKUPS), ask<OwnSummary>(SUMMARIES),
    ]);
    return { visits, diagnoses, labs, exams, drugs, surgeries, checkups, summaries };
  }
}

const VISIT_TABLE = facts('visit', `visit_no, visit_class, started_at, ended_at, department_name, doctor_name, main_diagnosis_code, main_diagnosis, status`);
const COUNTS = `f.deleted_at is null and f.status not in ('cancelled', 'refunded')`;

const VISITS = `select ${SAID}, false as corrected, f.visit_no as "visitNo", f.visit_class as "visitClass", f.started_at as "startedAt", f.ended_at as "endedAt",
    f.department_name as "departmentName", f.doctor_name as "doctorName", f.main_diagnosis_code as "diagnosisCode", f.main_diagnosis as diagnosis, f.status
  from ${VISIT_TABLE} f where ${COUNTS} order by f.started_at desc, f.id`;

const DIAGNOSES = `with seen as (select * from ${VISIT_TABLE} f where ${COUNTS}),
  said as (select visit_id, code, name, suspected, coalesce(diagnosed_at, null) as diagnosed_at
    from ${stood('visit_diagnosis', 'visit_id, code, name, suspected, diagnosed_at')} d)
  select ${SAID}, false as corrected, f.visit_no as "visitNo", f.visit_class as "visitClass", f.started_at as at,
    d.code, d.name, d.suspected from seen f join said d on d.visit_id = f.id
  union all select ${SAID}, false, f.visit_no, f.visit_class, f.started_at, f.main_diagnosis_code, f.main_diagnosis, false
    from seen f where f.main_diagnosis is not null and not exists (select 1 from said d where d.visit_id = f.id
      and (d.code = f.main_diagnosis_code or d.name = f.main_diagnosis))
  order by at desc, name`;

const LABS = `select f.id, f.source_system as system, f.source_key as "sourceKey", f.source_version as "sourceVersion",
    f.status = 'corrected' or f.revision > 1 as corrected, f.report_no as "reportNo", x.collected_at as at, x.identity_code as code, x.item_name as "itemName",
    x.value_text as text, x.value_number as number, x.comparator, x.value_kind as kind, x.value_ordinal as ordinal, x.unit, x.method,
    x.range_text as range, x.range_low as low, x.range_high as high, x.flag, x.critical
  from ${facts('lab_report', 'report_no, status, revision')} f
  join ${stood('lab_result', `report_id, line_no, result_no, identity_code, item_name, value_text, value_number, comparator, value_kind, value_ordinal, unit, method,
    range_text, range_low, range_high, flag, critical, collected_at, effective, organism`)} x on x.report_id = f.id
  where f.deleted_at is null and f.status in ('final', 'corrected') and x.effective and x.organism is null
  order by x.collected_at desc, f.id, x.line_no, x.result_no`;

const EXAMS = `select ${SAID}, f.status = 'corrected' or f.revision > 1 as corrected, f.exam_no as "examNo", f.examined_at as at, f.item_name as "itemName",
    f.body_part as "bodyPart", f.impression, f.advice, f.positive, f.critical
  from ${facts('exam_report', 'exam_no, examined_at, item_name, body_part, impression, advice, positive, critical, status, revision')} f
  where f.deleted_at is null and f.status in ('final', 'corrected') order by f.examined_at desc, f.id`;

const DRUGS = `select ${SAID}, false as corrected, f.prescription_no as number, f.prescribed_at as at, null::timestamptz as until, i.drug_name as name, i.dose,
    i.dose_unit as "doseUnit", i.route, i.frequency, 'prescription' as kind
  from ${facts('prescription', 'prescription_no, prescribed_at, status')} f
  join ${stood('prescription_item', 'prescription_id, drug_name, dose, dose_unit, route, frequency')} i on i.prescription_id = f.id
  where f.deleted_at is null and coalesce(f.status, '') <> 'cancelled'
  union all select ${SAID}, false, f.order_no, coalesce(f.started_at, f.ordered_at), f.stopped_at, f.item_name, f.dose, f.dose_unit, f.route, f.frequency, 'order'
  from ${facts('clinical_order', 'order_no, ordered_at, started_at, stopped_at, item_name, dose, dose_unit, route, frequency, category, status')} f
  where f.deleted_at is null and f.category = 'drug' and f.status <> 'cancelled'
  order by at desc, name`;

const SURGERIES = `with parts as (select * from ${stood('surgery_procedure', 'surgery_id, procedure_no, rank, name, main')} p)
  select ${SAID}, false as corrected, f.surgery_no as "surgeryNo", coalesce(f.started_at, f.scheduled_at) as at,
    (select string_agg(p.name, '；' order by p.main desc, p.rank nulls last, p.procedure_no) from parts p where p.surgery_id = f.id) as names,
    f.post_diagnosis as diagnosis, f.department_name as "departmentName", f.surgeon_name as surgeon, f.anesthesia
  from ${facts('surgery', 'surgery_no, started_at, scheduled_at, post_diagnosis, department_name, surgeon_name, anesthesia, status')} f
  where f.deleted_at is null and f.status = 'completed' order by at desc nulls last, f.id`;

const CHECKUPS = `with lines as (select * from ${stood('checkup_item', 'checkup_id, item_no, line_no, identity_code, item_name, value_text, unit, range_text, flag, state')} l)
  select ${SAID}, f.revision > 1 as corrected, f.checkup_no as "checkupNo", f.checkup_date as date, f.package_name as "packageName", f.conclusion, f.advice,
    (select coalesce(json_agg(json_build_object('code', l.identity_code, 'name', l.item_name, 'text', l.value_text, 'unit', l.unit, 'range', l.range_text, 'flag', l.flag)
       order by l.line_no, l.item_no), '[]') from lines l where l.checkup_id = f.id and l.value_text is not null) as items
  from ${facts('checkup', 'checkup_no, checkup_date, package_name, conclusion, advice, status, revision')} f
  where f.deleted_at is null and f.status <> 'cancelled' order by f.checkup_date desc, f.id`;

const SUMMARIES = ownSummaries(facts('checkup', 'checkup_no, checkup_date'));
