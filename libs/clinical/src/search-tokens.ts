import { normalizeName } from './person-name.js';

/** Bound of the readings of one name; with more, only the first reading of later characters counts. */
const MOST_COMBINATIONS = 64;

/** Every one- and two-character piece of a name, small letters, without dots and blanks: `张国庆` → 张 国 庆 张国 国庆. */
export function gramsOf(name: string): string[] {
  const characters = lettersOf(name);
  return unique([...characters, ...characters.slice(1).map((second, i) => `${characters[i]}${second}`)]);
}

/** How the readings of a name may be typed, each list without duplicates and in small letters. */
export interface NameReadings {
  /** `zhangguoqing` */
  full: string[];
  /** `zgq` */
  initials: string[];
  /** Surname in full, initials of the rest: `zhanggq`. */
  mixed: string[];
  /** The given name alone: `guoqing`, `gq`. */
  given: string[];
}

/**
 * Joins the readings of each character (`[['zhang'], ['guo'], ['qing']]`) to what people type. `surnameReading`, with
 * a blank between the syllables of a double surname (`'ou yang'`), replaces the readings of the first characters:
 * 单 is shan, 仇 is qiu in a surname.
 */
export function combineReadings(perCharacterReadings: string[][], surnameReading?: string): NameReadings {
  const surname = surnameReading?.toLowerCase().trim().split(/\s+/u).filter(Boolean) ?? [];
  const readings = perCharacterReadings.map((all, i) =>
    surname[i] ? [surname[i]] : unique(all.map((r) => r.toLowerCase())),
  );
  const combinations = combine(readings.filter((all) => all.length > 0));
  const split = Math.max(surname.length, 1);
  const initial = (syllables: string[]) => syllables.map((s) => [...s][0] ?? '').join('');
  const given = combinations.map((c) => c.slice(split)).filter((c) => c.length > 0);
  return {
    full: unique(combinations.map((c) => c.join(''))),
    initials: unique(combinations.map(initial)),
    mixed: unique(combinations.map((c) => c.slice(0, split).join('') + initial(c.slice(split)))),
    given: unique(given.flatMap((c) => [c.join(''), initial(c)])),
  };
}

/** Characters followed by initials, as an input method leaves them: 张国庆 + `zgq` → `张gq`, `张国q`. */
export function typedForms(name: string, initials: string[]): string[] {
  const characters = lettersOf(name);
  const fitting = initials.map((text) => [...text]).filter((letters) => letters.length === characters.length);
  return unique(
    fitting.flatMap((letters) =>
      characters.slice(1).map((_, i) => characters.slice(0, i + 1).join('') + letters.slice(i + 1).join('')),
    ),
  );
}

/** What to look up for one query; everything that is not null or empty has to hold. */
export interface SearchTerms {
  /** Pieces the name must have, found by equality among {@link gramsOf}. */
  grams: string[];
  /** Begin of a token of {@link combineReadings} or {@link typedForms}, small letters. */
  prefix: string | null;
  /** A number in capitals: equal to, or begin of, a card, record, phone or bed number. */
  number: string | null;
  /** The same number when it can be the last four characters of an id card or a phone. */
  tail: string | null;
}

/** Reads what was typed into the person search: `张国`, `zgq`, `张gq`, `1234`, `张 1234`. */
export function searchTerms(query: string): SearchTerms {
  const text = query
    .normalize('NFKC')
    .replace(/[·•‧・'’]/gu, '')
    .replace(/ü/giu, 'v');
  const words = text.match(/[A-Za-z]*\d[\dA-Za-z-]*|[A-Za-z]+|\p{Script=Han}+/gu) ?? [];
  const han = words.filter((word) => /\p{Script=Han}/u.test(word)).join('');
  const letters = words
    .filter((word) => /^[A-Za-z]+$/.test(word))
    .join('')
    .toLowerCase();
  const number = words
    .filter((word) => /\d/.test(word))
    .join('')
    .toUpperCase();
  const characters = [...han];
  return {
    grams: characters.length < 2 ? (letters ? [] : characters) : gramsOf(han).filter((gram) => [...gram].length === 2),
    prefix: letters === '' ? null : han + letters,
    number: number === '' ? null : number,
    tail: /^\d{3}[\dX]$/.test(number) ? number : null,
  };
}

function lettersOf(name: string): string[] {
  return [
    ...normalizeName(name)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ];
}

/** All choices of one reading per character, never more than the bound. */
function combine(readings: string[][]): string[][] {
  let combinations: string[][] = readings.length > 0 ? [[]] : [];
  for (const choices of readings) {
    const room = combinations.length * choices.length <= MOST_COMBINATIONS ? choices : choices.slice(0, 1);
    combinations = combinations.flatMap((begun) => room.map((reading) => [...begun, reading]));
  }
  return combinations;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
