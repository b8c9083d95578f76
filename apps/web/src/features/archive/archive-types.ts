import type { AnswerOf } from '@cadre/api-client/typed-paths';

export type Archive = AnswerOf<`/beneficiaries/${string}/archive`, 'get'>;
export type Section = Archive['sections'][number];
export type Fact = Section['facts'][number];
export type Version = AnswerOf<`/archives/${string}`, 'get'>;
export type Block = Version['blocks'][number];
export type VersionRow = AnswerOf<`/beneficiaries/${string}/archives`, 'get'>['items'][number];
export type RuleSet = AnswerOf<'/archive-rules', 'get'>;
export type Rule = RuleSet['rules'][number];

export const STATE_WORDS: Readonly<Record<Section['state'], { readonly mark: string; readonly word: string }>> = {
  present: { mark: '✓', word: '有' },
  'no-records': { mark: '∅', word: '无记录' },
  'not-connected': { mark: '⇅', word: '未对接' },
  interrupted: { mark: '!', word: '数据源中断' },
  'not-allowed': { mark: '🔒', word: '无权查看' },
};

/** Share of the parts that have what they could have; parts without a right do not count. */
export function completeness(sections: readonly Section[]): { readonly present: number; readonly of: number; readonly percent: number } {
  const counted = sections.filter(({ state }) => state !== 'not-allowed');
  const present = counted.filter(({ state }) => state === 'present').length;
  return { present, of: counted.length, percent: counted.length ? Math.round((present / counted.length) * 100) : 0 };
}
