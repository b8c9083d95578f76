import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound, Refusal } from '../../platform/http/refusal.js';
import type { BeneficiaryDetail, RevealRequest } from './beneficiary-detail.dto.js';
import { type FoundPerson, opened, PERSON_COLUMNS, PERSON_TABLES } from './beneficiaries.queries.js';
import type { BeneficiaryRow } from './beneficiary.dto.js';
import { NUMBER_KINDS } from './person.js';

const REVEALS_PER_HOUR = 30;
const FIELD_NAMES = { phone: '手机', idCardNo: '证件号', insuranceNo: '医保号', careCardNo: '保健卡号', socialSecurityNo: '社保电脑号', socialCardNo: '社保卡号' } as const;

type FoundDetail = FoundPerson & Omit<BeneficiaryDetail, keyof BeneficiaryRow | 'landline' | 'email' | 'fieldOrigins'>
  & { landlineCipher: string | null; emailCipher: string | null; origins: Readonly<Record<string, { source: string; at: string }>> };

/** One person of the roster. */
@Injectable()
export class PersonQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async read(caller: Caller, id: string): Promise<BeneficiaryDetail> {
    // Refused inside its transaction, so that the record of a granted act goes with it and only the refusal stays.
    const found = await this.db.asCaller(caller, async (em) => {
      const [person]: FoundDetail[] = await em.query(
        `select ${PERSON_COLUMNS}, b.alias_name as "aliasName", b.id_type as "idType", b.allergies, b.person_categories as "personCategories", b.rank,
           b.care_level_from as "careLevelFrom", b.nation, b.marital, b.nationality, b.unit_code as "unitCode", b.unit_department as "unitDepartment",
           b.landline_cipher as "landlineCipher", b.email_cipher as "emailCipher", b.postcode, b.past_history as "pastHistory",
           b.blood_abo as "bloodAbo", b.blood_rh as "bloodRh", b.care_doctor_no as "careDoctorNo", b.care_nurse_no as "careNurseNo",
           b.care_department_code as "careDepartmentCode", b.note, b.status_reason as "statusReason", b.version,
           b.locked_fields as "lockedFields", b.field_origins as origins, o.levels, o.links, o.sources
         from ${PERSON_TABLES} where b.id = $1`,
        [id],
      );
      if (!person) throw new NotFound('保健对象');
      return person;
    });
    const { landlineCipher, emailCipher, origins, shownAs: _, ...row } = opened(found, this.cipher);
    return {
      ...row,
      landline: landlineCipher && this.cipher.open(landlineCipher),
      email: emailCipher && this.cipher.open(emailCipher),
      fieldOrigins: Object.entries(origins).map(([field, { source, at }]) => ({ field, source, at: new Date(at) })),
      links: row.links.map((link) => ({ ...link, at: new Date(link.at) })),
      sources: row.sources.map((source) => ({ ...source, at: new Date(source.at) })),
    };
  }

  /** One number in full. The reason goes on the access trail; more than thirty an hour are refused. */
  async reveal(caller: Caller, id: string, { field, reason }: RevealRequest): Promise<string> {
    if (caller.fields[field === 'socialCardNo' ? 'socialSecurityNo' : field] === 'hidden') throw new Refusal(403, 'FIELD_HIDDEN', '您的角色不显示该号码，不能查看完整内容。');
    return this.db.asCaller(caller, async (em) => {
      // One at a time: what is counted before this one is on the trail by then.
      const [{ mine }]: [{ mine: boolean }] = await em.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine', [`reveal ${caller.userId}`]);
      if (!mine) throw new Refusal(429, 'TOO_MANY_REVEALS', '您正在查看另一个完整号码，请一次查看一个。', [], 1);
      await this.refuseTooMany(caller);
      caller.request.reason = `${FIELD_NAMES[field]}：${reason}`;
      const [row]: { cipher: string }[] = await em.query(
        'select cipher from beneficiary_identifier where beneficiary_id = $1 and kind = $2',
        [id, NUMBER_KINDS[field]],
      );
      if (!row) throw new NotFound('号码');
      return this.cipher.open(row.cipher);
    });
  }

  private async refuseTooMany(caller: Caller): Promise<void> {
    const [{ count }]: [{ count: number }] = await this.db.asSystem('reveal-limit', (em) =>
      em.query(
        `select count(*) as count from access_trail
         where user_id = $1 and at > now() - interval '1 hour' and action = 'reveal' and outcome = 'allowed'`,
        [caller.userId],
      ),
    );
    if (count >= REVEALS_PER_HOUR) {
      throw new Refusal(429, 'TOO_MANY_REVEALS', `一小时内最多查看 ${REVEALS_PER_HOUR} 个完整号码，请稍后再试；确需更多请联系干保办主任。`, [], 600);
    }
  }
}
