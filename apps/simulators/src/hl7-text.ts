/** Writing HL7 v2.4. Reading is left to `mllp-line.ts`, which needs no more than the MSA segment. */

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\n': '\\.br\\',
  '\r': '',
};

/** Data as it may stand in a field. */
export function escaped(text: string | null | undefined): string {
  return (text ?? '').trimEnd().replace(/[\\|^&~\n\r]/g, (found) => ESCAPES[found] ?? found);
}

/** Components of one field, each escaped. */
export function components(...parts: readonly (string | null | undefined)[]): string {
  return parts.map(escaped).join('^').replace(/\^+$/, '');
}

/** A segment from its numbered fields; the values must be escaped already. */
export function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, i) => fields[i + 1] ?? '')].join('|');
}

export interface Header {
  readonly application: 'HIS' | 'LIS' | 'RIS' | 'EMR' | 'BOOKING';
  readonly type: string;
  readonly controlId: string;
  readonly at: string;
  readonly charset: string;
}

export function header({ application, type, controlId, at, charset }: Header): string {
  return `MSH|^~\\&|${application}|H01|GBBJ|H01|${at.slice(0, 14)}||${type}|${controlId}|P|2.4||||||${charset}`;
}

/** `2026-11-22 20:36:44.123` → `20261122203644.123+0800`; shorter source times stay as short. Empty stays empty. */
export function hl7Time(wall: string | null | undefined): string {
  if (!wall) return '';
  const [seconds = '', fraction] = wall.split('.');
  return fraction === undefined
    ? seconds.replace(/\D/g, '')
    : `${seconds.replace(/\D/g, '')}.${fraction.padEnd(3, '0').slice(0, 3)}+0800`;
}

export function message(segments: readonly string[]): string {
  return `${segments.join('\r')}\r`;
}
