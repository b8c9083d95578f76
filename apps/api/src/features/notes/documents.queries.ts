import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { DocumentFacet, DocumentFacets, DocumentQuery, DocumentRow, PrintableNotes } from './document.dto.js';
import { excerptsOf } from './excerpt.js';
import type { NoteRow } from './note.dto.js';
import { NOTE_COLUMNS } from './notes.queries.js';
import { NoteTexts } from './note-texts.service.js';

const VISIT = `left join lateral (select v.visit_class, v.started_at, v.department_name from visit v
  where v.visit_no = r.visit_no and v.beneficiary_id = r.beneficiary_id and v.deleted_at is null limit 1) v on true`;

type Found = Omit<DocumentRow, 'excerpts'> & { body: string | null };

/** All documents of a person, of every visit and source, the newest first. */
@Injectable()
export class DocumentQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly texts: NoteTexts,
  ) {}

  /** Throws NotFound when the person is not the caller's to see. */
  ofPerson(caller: Caller, beneficiaryId: string, query: DocumentQuery): Promise<Page<DocumentRow>> {
    checkPeriod(query.from, query.to, 'to');
    const conditions = new Conditions().always('r.deleted_at is null').when(beneficiaryId, (bound) => `r.beneficiary_id = ${bound}`);
    addPeriod(conditions, 'r.signed_at', [query.from, query.to]);
    const found = conditions
      .when(query.type, (bound) => `r.type_code = any (${bound}::text[])`)
      .when(query.departmentCode, (bound) => `r.department_code = any (${bound}::text[])`)
      .when(query.visitNo, (bound) => `r.visit_no = ${bound}`)
      .when(query.q, (bound) => `(strpos(lower(t.body), lower(${bound}::text)) > 0 or strpos(lower(r.title), lower(${bound}::text)) > 0)`);
    const from = `clinical_note r left join note_text t on t.note_id = r.id`;
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, beneficiaryId);
      if (query.q) await this.texts.readOf(em, beneficiaryId);
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${NOTE_COLUMNS}, v.visit_class as "visitClass", v.started_at as "visitStartedAt", v.department_name as "visitDepartmentName",
             ${query.q ? 't.body' : 'null'} as body
           from ${from} ${VISIT} where ${found.where} order by r.signed_at desc, r.id
           limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          found.values,
        ),
        em.query(`select count(*)::int as total from ${from} where ${found.where}`, found.values),
      ]);
      const items = rows.map(({ body, ...row }) => ({ ...row, excerpts: excerptsOf(body ?? '', query.q ?? '') }));
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  facets(caller: Caller, beneficiaryId: string): Promise<DocumentFacets> {
    const counted = (code: string, name: string): string => `select ${code} as code, coalesce(max(${name}), ${code}) as name, count(*)::int as count
      from clinical_note r where r.beneficiary_id = $1 and r.deleted_at is null and ${code} is not null group by ${code} order by count desc, code`;
    return this.db.asCaller(caller, async (em) => {
      const [, types, departments]: [void, DocumentFacet[], DocumentFacet[]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(counted('r.type_code', 'r.type_name'), [beneficiaryId]),
        em.query(counted('r.department_code', 'r.department_name'), [beneficiaryId]),
      ]);
      return { types, departments };
    });
  }

  /** Records who prints which documents. Throws NotFound when one of them is not the caller's to read: nothing is printed then. */
  print(caller: Caller, ids: readonly string[]): Promise<PrintableNotes> {
    return this.db.asCaller(caller, async (em) => {
      const items: NoteRow[] = await em.query(`select ${NOTE_COLUMNS} from clinical_note r where r.id = any ($1) and r.deleted_at is null order by r.signed_at, r.id`, [ids]);
      if (items.length !== new Set(ids).size) throw new NotFound('病历文书');
      return { items, printedAt: new Date(), printedBy: caller.name };
    });
  }
}
