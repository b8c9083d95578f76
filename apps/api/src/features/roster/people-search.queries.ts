import { ageYears } from '@cadre/clinical/age';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Conditions } from '../../platform/database/conditions.js';
import { concealedHit } from './concealed.js';
import type { FoundPersonRow } from './people-search.dto.js';
import { peopleMatching } from './person-match.js';
import { IN_HOSPITAL } from './roster-filter.js';

const MOST = 10;
/** One Chinese character is a search, one letter or digit is not yet. */
const ENOUGH = /\p{Script=Han}|[\p{L}\p{N}].*[\p{L}\p{N}]/u;

/** Finds people by whatever one has at hand. */
@Injectable()
export class PeopleSearchQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  /** Those under care first, then by name. */
  async search(caller: Caller, typed: string, withRemoved = false): Promise<FoundPersonRow[]> {
    const bound = new Conditions();
    bound.and((bind) => (ENOUGH.test(typed) ? peopleMatching(typed, caller, this.cipher, bind) : null) ?? '');
    const { where: people, values } = bound;
    const rows: (Omit<FoundPersonRow, 'age' | 'needsOpening'> & { birthDate: string | null; secrecy: string; aliasName: string | null })[] = await this.db.asLister(caller, async (em) =>
      values.length === 0
        ? []
        : em.query(
            `select b.id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", b.categories, b.care_level as "careLevel",
               b.work_unit as "workUnit", b.secrecy, b.confidential, b.alias_name as "aliasName", m.by as "matchedBy",
               (select concat_ws(' ', v.department_name, nullif(v.bed_no, '') || '床') from visit v where v.beneficiary_id = b.id and ${IN_HOSPITAL}
                 order by v.started_at desc limit 1) as bed
             from (${people}) m join beneficiary b on b.id = m.beneficiary_id${withRemoved ? '' : ` and b.status <> 'cancelled'`}
             order by b.status = 'active' desc, b.name_sort, b.id limit ${MOST}`,
            values,
          ),
    );
    return rows.map(({ birthDate, secrecy, aliasName, ...row }) =>
      concealedHit(caller, { ...row, age: birthDate ? ageYears(birthDate, new Date()) : null, needsOpening: false }, { secrecy, aliasName }),
    );
  }
}
