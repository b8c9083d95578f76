import { normalizePhone } from '@cadre/clinical/phone';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { changeHanging, checkPeriod, hang, takeAway, VALIDITY } from './hanging-rows.js';
import type { ContactInput, ContactRow, PartId } from './person-parts.dto.js';

/** Who is called for a person, and who may act for him until when. */
@Injectable()
export class Contacts {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async list(caller: Caller, personId: string): Promise<ContactRow[]> {
    const rows: (Omit<ContactRow, 'phone'> & { sealed: string | null })[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select id, name, relation, phone_cipher as sealed, sees_appointments as "seesAppointments", books, reads_reports as "readsReports", ${VALIDITY}
         from person_contact where beneficiary_id = $1 order by created_at, id`,
        [personId],
      ),
    );
    return rows.map(({ sealed, ...row }) => ({ ...row, phone: sealed && this.cipher.open(sealed) }));
  }

  add(caller: Caller, personId: string, input: ContactInput): Promise<string> {
    return this.db.asCaller(caller, (em) => hang(em, 'person_contact', personId, this.columnsOf(input)));
  }

  change(caller: Caller, at: PartId, input: ContactInput): Promise<void> {
    return this.db.asCaller(caller, (em) => changeHanging(em, 'person_contact', at, input.version, this.columnsOf(input)));
  }

  remove(caller: Caller, at: PartId): Promise<void> {
    return this.db.asCaller(caller, (em) => takeAway(em, 'person_contact', at));
  }

  private columnsOf(input: ContactInput): Record<string, unknown> {
    checkPeriod(input);
    const { name, relation, phone, seesAppointments, books, readsReports, validFrom, validUntil, note } = input;
    const number = phone ? normalizePhone(phone) : null;
    if (number !== null && number.length < 7) throw new BadInput('填写的内容有误，请按提示修改。', [{ field: 'phone', message: '电话号码位数不足' }]);
    return {
      name, relation, sees_appointments: seesAppointments, books, reads_reports: readsReports,
      valid_from: validFrom ?? null, valid_until: validUntil ?? null, note: note ?? null,
      ...(phone === undefined ? {} : { phone_cipher: number && this.cipher.seal(number) }),
    };
  }
}
