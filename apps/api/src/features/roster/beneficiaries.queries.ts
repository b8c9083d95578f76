import { ageYears } from '@cadre/clinical/age';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { type Export, exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { LISTED_UNIT } from '../../platform/http/person-row.dto.js';
import { BeneficiaryRow, ROSTER_SORTS, type RosterQuery, type RosterSummary } from './beneficiary.dto.js';
import { concealedRow } from './concealed.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type NumberField } from './person.js';
import { filterWords, ROSTER_WORDS } from './roster-words.js';
import { IN_HOSPITAL, rosterConditions } from './roster-filter.js';

/** Columns of {@link BeneficiaryRow} over {@link PERSON_TABLES}; the numbers still sealed, as `numbers`. */
export const PERSON_COLUMNS = `b.id, b.id as "beneficiaryId", b.roster_no as "rosterNo", b.name, b.sex, b.birth_date as "birthDate", b.categories,
  b.primary_category as "primaryCategory", b.care_level as "careLevel",
  coalesce(b.care_level_until < (now() at time zone 'Asia/Shanghai')::date, false) as "careLevelExpired",
  b.care_level_until as "careLevelUntil", b.key_care as "keyCare", b.address_cipher as "addressCipher",
  b.work_unit as "workUnit", b.position, b.secrecy, false as "needsOpening", case when b.confidential then b.alias_name end as "shownAs", b.status,
  b.updated_at as "updatedAt", b.origin <> 'roster-file' and b.created_at > now() - interval '7 days' as "isNew",
  o.care_doctor_name as "careDoctorName", coalesce(o.policies, '{}') as policies, o.numbers, o.in_hospital as "inHospital", o.last_visit_at as "lastVisitAt", o.contact,
  o.phone_account as "phoneAccount", o.checkup_year as "checkupYear", o.linked_sources as "linkedSources"`;

/** Of a 机密 person who is only listed nothing stands in the overview; his row becomes a placeholder before it is shown. */
export const PERSON_TABLES = 'beneficiary b left join person_overview o on o.id = b.id';

type Sealed = Readonly<Record<string, string>> | null;
export type FoundPerson = Omit<BeneficiaryRow, 'age' | NumberField | 'policyNo' | 'address'>
  & { numbers: Sealed; policies: readonly string[]; addressCipher: string | null; shownAs: string | null };

/** The roster as lists and figures. */
@Injectable()
export class BeneficiaryQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  list(caller: Caller, query: RosterQuery): Promise<Page<BeneficiaryRow>> {
    const { where, values } = rosterConditions(caller, query, this.cipher);
    return this.db.asLister(caller, async (em) => {
      const limit = `limit ${Number(query.pageSize)} offset ${Number((query.page - 1) * query.pageSize)}`;
      const [rows, [counted]]: [FoundPerson[], [{ total: number }]] = await Promise.all([
        em.query(
          // The page is cut before its columns are worked out, or the rows that are leafed past would cost as much.
          `select ${PERSON_COLUMNS} from (select b.id from beneficiary b where ${where} order by ${orderOf(query.sort)} ${limit}) page
           join (${PERSON_TABLES}) on b.id = page.id order by ${orderOf(query.sort)}`,
          values,
        ),
        em.query(`select count(*) as total from (select 1 from beneficiary b where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      const items = rows.map((row) => this.shown(caller, row));
      return { items, total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async summary(caller: Caller, query: RosterQuery): Promise<RosterSummary> {
    const { where, values } = rosterConditions(caller, query, this.cipher);
    const [figures]: [RosterSummary] = await this.db.asLister(caller, (em) =>
      em.query(
        `with f as materialized (select b.id, b.care_level, b.categories, ${LISTED_UNIT} as work_unit from beneficiary b where ${where})
         select (select count(*) from f) as total,
           (select count(*) from f where exists (select 1 from visit v where v.beneficiary_id = f.id and ${IN_HOSPITAL})) as "inHospital",
           (select coalesce(json_agg(g order by g.code), '[]') from
             (select care_level as code, count(*) as count from f where care_level is not null group by 1) g) as "byLevel",
           (select coalesce(json_agg(g order by g.code), '[]') from
             (select category as code, count(*) as count from f, unnest(f.categories) as category group by 1) g) as "byCategory",
           (select coalesce(json_agg(g order by g.count desc, g.name), '[]') from
             (select work_unit as name, count(*) as count from f where work_unit is not null group by 1 order by 2 desc, 1 limit 50) g) as "byUnit"`,
        values,
      ),
    );
    return figures;
  }

  export(caller: Caller, query: RosterQuery): Promise<Export> {
    const { where, values } = rosterConditions(caller, query, this.cipher);
    return this.db.asLister(caller, (em) =>
      exportList(em, {
        row: BeneficiaryRow,
        caller,
        title: '保健对象名册',
        period: [undefined, undefined],
        filters: filterWords(query),
        words: ROSTER_WORDS,
        statement: `select ${PERSON_COLUMNS} from ${PERSON_TABLES} where ${where} order by ${orderOf(query.sort)}`,
        values,
        finish: (found) => this.shown(caller, found as FoundPerson),
      }),
    );
  }

  private shown(caller: Caller, { shownAs, ...found }: FoundPerson): BeneficiaryRow {
    return concealedRow(caller, opened(found, this.cipher), shownAs);
  }
}

/** The id decides between equals, so that pages neither repeat nor skip. */
function orderOf(sort: string): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return `${ROSTER_SORTS[sort.replace('-', '') as keyof typeof ROSTER_SORTS]} ${direction} nulls last, b.id ${direction}`;
}

/** A row as it was found, with what is sealed opened (the answer masks it) and the age of today. */
export function opened<T extends { birthDate: string | null; numbers: Sealed; policies: readonly string[]; addressCipher: string | null }>(
  { numbers, policies, addressCipher, ...row }: T, cipher: FieldCipher,
): Omit<T, 'numbers' | 'policies' | 'addressCipher'> & Pick<BeneficiaryRow, 'age' | 'policyNo' | 'address'> & Record<NumberField, string | null> {
  const plain = Object.fromEntries(
    NUMBER_FIELDS.map((field) => {
      const sealed = numbers?.[NUMBER_KINDS[field]];
      return [field, sealed ? cipher.open(sealed) : null];
    }),
  ) as Record<NumberField, string | null>;
  return {
    ...row, ...plain, policyNo: policies.map((sealed) => cipher.open(sealed)), address: addressCipher && cipher.open(addressCipher),
    age: row.birthDate ? ageYears(row.birthDate, new Date()) : null,
  };
}
