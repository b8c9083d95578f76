import { idCardCheckDigit } from '@cadre/clinical/id-card';

/** One person of the measurement, the same for the product and for its floor. `n` counts from 1. */
/** @typedef {{ n: number, id: string, name: string, sex: '1' | '2', birthDate: string, idCardNo: string, phone: string, home: string, confidential: boolean }} Person */

/** Ten departments of the reference data; each sees about a tenth of the people. */
export const DEPARTMENTS = ['100101', '100102', '100103', '100104', '100105', '100106', '100107', '100108', '100109', '100110'];
/** The one that asks. */
export const ASKING = '100105';

const SURNAMES = [...'王李张刘陈杨黄赵吴周'];
const MIDDLE = [...'建国志德文明永春玉秀'];
const LAST = [...'华军平英兰芳林峰涛敏'];

/** A number from 0 that looks random and is always the same. @returns {number} */
const scatter = (/** @type {number} */ n, /** @type {number} */ salt) => (Math.imul(n + salt * 7_919, 2_654_435_761) >>> 9) % 1_000_003;

/** @returns {Person} */
function person(/** @type {number} */ n) {
  const sex = n % 2 ? '1' : '2';
  const year = 1930 + (scatter(n, 1) % 45);
  const birthDate = `${year}-${two(1 + (scatter(n, 2) % 12))}-${two(1 + (scatter(n, 3) % 28))}`;
  const first17 = `4403${two(1 + Math.floor(n / 500))}${birthDate.replaceAll('-', '')}${String((n % 500) * 2 + (sex === '1' ? 1 : 0)).padStart(3, '0')}`;
  const pick = (/** @type {string[]} */ list, /** @type {number} */ salt) => list[scatter(n, salt) % list.length] ?? '';
  return {
    n,
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    name: pick(SURNAMES, 4) + pick(MIDDLE, 5) + pick(LAST, 6),
    sex,
    birthDate,
    idCardNo: first17 + idCardCheckDigit(first17),
    phone: `139${String(10_000_000 + n * 37).slice(-8)}`,
    home: DEPARTMENTS[n % DEPARTMENTS.length] ?? ASKING,
    confidential: n % 97 === 0,
  };
}

const two = (/** @type {number} */ value) => String(value).padStart(2, '0');

/** @param {number} count */
export function makePeople(count) {
  return Array.from({ length: count }, (_, index) => person(index + 1));
}

/** Pieces of names to search for: a surname with the character after it. */
export const NAME_PIECES = SURNAMES.flatMap((surname) => MIDDLE.map((middle) => surname + middle));

/** The number under which the hospital knows a person. */
export const patientNo = (/** @type {Pick<Person, 'n'>} */ { n }) => String(n).padStart(8, '0');
