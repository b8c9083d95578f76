/**
 * What is shown of a sensitive value to somebody without the right to reveal it. Every mask also hides values that
 * are shorter or odder than expected: what does not fit the pattern shows less, never more.
 */

const HIDDEN = '****';

/** `张国庆` → `张**`; the number of stars does not tell the length of the name. Empty stays empty. */
export function maskName(name: string): string {
  const [first] = name.trim();
  return first === undefined ? '' : `${first}**`;
}

/** `13812341234` → `138****1234`; a landline keeps its last four digits. */
export function maskPhone(phone: string): string {
  const digits = phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (digits === '') return phone.trim() === '' ? '' : HIDDEN;
  if (digits.length < 7) return HIDDEN;
  return `${digits.length >= 11 ? digits.slice(0, 3) : ''}${HIDDEN}${digits.slice(-4)}`;
}

/** `440301196001011234` → `440301********1234`; other documents are masked like any number. */
export function maskIdCard(idCard: string): string {
  const text = idCard.normalize('NFKC').replace(/\s/g, '');
  if (!/^(\d{15}|\d{17}[\dXx])$/.test(text)) return maskNumber(text);
  return text.slice(0, 6) + '*'.repeat(text.length - 10) + text.slice(-4);
}

/** Insurance, policy and card numbers: first two and last four characters; of a short number at most the last two. */
export function maskNumber(number: string): string {
  const characters = [...number.replace(/\s/g, '')];
  if (characters.length === 0) return '';
  if (characters.length >= 10) return characters.slice(0, 2).join('') + HIDDEN + characters.slice(-4).join('');
  return characters.length >= 6 ? HIDDEN + characters.slice(-2).join('') : HIDDEN;
}

const PROVINCE = '(?:[\\p{L}]{2,3}省|内蒙古自治区|[\\p{L}]{2,4}自治区|[\\p{L}]{2}特别行政区)';
const CITY = '[\\p{L}]{1,8}?(?:市|自治州|地区|盟)';
const COUNTY = '[\\p{L}]{1,8}?(?:自治县|县|自治旗|旗|市|(?<![小社园片街校院库厂矿宅活舍])区)';
const DISTRICT = new RegExp(`^(${PROVINCE})?(${CITY})?(${COUNTY})?`, 'u');

/** `广东省深圳市福田区某路 1 号` → `广东省深圳市福田区****`; an address without a recognised district is hidden wholly. */
export function maskAddress(address: string): string {
  const text = address.replace(/\s/g, '');
  if (text === '') return '';
  const [, province = '', city = '', found = ''] = DISTRICT.exec(text) ?? [];
  const county = /[路街道号村镇乡]/.test(found) ? '' : found;
  return province + (/[路街道号村镇乡]/.test(city) ? '' : city + county) + HIDDEN;
}

/** `zhang@example.cn` → `z****@example.cn`; what is no address is hidden wholly. */
export function maskEmail(email: string): string {
  const [, first, place] = /^\s*([^@\s])[^@\s]*(@[^@\s]+)\s*$/.exec(email) ?? [];
  return first && place ? first + HIDDEN + place : email.trim() === '' ? '' : HIDDEN;
}
