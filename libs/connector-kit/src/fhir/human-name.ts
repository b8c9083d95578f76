import type { Json } from '../http/parse-json.js';

/**
 * A FHIR HumanName as people write it: its `text`, else its pieces – family name first and without a space where it is
 * written in Chinese, given names first elsewhere. Null when there is none.
 */
export function humanName(value: Json): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { text, family, given } = value as { readonly [member: string]: Json };
  if (typeof text === 'string' && text.trim() !== '') return text;
  const givenNames = (Array.isArray(given) ? given : [given]).filter((name) => typeof name === 'string');
  const familyName = typeof family === 'string' ? family : '';
  if (/\p{Script=Han}/u.test(familyName + givenNames.join(''))) return familyName + givenNames.join('');
  return [...givenNames, familyName].join(' ').trim() || null;
}
