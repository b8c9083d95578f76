import { readIdCard } from '@cadre/clinical/id-card';
import { normalizePhone } from '@cadre/clinical/phone';
import type { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type NumberField, type NumberKind } from './person.js';

const SHORTEST = 4;

/** One spelling of a number for keeping and comparing; null when there is none or it cannot be one. */
export function normalizeNumber(kind: NumberKind, text: string | null | undefined): string | null {
  if (!text?.trim()) return null;
  if (kind === 'PHONE') return normalizePhone(text) || null;
  if (kind === 'ID_CARD') {
    const card = readIdCard(text);
    return card.kind === 'resident' ? card.number18 : card.kind === 'other' ? card.normalized : null;
  }
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  return number.length >= SHORTEST && !/[*?]/.test(number) ? number : null;
}

/** Blind indexes of whatever numbers are there, by kind. */
export function indexesOf(cipher: FieldCipher, numbers: Readonly<Partial<Record<NumberField, string | null>>>): Map<NumberKind, string> {
  const found = new Map<NumberKind, string>();
  for (const field of NUMBER_FIELDS) {
    const kind = NUMBER_KINDS[field];
    const number = normalizeNumber(kind, numbers[field]);
    if (number) found.set(kind, cipher.indexOf(kind, number));
  }
  return found;
}

/** Everything that the numbers may stand under in the tables, to look them up by. */
export function lookupsOf(cipher: FieldCipher, numbers: Readonly<Partial<Record<NumberField, string | null>>>): string[] {
  return NUMBER_FIELDS.flatMap((field) => {
    const kind = NUMBER_KINDS[field];
    const number = normalizeNumber(kind, numbers[field]);
    return number ? cipher.indexesOf(kind, number) : [];
  });
}

/** Keyed last four characters of phone and id document: what a person can be searched by. */
export function tailsOf(cipher: FieldCipher, numbers: Readonly<Pick<Record<NumberField, string | null>, 'phone' | 'idCardNo'>>): string[] {
  const phone = normalizeNumber('PHONE', numbers.phone);
  const idCard = normalizeNumber('ID_CARD', numbers.idCardNo);
  return [
    ...(phone && phone.length >= SHORTEST ? [cipher.indexOf('PHONE_TAIL', phone.slice(-4))] : []),
    ...(idCard && idCard.length >= SHORTEST ? [cipher.indexOf('ID_TAIL', idCard.slice(-4))] : []),
  ];
}
