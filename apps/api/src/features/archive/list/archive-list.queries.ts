import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import type { Permission } from '../../../platform/access/permissions.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../platform/http/page.dto.js';
import { withAge } from '../../../platform/http/person-row.dto.js';
import { archiveConditions } from './archive-list.conditions.js';
import type { ArchiveQuery, ArchiveRow } from './archive-list.dto.js';

const has = (table: string, more = 'true'): string => `exists (select 1 from ${table} f where f.beneficiary_id = b.id and f.deleted_at is null and ${more})`;

/** Whether each part holds something, and who may know. */
const PARTS: readonly (readonly [permission: Permission, sql: string])[] = [
  ['beneficiary:read', `coalesce(b.allergies, b.past_history, b.blood_abo) is not null`],
  ['diagnosis:read', has('visit', 'f.main_diagnosis is not null')],
  ['visit:read', has('visit')],
  ['lab:read', has('lab_report', `f.status in ('final', 'corrected')`)],
  ['exam:view', has('exam_report', `f.status in ('final', 'corrected')`)],
  ['order:read', `(${has('prescription')} or ${has('clinical_order', `f.category = 'drug'`)})`],
  ['surgery:read', has('surgery', `f.status = 'completed'`)],
  ['checkup:read', has('checkup')],
];

/** Whose record there is, how complete, and its newest version. */
@Injectable()
export class ArchiveListQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  list(caller: Caller, query: ArchiveQuery): Promise<Page<ArchiveRow>> {
    const parts = PARTS.filter(([permission]) => caller.permissions.has(permission));
    const present = parts.map(([, sql]) => `(${sql})::int`).join(' + ') || '0';
    return this.db.asCaller(caller, async (em) => {
      const { where, values } = await archiveConditions(em, caller, query, this.cipher);
      const [rows, [counted]]: [(Omit<ArchiveRow, 'age' | 'parts'> & { birthDate: string | null })[], [{ total: number }]] = await Promise.all([
        em.query(
          `select b.id, b.id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", b.categories, b.care_level as "careLevel", b.work_unit as "workUnit",
             (select s.name from staff s where s.staff_no = b.care_doctor_no limit 1) as "doctorName",
             exists (select 1 from visit v where v.beneficiary_id = b.id and v.visit_class = 'inpatient' and v.status = 'in_hospital' and v.deleted_at is null) as "inHospital",
             (select max(v.started_at) from visit v where v.beneficiary_id = b.id and v.deleted_at is null and v.status not in ('cancelled', 'refunded')) as "lastVisitAt",
             ${present} as present, a.id as "archiveId", a.version, a.generated_at as "generatedAt", a.signed_at as "signedAt"
           from (select b.id from beneficiary b where ${where} order by b.name_sort, b.id limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}) page
           join beneficiary b on b.id = page.id
           left join lateral (select v.id, v.version, v.generated_at, v.signed_at from archive_version v where v.beneficiary_id = b.id order by v.version desc limit 1) a on true
           order by b.name_sort, b.id`,
          values,
        ),
        em.query(`select count(*) as total from (select 1 from beneficiary b where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      const items = rows.map((row) => ({ ...withAge(row), parts: parts.length }));
      return { items, total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }
}
