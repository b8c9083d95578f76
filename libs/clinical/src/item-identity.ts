import { GENERAL, NEIGHBOURS, OTHER_LOINC, SYNONYMS, VAGUE_ABBREVIATIONS } from './item-identity.table.js';
import { LAB_ITEMS } from './lab-items.js';
import { convert, normalizeUnit } from './unit.js';

/** A result line as a laboratory names it; any part may be empty. */
export interface ItemNames {
  itemCode: string;
  itemName: string;
  specimen: string;
  unit: string;
  loinc?: string | null;
}

export interface ItemIdentity {
  /** A code of ours, or `itemCode@specimen` of the source for an unknown item. Results of one code may be compared. */
  code: string;
  /** What told us; `source`: nothing did. */
  basis: 'loinc' | 'standard' | 'name' | 'code' | 'source';
}

type Candidate = { code: string; specimen: string; unit: string };

const ITEMS: Candidate[] = [...LAB_ITEMS, ...neighbours()].map(({ code, specimen, unit }) => ({
  code,
  specimen: specimenKind(specimen),
  unit,
}));
const BY_CODE = new Map(ITEMS.map((item) => [item.code, item]));
const BY_LOINC = new Map([
  ...LAB_ITEMS.flatMap(({ loinc, code }): [string, string][] => (loinc ? [[loinc, code]] : [])),
  ...Object.entries(OTHER_LOINC),
]);
const BY_WS886 = new Map(LAB_ITEMS.flatMap(({ ws886, code }): [string, string][] => (ws886 ? [[ws886, code]] : [])));
const BY_NAME = namesIndex();

/**
 * Which item a result is of. Names are compared whole, never in part (极低密度脂蛋白 is not 低密度脂蛋白), and only within
 * the same kind of specimen. An abbreviation counts only when no Chinese name contradicts it. What stays ambiguous
 * stays the source's own item: two lines in a chart are a nuisance, one line of two things is an error.
 */
export function itemIdentity(names: ItemNames): ItemIdentity {
  const specimen = specimenKind(names.specimen) || (/^(?:血清|血浆|全血)/u.test(names.itemName) ? 'blood' : '');
  const loinc = within(BY_LOINC.get(names.loinc?.trim() ?? ''), specimen);
  const standard = within(BY_WS886.get(names.itemCode.trim().toUpperCase()), specimen);
  const named = byName(names.itemName, specimen, names.unit);
  // A wrong LOINC is common, a wrong Chinese name is not: people read the name.
  if (loinc && (!named || named === loinc || GENERAL.includes(named))) return { code: loinc, basis: 'loinc' };
  if (standard && (!named || named === standard)) return { code: standard, basis: 'standard' };
  if (named) return { code: named, basis: 'name' };
  const coded = /\p{Script=Han}/u.test(names.itemName) ? null : byName(names.itemCode, specimen, names.unit);
  if (coded) return { code: coded, basis: 'code' };
  return { code: `${names.itemCode.trim() || names.itemName.trim()}@${names.specimen.trim()}`, basis: 'source' };
}

function within(code: string | undefined, specimen: string): string | null {
  return code !== undefined && (specimen === '' || BY_CODE.get(code)?.specimen === specimen) ? code : null;
}

/** The one item of that name in that specimen; the unit decides between several, exact before convertible. */
function byName(name: string, specimen: string, unit: string): string | null {
  for (const key of spellings(name)) {
    const named = (BY_NAME.get(key) ?? []).filter((item) => specimen === '' || item.specimen === specimen);
    if (named.length === 1) return named[0]?.code ?? null;
    if (named.length > 1) return onlyOfUnit(named, unit);
  }
  return null;
}

function onlyOfUnit(named: Candidate[], unit: string): string | null {
  if (unit.trim() === '') return null;
  const exact = named.filter((item) => normalizeUnit(item.unit) === normalizeUnit(unit));
  const fitting = exact.length > 0 ? exact : named.filter((item) => convert(1, unit, item.unit, item.code) !== null);
  return fitting.length === 1 ? (fitting[0]?.code ?? null) : null;
}

/** The name itself, then without what laboratories hang on it: `*钾`, `白细胞(WBC)`, `血清肌酐测定`. */
function spellings(name: string): string[] {
  const whole = nameKey(name);
  const plain = whole.replace(/\([A-Z0-9/%#+]*\)/g, '');
  const bare = plain.replace(/(?:测定|检测|检查|试验|含量|定量|定性)$/u, '');
  const inner = /^[A-Z0-9/%#+]+\(([^()]*\p{Script=Han}[^()]*)\)$/u.exec(whole)?.[1];
  const ofBlood = /^(?:血清|血浆|全血)/u.test(bare) ? [bare.replace(/^(?:血清|血浆|全血)/u, '')] : [];
  return [...new Set([whole, plain, bare, ...ofBlood, ...(inner ? [inner] : [])])].filter((key) => key !== '');
}

function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^[*★☆#]+/u, '')
    .replace(/[\s\-‐–_·.、]/gu, '');
}

/** Venous blood is one kind whatever is done with it; arterial and capillary blood and collected urine are others. */
function specimenKind(specimen: string): string {
  const text = specimen.normalize('NFKC').replace(/\s/g, '');
  if (/动脉/u.test(text)) return 'arterial';
  if (/末梢|指血|指尖|毛细/u.test(text)) return 'capillary';
  if (/尿/u.test(text)) return /24|二十四/u.test(text) ? 'urine24' : 'urine';
  if (/粪|大便|^便/u.test(text)) return 'stool';
  if (/^(?:(?:空腹)?静脉|抗凝|EDTA|枸橼酸|肝素)*(?:血清|血浆|全血|血液?)(?:$|\()/u.test(text)) return 'blood';
  return text;
}

function neighbours(): { code: string; specimen: string; unit: string; names: string[] }[] {
  return NEIGHBOURS.trim()
    .split('\n')
    .map((line) => {
      const [code = '', specimen = '', unit = '', names = ''] = line.split('|');
      return { code, specimen, unit, names: names.split(',') };
    });
}

function namesIndex(): Map<string, Candidate[]> {
  const index = new Map<string, Candidate[]>();
  const add = (code: string, names: string[]) => {
    const item = BY_CODE.get(code);
    for (const key of new Set(names.map(nameKey))) {
      if (item) index.set(key, [...(index.get(key) ?? []), item]);
    }
  };
  for (const { code, name, abbr } of LAB_ITEMS) {
    const own = VAGUE_ABBREVIATIONS.includes(code) ? [code, name] : [code, name, abbr];
    add(code, [...own, ...(SYNONYMS[code] ?? [])]);
  }
  for (const { code, names } of neighbours()) add(code, names);
  return index;
}
