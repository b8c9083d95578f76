/** What a document number says about its holder. Dates are `YYYY-MM-DD`; `sex` is GB/T 2261.1: 1 男, 2 女. */
export type IdCard =
  | { kind: 'resident'; number18: string; birthDate: string; sex: '1' | '2'; divisionCode: string }
  /** A passport, officer's card or travel permit: kept in one spelling, nothing can be read from it. */
  | { kind: 'other'; normalized: string }
  | { kind: 'invalid'; reason: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Provinces of GB/T 2260, residents of Hong Kong, Macau, Taiwan (81–83), foreign residents (9…). */
const AREA = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/** The 18th character of a resident number (GB 11643, ISO 7064 MOD 11-2) for its first 17 digits. */
export function idCardCheckDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/**
 * Reads a document number as people and systems write it: full-width digits, blanks, dashes, small x, 15 digits.
 * `now` bounds the birth date.
 */
export function readIdCard(text: string, now: Date = new Date()): IdCard {
  const normalized = text
    .normalize('NFKC')
    .replace(/[\s\-‐-―\u200b-\u200d\ufeff]/gu, '')
    .toUpperCase();
  if (normalized === '') return invalid('证件号码为空');
  if (/[*?]/.test(normalized)) return invalid('证件号码含有遮挡符号，不是完整号码');
  if (!/^\d{13,}X?$/.test(normalized)) {
    return normalized.length < 5 ? invalid('证件号码过短') : { kind: 'other', normalized };
  }
  if (!/^(\d{15}|\d{17}[\dX])$/.test(normalized))
    return invalid(`身份证号应为 18 位或 15 位，现为 ${normalized.length} 位`);
  return readResident(normalized, now);
}

function readResident(normalized: string, now: Date): IdCard {
  const old = normalized.length === 15;
  const first17 = old ? `${normalized.slice(0, 6)}19${normalized.slice(6)}` : normalized.slice(0, 17);
  const number18 = first17 + idCardCheckDigit(first17);
  if (!AREA.test(first17)) return invalid('身份证号的行政区划代码不存在');
  const birthDate = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`;
  if (!isBirthDate(birthDate, now)) return invalid('身份证号中的出生日期不存在');
  if (!old && number18 !== normalized) return invalid('身份证号校验位不符，请核对是否录错');
  return {
    kind: 'resident',
    number18,
    birthDate,
    sex: Number(first17[16]) % 2 === 1 ? '1' : '2',
    divisionCode: first17.slice(0, 6),
  };
}

function isBirthDate(date: string, now: Date): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) && date >= '1880-01-01' && at <= now;
}

function invalid(reason: string): IdCard {
  return { kind: 'invalid', reason };
}
