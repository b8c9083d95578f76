import { isMobile, normalizePhone } from '@cadre/clinical/phone';
import type { EntityManager } from 'typeorm';
import type { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { NotFound } from '../../../platform/http/refusal.js';

/** Whoever has, or could have, an account: the person, or one of his contacts. */
export interface Holder {
  readonly beneficiaryId: string;
  readonly contactId: string | null;
  readonly confidential: boolean;
  readonly status: string;
  readonly phoneCipher: string | null;
  /** False for a contact who may do nothing, or not now. */
  readonly entitled: boolean;
}

const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;

/** A contact acts for a person with at least one right and within his dates. `c` is person_contact. */
export const IS_PROXY = '(c.sees_appointments or c.books or c.reads_reports)';
export const IN_PERIOD = `daterange(c.valid_from, c.valid_until, '[]') @> ${TODAY}`;

/** Throws NotFound for a person whom the caller of `em` does not see, and for a contact of somebody else. */
export async function holderOf(em: EntityManager, beneficiaryId: string, contactId: string | null): Promise<Holder> {
  const [found]: Holder[] = await em.query(
    contactId
      ? `select b.id as "beneficiaryId", c.id as "contactId", b.confidential, b.status, c.phone_cipher as "phoneCipher", ${IS_PROXY} and ${IN_PERIOD} as entitled
         from beneficiary b join person_contact c on c.beneficiary_id = b.id and c.id = $2 where b.id = $1`
      : `select b.id as "beneficiaryId", null as "contactId", b.confidential, b.status, i.cipher as "phoneCipher", true as entitled
         from beneficiary b left join beneficiary_identifier i on i.beneficiary_id = b.id and i.kind = 'PHONE' where b.id = $1`,
    contactId ? [beneficiaryId, contactId] : [beneficiaryId],
  );
  if (!found) throw new NotFound(contactId ? '代理人' : '保健对象');
  return found;
}

/** Why somebody cannot have an account now, in Chinese; null when he can. */
export function obstacleOf(holder: Holder, confidentialAllowed: boolean, cipher: FieldCipher): string | null {
  const { status, confidential, contactId, phoneCipher, entitled } = holder;
  if (status !== 'active') return '该对象不在管，不能开通手机端。';
  if (confidential && !confidentialAllowed) return '机密对象默认不使用手机端；如确需开通，请系统管理员调整参数“机密对象使用手机端”。';
  if (!entitled) return '该联系人没有任何代理权限，或不在有效期内。请先在“联系人与代理人”中修改。';
  if (!phoneCipher) return contactId ? '该代理人没有登记电话，请先在“联系人与代理人”中补充手机号。' : '名册中没有本人手机号，请先在“基本资料”中补充。';
  return isMobile(cipher.open(phoneCipher)) ? null : '登记的号码不是可以接收短信的手机号，请先更正。';
}

/** Whether two sealed numbers are the same number; what is not there is no number. */
export function sameNumber(cipher: FieldCipher, one: string | null, other: string | null): boolean {
  return one !== null && other !== null && normalizePhone(cipher.open(one)) === normalizePhone(cipher.open(other));
}
