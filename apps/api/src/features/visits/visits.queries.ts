import { stayDays } from '@cadre/clinical/stay-days';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { NotFound } from '../../platform/http/refusal.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { Conditions } from '../../platform/database/conditions.js';
import { recordCounts } from './visit-record-counts.js';
import { ABNORMAL_COUNT, UNREAD_COUNT } from './visit-columns.js';
import type { PersonVisitsQuery, VisitDetail, VisitRow } from './visit-detail.dto.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';

const COURSE = `v.visit_no as "visitNo", v.visit_class as "visitClass", v.visit_type as "visitType", v.status,
  v.started_at as "startedAt", v.ended_at as "endedAt", v.visit_class <> 'inpatient' and v.seen_at is null and v.status = 'registered' as waiting,
  v.department_name as "departmentName", v.ward_name as "wardName", v.bed_no as "bedNo", v.doctor_name as "doctorName",
  v.main_diagnosis as "mainDiagnosis", v.organization_name as "organizationName"`;
const DETAIL = `${personColumns('v.started_at')}, ${COURSE}, v.vip as "vipVisit", v.registered_at as "registeredAt", v.seen_at as "seenAt", v.care_grade as "careGrade",
  v.medical_record_no as "medicalRecordNo", v.inpatient_no as "inpatientNo", v.admission_count as "admissionCount",
  v.admission_diagnosis as "admissionDiagnosis", v.chief_complaint as "chiefComplaint", v.charge_type as "chargeType",
  v.source_system as "sourceSystem", v.source_version as "sourceVersion"`;

type Course = Pick<VisitDetail, 'visitClass' | 'status' | 'startedAt' | 'endedAt'>;
type Found = Omit<VisitDetail, 'age' | 'stayDays' | 'diagnoses' | 'transfers' | 'labReports'> & { birthDate: string | null };

/** One visit, and the visits of one person. */
@Injectable()
export class VisitQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** Throws NotFound for what does not exist or is not the caller's to see. */
  detail(caller: Caller, id: string): Promise<VisitDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], diagnoses, transfers, labReports]: [Found[], VisitDetail['diagnoses'], VisitDetail['transfers'], VisitDetail['labReports']] =
        await Promise.all([
          em.query(`select ${DETAIL}, ${recordCounts(caller.permissions)} as counts, ${UNREAD_COUNT} as "unreadCount" from visit v join beneficiary b on b.id = v.beneficiary_id where v.id = $1 and v.deleted_at is null`, [id]),
          em.query('select kind, code, name, rank, suspected from visit_diagnosis where visit_id = $1 order by rank nulls last, diagnosis_no', [id]),
          em.query(
            `select t.moved_at as "movedAt", t.kind, f.name as "fromDepartmentName", coalesce(t.to_department_name, d.name) as "toDepartmentName",
               case when t.to_ward_code = v.ward_code then v.ward_name else t.to_ward_code end as "toWardName", t.to_bed_no as "toBedNo", t.cancelled
             from visit_transfer t join visit v on v.id = t.visit_id left join department f on f.code = t.from_department_code
               left join department d on d.code = t.to_department_code
             where t.visit_id = $1 order by t.moved_at, t.transfer_no`,
            [id],
          ),
          caller.permissions.has('lab:read')
            ? em.query(
                `select r.id, r.report_no as "reportNo", r.panel_name as "panelName", r.collected_at as "collectedAt",
                   r.reported_at as "reportedAt", r.status, r.abnormal_count as "abnormalCount"
                 from visit v join lab_report r on r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id
                 where v.id = $1 and r.deleted_at is null and r.status <> 'preliminary' order by r.collected_at desc, r.id`,
                [id],
              )
            : [],
        ]);
      if (!found) throw new NotFound('就诊记录');
      return { ...withAge(found), stayDays: daysOf(found), diagnoses, transfers, labReports };
    });
  }

  ofPerson(caller: Caller, beneficiaryId: string, query: PersonVisitsQuery): Promise<Page<VisitRow>> {
    const conditions = new Conditions().always('v.deleted_at is null');
    conditions
      .when(beneficiaryId, (bound) => `v.beneficiary_id = ${bound}`)
      .when(query.class, (bound) => `v.visit_class = ${bound}`);
    const { where, values } = conditions;
    return this.db.asCaller(caller, async (em) => {
      const [, rows, [counted]]: [void, Omit<VisitRow, 'stayDays'>[], [{ total: number }]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(
          `select v.id, v.beneficiary_id as "beneficiaryId", ${COURSE}, ${ABNORMAL_COUNT} as "abnormalCount"
           from visit v where ${where} order by v.started_at desc, v.id desc limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          values,
        ),
        em.query(`select count(*) as total from (select 1 from visit v where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      const items = rows.map((row) => ({ ...row, stayDays: daysOf(row) }));
      return { items, total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }
}

function daysOf({ visitClass, status, startedAt, endedAt }: Course): number | null {
  return visitClass === 'inpatient' && status !== 'cancelled' ? stayDays(startedAt, endedAt ?? new Date()) : null;
}
