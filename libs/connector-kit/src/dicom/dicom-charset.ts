import iconv from 'iconv-lite';
import { decodeText } from '../decode-text.js';

/** Character sets of one byte a letter, or of text without escapes, by their defined term. */
const PLAIN: Readonly<Record<string, string>> = {
  'ISO_IR 13': 'shiftjis',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 166': 'tis620',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gb18030',
};

/** What an escape sequence switches on (PS3.3 C.12.1.1.2): an encoding of iconv-lite, and whether its high bits have to be set. */
const ESCAPES: Readonly<Record<string, { readonly encoding: string; readonly raise?: true }>> = {
  '(B': { encoding: 'ascii' },
  '(J': { encoding: 'ascii' },
  ')I': { encoding: 'shiftjis' },
  '-A': { encoding: 'iso-8859-1' },
  '-B': { encoding: 'iso-8859-2' },
  '-C': { encoding: 'iso-8859-3' },
  '-D': { encoding: 'iso-8859-4' },
  '-F': { encoding: 'iso-8859-7' },
  '-G': { encoding: 'iso-8859-6' },
  '-H': { encoding: 'iso-8859-8' },
  '-L': { encoding: 'iso-8859-5' },
  '-M': { encoding: 'iso-8859-9' },
  '-T': { encoding: 'tis620' },
  '-b': { encoding: 'iso-8859-15' },
  '$)A': { encoding: 'gb2312' },
  '$)C': { encoding: 'euc-kr' },
  $B: { encoding: 'eucjp', raise: true },
};

const ESC = 0x1b;

/**
 * A DICOM text in its Specific Character Set, of which `terms` are the values. What claims nothing is strict UTF-8, else
 * GB18030, as everywhere here. Decode before splitting at `\`, `^` and `=`: these are second bytes of Chinese letters.
 */
export function decodeDicomText(bytes: Buffer, terms: readonly string[]): string {
  if (bytes.includes(ESC)) return decodeEscaped(bytes, terms);
  if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
  const encoding = PLAIN[baseOf(terms)];
  return encoding === undefined || encoding === 'utf-8' || encoding === 'gb18030'
    ? decodeText(bytes).text
    : iconv.decode(bytes, encoding);
}

/** `ISO 2022 IR 100` begins as `ISO_IR 100`; an empty first value is ASCII, for which an honest sender needs no decoding. */
const baseOf = (terms: readonly string[]): string => (terms[0] ?? '').trim().replace(/^ISO 2022 IR /, 'ISO_IR ');

/** A delimiter ends what an escape began: behind it stands the first character set again. */
function decodeEscaped(bytes: Buffer, terms: readonly string[]): string {
  const base = { encoding: PLAIN[baseOf(terms)] ?? 'gb18030' };
  let active: { readonly encoding: string; readonly raise?: true } = base;
  let text = '';
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] === ESC) {
      const sequence = [3, 2]
        .map((length) => bytes.toString('latin1', at + 1, at + 1 + length))
        .find((one) => ESCAPES[one]);
      active = sequence ? ESCAPES[sequence]! : base;
      at += 1 + (sequence?.length ?? 0);
      continue;
    }
    let end = at;
    const twoBytes = active.raise === true;
    while (end < bytes.length && bytes[end] !== ESC && (twoBytes || !isDelimiter(bytes[end]!))) end += 1;
    text += decodeRun(bytes.subarray(at, end), active);
    if (end < bytes.length && bytes[end] !== ESC) {
      text += String.fromCharCode(bytes[end]!);
      active = base;
      end += 1;
    }
    at = end;
  }
  return text;
}

function decodeRun(run: Buffer, { encoding, raise }: { readonly encoding: string; readonly raise?: true }): string {
  return iconv.decode(raise ? Buffer.from(run.map((byte) => byte | 0x80)) : run, encoding);
}

/** `\`, `^`, `=`: in a set of letters with their high bits set, none of them is part of a letter. */
const isDelimiter = (byte: number): boolean => byte === 0x5c || byte === 0x5e || byte === 0x3d;
