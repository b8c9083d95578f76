import { readIdCard } from '@cadre/clinical/id-card';
import { sameName } from '@cadre/clinical/person-name';
import type { SourcePatient } from './identity-resolver.port.js';
import { signsOf } from './match-signs.js';

export type MatchRule = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'R1' | 'R2' | 'R3' | 'CONFLICT' | 'MERGE' | 'SIGN';
export type MatchNumber = 'idCardNo' | 'careCardNo' | 'insuranceNo' | 'socialSecurityNo';

/** Somebody on the roster who shares something with the patient. */
export interface Hit {
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly name: string;
  readonly aliasName: string | null;
  readonly sex: string;
  readonly birthDate: string | null;
  /** The roster knows his resident id card number. */
  readonly hasIdCard: boolean;
  /** Numbers that are the same on both sides. */
  readonly numbers: ReadonlySet<MatchNumber>;
  readonly samePhoneTail: boolean;
  /** Already the same person: by a link of this patient number, or of the number it was merged into at the source. */
  readonly known: 'link' | 'merge' | null;
}

export interface Candidate {
  readonly beneficiaryId: string | null;
  readonly confidential: boolean;
  readonly rule: MatchRule;
  /** 100 would be certain. */
  readonly score: number;
  readonly reason: string;
}

export type Decision =
  | { readonly outcome: 'linked'; readonly beneficiaryId: string; readonly confidential: boolean; readonly rule: MatchRule; readonly reason: string }
  | { readonly outcome: 'review'; readonly candidates: readonly Candidate[] }
  | { readonly outcome: 'suspected'; readonly candidates: readonly [Candidate] }
  | { readonly outcome: 'stranger' };

const NUMBER_NAMES: Readonly<Record<MatchNumber, string>> = {
  idCardNo: '证件号', careCardNo: '保健卡号', insuranceNo: '医保号', socialSecurityNo: '社保电脑号',
};

/**
 * Who the patient is, by the strongest evidence there is. Only a number together with the name (or birthday) links by
 * itself; whatever is weaker or contradicts itself waits for a person; a wrong link is worse than a missing one.
 */
export function decide(patient: SourcePatient, hits: readonly Hit[]): Decision {
  for (const [via, rule, reason] of [['link', 'M1', '患者编号已关联'], ['merge', 'M2', '来源系统已将其并入已关联的患者编号']] as const) {
    const known = hits.filter((hit) => hit.known === via);
    if (known.length === 1) return linked(known[0]!, rule, reason);
  }
  const numbered = hits.filter((hit) => hit.numbers.size > 0);
  if (numbered.length > 1) return { outcome: 'review', candidates: numbered.map((hit) => conflict(hit, numbered)) };
  const [hit] = numbered;
  if (hit) return byNumber(patient, hit);

  const weak = hits.flatMap((one) => byNameAndBirthday(patient, one));
  if (weak.length) return { outcome: 'review', candidates: weak };
  const signs = patient.cancelled ? [] : signsOf(patient);
  if (signs.length === 0) return { outcome: 'stranger' };
  return {
    outcome: 'suspected',
    candidates: [{ beneficiaryId: null, confidential: false, rule: 'SIGN', score: 40, reason: `不在名册，但有${signs.join('、')}，待干保办确认` }],
  };
}

function byNumber(patient: SourcePatient, hit: Hit): Decision {
  const name = namesAgree(patient, hit);
  const birthday = !!patient.birthDate && patient.birthDate === hit.birthDate;
  const has = (number: MatchNumber): boolean => hit.numbers.has(number);
  if (!cardsDiffer(patient, hit)) {
    if (has('idCardNo') && name && !hit.confidential) return linked(hit, 'M3', '证件号与姓名相同');
    if (has('careCardNo') && (name || birthday)) return linked(hit, 'M4', `保健卡号与${name ? '姓名' : '出生日期'}相同`);
    const insured = (['insuranceNo', 'socialSecurityNo'] as const).find(has);
    if (insured && name && !hit.confidential) return linked(hit, 'M5', `${NUMBER_NAMES[insured]}与姓名相同`);
  }
  const same = [...hit.numbers].map((number) => NUMBER_NAMES[number]).join('、');
  const but = cardsDiffer(patient, hit) ? '证件号不同' : patient.aliasName ? '来源姓名为化名或密文' : name ? '机密对象须人工核对' : '姓名不同';
  return { outcome: 'review', candidates: [candidate(hit, 'R1', 90, `${same}相同，但${but}`)] };
}

function byNameAndBirthday(patient: SourcePatient, hit: Hit): Candidate[] {
  const agree = namesAgree(patient, hit, false) && !!patient.birthDate && patient.birthDate === hit.birthDate;
  // Two valid id cards that differ are two people, however alike the rest is.
  if (!agree || cardsDiffer(patient, hit)) return [];
  const sameSex = (patient.sex === '1' || patient.sex === '2') && patient.sex === hit.sex;
  if (sameSex && hit.samePhoneTail && !residentCard(patient)) {
    return [candidate(hit, 'R2', 80, '姓名、性别、出生日期、手机尾号相同，证件号缺失')];
  }
  return [candidate(hit, 'R3', 60, '仅姓名与出生日期相同')];
}

/** What is said of one must not tell that the other, who may be 机密, exists: neither the reason nor the rule. */
function conflict(hit: Hit, all: readonly Hit[]): Candidate {
  const same = [...hit.numbers].map((number) => NUMBER_NAMES[number]).join('、');
  const others = all.some((one) => one !== hit && one.confidential);
  if (others) return candidate(hit, 'R1', 90, `${same}相同，须人工核对`);
  return candidate(hit, 'CONFLICT', 95, `${same}相同，但号码同时指向另一名保健对象，均未自动关联`);
}

/** An alias or an encrypted name is never compared. */
function namesAgree(patient: SourcePatient, hit: Hit, alsoAlias = true): boolean {
  if (patient.aliasName) return false;
  return sameName(patient.name, hit.name) || (alsoAlias && !!hit.aliasName && sameName(patient.name, hit.aliasName));
}

const cardsDiffer = (patient: SourcePatient, hit: Hit): boolean => hit.hasIdCard && !hit.numbers.has('idCardNo') && residentCard(patient);
const residentCard = ({ idCardNo }: SourcePatient): boolean => !!idCardNo && readIdCard(idCardNo).kind === 'resident';
const linked = ({ beneficiaryId, confidential }: Hit, rule: MatchRule, reason: string): Decision => ({
  outcome: 'linked', beneficiaryId, confidential, rule, reason,
});
const candidate = ({ beneficiaryId, confidential }: Hit, rule: MatchRule, score: number, reason: string): Candidate => ({
  beneficiaryId, confidential, rule, score, reason,
});
