import './format.css';
import { NOTHING } from './dates.js';

export type CareLevel = 'L1' | 'L2' | 'L3' | 'L9';
export type Category = 'cadre' | 'vip';

const LEVEL_NAMES: Record<CareLevel, string> = { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' };
const CATEGORY_NAMES: Record<Category, string> = { cadre: '干保', vip: '特需' };
const SEX_NAMES: Record<string, string> = { '1': '男', '2': '女', '0': '未知', '9': '未说明' };

/** The word for a sex code of GB/T 2261.1; words pass through. */
export function sexName(sex: string | null | undefined): string {
  return sex ? (SEX_NAMES[sex] ?? sex) : NOTHING;
}

/** `67岁`; the server computes the age on the date that matters. */
export function ageText(age: number | string | null | undefined): string {
  if (age === null || age === undefined || age === '') return NOTHING;
  return typeof age === 'number' ? `${age}岁` : age;
}

/** `张国庆 男 67岁`: the first cell of every list of people. */
export function PersonCell({ name, sex, age }: { name: string; sex: string | null; age: number | string | null }) {
  return (
    <span className="person-cell">
      <b>{name}</b>{' '}
      <span className="weak">
        {sexName(sex)} {ageText(age)}
      </span>
    </span>
  );
}

/** Level in colour and in words; an expired one is grey and says so. */
export function CareLevelTag({ level, expired = false }: { level: CareLevel | null; expired?: boolean }) {
  if (!level) return <span className="weak">{NOTHING}</span>;
  return (
    <span className={`tag ${expired ? 'tag-off' : `tag-${level}`}`}>
      {LEVEL_NAMES[level] ?? level}
      {expired && '（已过期）'}
    </span>
  );
}

export function CategoryTags({ categories }: { categories: readonly Category[] }) {
  if (!categories.length) return <span className="weak">{NOTHING}</span>;
  return (
    <>
      {categories.map((one) => (
        <span key={one} className={`tag tag-${one}`}>
          {CATEGORY_NAMES[one] ?? one}
        </span>
      ))}
    </>
  );
}

/** 机密 and 内部 are shown, 普通 is not. */
export function SecrecyTag({ secrecy }: { secrecy: string | null }) {
  if (secrecy === 'V') return <span className="tag tag-secret">机密</span>;
  return secrecy === 'R' ? <span className="tag tag-off">内部</span> : null;
}
