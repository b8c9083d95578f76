import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { changeHanging, checkPeriod, hang, takeAway, VALIDITY } from './hanging-rows.js';
import type { PartId, PolicyInput, PolicyRow } from './person-parts.dto.js';

/** One spelling of the number of a policy. */
export const normalizePolicyNo = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** Policies of a person with commercial insurers. */
@Injectable()
export class Policies {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async list(caller: Caller, personId: string): Promise<PolicyRow[]> {
    const rows: (Omit<PolicyRow, 'policyNo'> & { sealed: string })[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select id, insurer, policy_cipher as sealed, direct_billing as "directBilling", ${VALIDITY}
         from insurance_policy where beneficiary_id = $1 order by created_at, id`,
        [personId],
      ),
    );
    return rows.map(({ sealed, ...row }) => ({ ...row, policyNo: this.cipher.open(sealed) }));
  }

  add(caller: Caller, personId: string, input: PolicyInput): Promise<string> {
    if (!input.policyNo) throw new BadInput('填写的内容有误，请按提示修改。', [{ field: 'policyNo', message: '请填写保单号' }]);
    return this.db.asCaller(caller, (em) => hang(em, 'insurance_policy', personId, this.columnsOf(input)));
  }

  change(caller: Caller, at: PartId, input: PolicyInput): Promise<void> {
    return this.db.asCaller(caller, (em) => changeHanging(em, 'insurance_policy', at, input.version, this.columnsOf(input)));
  }

  remove(caller: Caller, at: PartId): Promise<void> {
    return this.db.asCaller(caller, (em) => takeAway(em, 'insurance_policy', at));
  }

  private columnsOf(input: PolicyInput): Record<string, unknown> {
    checkPeriod(input);
    const { insurer, policyNo, directBilling, validFrom, validUntil, note } = input;
    return {
      insurer, direct_billing: directBilling, valid_from: validFrom ?? null, valid_until: validUntil ?? null, note: note ?? null,
      ...(policyNo ? { policy_cipher: this.cipher.seal(normalizePolicyNo(policyNo)) } : {}),
    };
  }
}
