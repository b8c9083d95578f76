import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { Conditions } from '../../platform/database/conditions.js';
import type { SourcePatient } from './identity-resolver.port.js';
import type { CandidateBeneficiary, CandidatePatient, CandidateQuery, MatchCandidateRow } from './match-candidate.dto.js';
import { signsOf } from './match-signs.js';
import { NUMBER_KINDS } from './person.js';

type Found = Omit<MatchCandidateRow, 'sourcePerson' | 'roster'> & {
  personCipher: string;
  roster: (Omit<CandidateBeneficiary, 'idCardNo' | 'phone'> & { numbers: Readonly<Record<string, string>> | null }) | null;
};

/** What waits for a decision, the surest first. */
@Injectable()
export class MatchCandidateQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  list(caller: Caller, query: CandidateQuery): Promise<Page<MatchCandidateRow>> {
    // A pair whose person the caller may not see is not there for him, even if the pair itself is not marked.
    const conditions = new Conditions()
      .and(() => '(c.beneficiary_id is null or exists (select 1 from beneficiary b where b.id = c.beneficiary_id))')
      .when(query.status, (bound) => `c.status = ${bound}`)
      .when(query.source, (bound) => `c.source_system = ${bound}`);
    const { where, values } = conditions;
    return this.db.asCaller(caller, async (em) => {
      const limit = `limit ${Number(query.pageSize)} offset ${Number((query.page - 1) * query.pageSize)}`;
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(
          `select c.id, c.beneficiary_id as "beneficiaryId", c.source_system as source, c.patient_id as "patientId", c.created_at as at, c.rule,
             c.score, c.reason, c.status, c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.decide_reason as "decideReason",
             c.person_cipher as "personCipher",
             (select json_build_object('beneficiaryId', b.id, 'name', b.name, 'sex', b.sex, 'birthDate', b.birth_date, 'workUnit', b.work_unit,
               'careLevel', b.care_level, 'numbers', (select json_object_agg(i.kind, i.cipher) from beneficiary_identifier i
                 where i.beneficiary_id = b.id and i.kind in ('ID_CARD', 'PHONE')))
               from beneficiary b where b.id = c.beneficiary_id) as roster
           from match_candidate c where ${where} order by c.score desc, c.created_at desc, c.id ${limit}`,
          values,
        ),
        em.query(`select count(*) as total from (select 1 from match_candidate c where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      const items = rows.map((row) => this.opened(row));
      return { items, total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  private opened({ personCipher, roster, ...row }: Found): MatchCandidateRow {
    const patient = JSON.parse(this.cipher.open(personCipher)) as SourcePatient;
    if (!roster) return { ...row, sourcePerson: shown(patient), roster: null };
    const { numbers, ...person } = roster;
    const number = (kind: string): string | null => (numbers?.[kind] ? this.cipher.open(numbers[kind]) : null);
    return {
      ...row,
      sourcePerson: shown(patient),
      roster: { ...person, idCardNo: number(NUMBER_KINDS.idCardNo), phone: number(NUMBER_KINDS.phone) },
    };
  }
}

function shown(patient: SourcePatient): CandidatePatient {
  const { name, sex = null, birthDate = null, idCardNo = null, phone = null, workUnit = null, chargeType = null } = patient;
  return { name, sex, birthDate, idCardNo, phone, workUnit, chargeType, signs: signsOf(patient) };
}
