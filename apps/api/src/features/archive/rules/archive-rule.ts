import { inIcdRanges } from '@cadre/clinical/icd-range';

/** What belongs into the record of somebody with such a diagnosis. */
export interface ArchiveRule {
  readonly code: string;
  readonly name: string;
  /** Ranges of ICD-10. */
  readonly icd: readonly string[];
  /** Codes of the laboratory catalogue. */
  readonly items: readonly string[];
  /** Words in the names of examinations and drugs. */
  readonly exams: readonly string[];
  readonly drugs: readonly string[];
  /** Measurements of the check-up. */
  readonly signs: readonly string[];
}

export interface RuleSet {
  readonly version: number;
  readonly rules: readonly ArchiveRule[];
}

/** What everybody's record shows: blood, liver, kidney, metabolism, electrolytes, tumour marker. */
export const BASE_ITEMS = ['HGB', 'WBC', 'PLT', 'ALT', 'CREA', 'EGFR', 'UA', 'FPG', 'HBA1C', 'TC', 'LDLC', 'K', 'CEA'];
export const BASE_REASON = '基础项目';

/** What a set of rules asks for, given the diagnoses of a person. Nothing is asked for twice; each keeps every reason. */
export interface KeyItems {
  readonly groups: readonly ArchiveRule[];
  /** Item → names of the groups that ask for it, in the order of the rules. */
  readonly items: ReadonlyMap<string, readonly string[]>;
  readonly signs: ReadonlySet<string>;
  /** Names of the groups that ask for an examination or a drug of this name. */
  readonly examReasons: (name: string) => readonly string[];
  readonly drugReasons: (name: string) => readonly string[];
}

export function keyItems(rules: readonly ArchiveRule[], codes: readonly (string | null)[]): KeyItems {
  const groups = rules.filter(({ icd }) => codes.some((code) => inIcdRanges(code, icd)));
  const items = new Map<string, string[]>();
  for (const { name, items: asked } of groups) for (const item of asked) items.set(item, [...(items.get(item) ?? []), name]);
  for (const item of BASE_ITEMS) if (!items.has(item)) items.set(item, [BASE_REASON]);
  const reasons = (words: (rule: ArchiveRule) => readonly string[]) => (name: string): string[] =>
    groups.filter((rule) => words(rule).some((word) => name.includes(word))).map((rule) => rule.name);
  return {
    groups,
    items,
    signs: new Set(groups.flatMap(({ signs }) => signs)),
    examReasons: reasons(({ exams }) => exams),
    drugReasons: reasons(({ drugs }) => drugs),
  };
}
