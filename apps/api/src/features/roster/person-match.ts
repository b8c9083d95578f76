import { searchTerms } from '@cadre/clinical/search-tokens';
import type { Caller } from '../../platform/access/caller.js';
import type { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { lookupsOf } from './person-numbers.js';

type Bind = (value: unknown) => string;

/**
 * What was typed into a search as a statement of `beneficiary_id` and `by` (why he was found, in words), or null when
 * nothing can be looked up by it. Numbers are found whole or by their keyed last four; beginnings of hidden numbers are
 * never compared, or they could be guessed digit by digit; numbers that the caller's roles hide are not looked for at all.
 */
export function peopleMatching(typed: string, { fields }: Pick<Caller, 'fields'>, cipher: FieldCipher, bind: Bind): string | null {
  const { grams, prefix, number, tail } = searchTerms(typed);
  const criteria = [
    ...(grams.length ? [byPieces(grams, typed, bind)] : []),
    ...(prefix ? [byPinyin(prefix, bind)] : []),
    ...(number ? [byNumber(number, { tail, typed, fields }, cipher, bind)] : []),
  ];
  if (criteria.length === 0) return null;
  const [first, ...others] = criteria;
  const all = others.map((sql, i) => `join (${sql}) c${i} using (beneficiary_id)`).join(' ');
  return `select beneficiary_id, min(c.by) as by from (${first}) c ${all} group by beneficiary_id`;
}

/** All pieces by equality first, which the index answers; then the name itself, because pieces may stand apart in it. */
function byPieces(grams: readonly string[], typed: string, bind: Bind): string {
  const han = [...typed.normalize('NFKC')].filter((character) => /\p{Script=Han}/u.test(character)).join('');
  return `select t.beneficiary_id, '姓名' as by from person_token t join beneficiary p on p.id = t.beneficiary_id
    where t.kind = 'gram' and t.token = any (${bind(grams)}::text[])
      and strpos(translate(concat_ws(' / ', p.name, p.alias_name), '·', ''), ${bind(han)}) > 0
    group by t.beneficiary_id having count(*) = ${bind(grams.length)}::integer`;
}

function byPinyin(prefix: string, bind: Bind): string {
  return `select distinct t.beneficiary_id, '拼音' as by from person_token t
    where t.kind in ('pinyin', 'initials') and starts_with(t.token, ${bind(prefix)})`;
}

interface AskedNumber { readonly tail: string | null; readonly typed: string; readonly fields: Caller['fields'] }

/** Numbers that are hidden from the caller find nobody: otherwise he could ask for them one by one. */
function byNumber(number: string, { tail, typed, fields }: AskedNumber, cipher: FieldCipher, bind: Bind): string {
  const whole = typed.replace(/\p{Script=Han}/gu, '');
  const asked = (['idCardNo', 'phone', 'insuranceNo', 'socialSecurityNo', 'careCardNo'] as const).filter((field) => fields[field] !== 'hidden');
  const indexes = number.length < 4 ? [] : lookupsOf(cipher, Object.fromEntries(asked.map((field) => [field, whole])));
  const tails = tail
    ? [...(asked.includes('phone') ? [cipher.indexOf('PHONE_TAIL', tail)] : []), ...(asked.includes('idCardNo') ? [cipher.indexOf('ID_TAIL', tail)] : [])] : [];
  const bound = bind(number);
  const parts = [
    `select id as beneficiary_id, '保健编号' as by from beneficiary where roster_no = ${bound}`,
    `select beneficiary_id, case when ${bound} = bed_no then '床位号' else '病案号' end from visit where visit_class = 'inpatient'
      and status = 'in_hospital' and deleted_at is null and ${bound} in (bed_no, medical_record_no, inpatient_no)`,
    ...(indexes.length ? [`select beneficiary_id, '证件或卡号' from beneficiary_identifier where blind_index = any (${bind(indexes)}::text[])`] : []),
    ...(tails.length ? [`select beneficiary_id, '手机或证件后 4 位' from person_token where kind = 'tail' and token = any (${bind(tails)}::text[])`] : []),
  ];
  return parts.join('\nunion all ');
}
