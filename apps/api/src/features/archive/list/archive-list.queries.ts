import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import type { Permission } from '../../../platform/access/permissions.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { Conditions } from '../../../platform/database/conditions.js';
import { COMPOSED } from '../../../platform/database/preparing-client.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportList } from '../../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../../platform/http/page.dto.js';
import { withAge } from '../../../platform/http/person-row.dto.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { askedQuery } from '../../../platform/query/asked-query.js';
import { addQuery } from '../../../platform/query/compile-query.js';
import type { QueryNode } from '../../../platform/query/query-tree.js';
import { archiveConditions, IN_HOSPITAL, LAST_VISIT } from './archive-list.conditions.js';
import { type ArchiveQuery, ArchiveRow, type ArchiveSearch } from './archive-list.dto.js';
import { ARCHIVE_WORDS, archiveSentence } from './archive-list.words.js';
import { ARCHIVE_FIELDS } from './archive-query-fields.js';

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
const ORDER = 'b.name_sort, b.id';

/** The filters of a GET, or of a POST that brings its own nested query. */
type Asked = ArchiveQuery & Partial<Pick<ArchiveSearch, 'query'>>;
type Found = Omit<ArchiveRow, 'age'> & { birthDate: string | null };

/** Whose record there is, how complete, and its newest version. */
@Injectable()
export class ArchiveListQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  list(caller: Caller, query: Asked): Promise<Page<ArchiveRow>> {
    const offset = (query.page - 1) * query.pageSize;
    if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
    return this.db.asCaller(caller, async (em) => {
      const { conditions, asked } = await this.conditionsOf(em, caller, query);
      const { where, values } = conditions;
      const mark = asked ? COMPOSED : '';
      const page = `(select b.id from beneficiary b where ${where} order by ${ORDER} limit ${query.pageSize} offset ${offset})`;
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(mark + rowsOf(caller, page), values),
        em.query(`${mark}select count(*) as total from (select 1 from beneficiary b where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items: rows.map(withAge), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async export(caller: Caller, query: ArchiveQuery): Promise<StreamableFile> {
    const { file } = await this.db.asCaller(caller, async (em) => {
      const { conditions, asked } = await this.conditionsOf(em, caller, query);
      return exportList(em, {
        row: ArchiveRow, caller, title: '健康档案列表', period: [query.lastVisitFrom, query.lastVisitTo], words: ARCHIVE_WORDS, values: conditions.values,
        filters: await archiveSentence(em, query, { fields: ARCHIVE_FIELDS, asked }),
        statement: rowsOf(caller, `(select b.id from beneficiary b where ${conditions.where})`),
        finish: (found) => withAge(found as Found),
      });
    });
    return file;
  }

  private async conditionsOf(em: EntityManager, caller: Caller, query: Asked): Promise<{ conditions: Conditions; asked: QueryNode | null }> {
    const asked = await askedQuery(em, 'archives', query);
    const conditions = await archiveConditions(em, caller, query, this.cipher);
    addQuery(conditions, caller, ARCHIVE_FIELDS, asked);
    return { conditions, asked };
  }
}

/** The rows of some people, in the order of the list. */
function rowsOf(caller: Caller, people: string): string {
  const parts = PARTS.filter(([permission]) => caller.permissions.has(permission));
  const present = parts.map(([, sql]) => `(${sql})::int`).join(' + ') || '0';
  return `select b.id, b.id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", b.categories, b.care_level as "careLevel", b.work_unit as "workUnit",
      (select s.name from staff s where s.staff_no = b.care_doctor_no limit 1) as "doctorName",
      ${IN_HOSPITAL} as "inHospital", ${LAST_VISIT} as "lastVisitAt",
      ${present} as present, ${parts.length} as parts, a.id as "archiveId", a.version, a.generated_at as "generatedAt", a.signed_at as "signedAt"
    from ${people} page
    join beneficiary b on b.id = page.id
    left join lateral (select v.id, v.version, v.generated_at, v.signed_at from archive_version v where v.beneficiary_id = b.id order by v.version desc limit 1) a on true
    order by ${ORDER}`;
}
