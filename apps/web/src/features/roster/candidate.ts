import type { Schema } from '@cadre/api-client/typed-paths';

/** A patient of a source who may be one of ours. */
export type Candidate = Schema<'MatchCandidateRow'>;
export type CandidateStatus = Candidate['status'];
export type SourcePerson = Candidate['sourcePerson'];
export type RosterPerson = Schema<'CandidateBeneficiary'>;

export const CANDIDATE_STATUS: Readonly<Record<CandidateStatus, string>> = {
  open: '待处理',
  confirmed: '已确认',
  rejected: '已否定',
  settled: '已自动解决',
};

const SOURCE_NAMES: Readonly<Record<string, string>> = { PEIS: '体检' };

/** What people call the system that a patient number belongs to. */
export function sourceName(source: string): string {
  return SOURCE_NAMES[source] ?? source;
}

export type Verdict = 'same' | 'different' | 'unknown';

/** The facts both sides may know, in the order in which they weigh. */
export const COMPARED = [
  { field: 'name', label: '姓名' },
  { field: 'sex', label: '性别' },
  { field: 'birthDate', label: '出生日期' },
  { field: 'idCardNo', label: '证件号' },
  { field: 'phone', label: '手机' },
  { field: 'workUnit', label: '单位' },
] as const;
export type ComparedField = (typeof COMPARED)[number]['field'];

const UNKNOWN_SEX = new Set(['0', '9']);

/**
 * Whether a fact speaks for or against the two being one person; what one side does not know says nothing. Numbers
 * arrive masked: equal masks are `same` only as far as they can be seen, which the page says.
 */
export function compare(field: ComparedField, source: SourcePerson, roster: RosterPerson | null): Verdict {
  const ours = roster?.[field];
  const theirs = source[field];
  if (!ours || !theirs || (field === 'sex' && (UNKNOWN_SEX.has(ours) || UNKNOWN_SEX.has(theirs)))) return 'unknown';
  return plain(ours) === plain(theirs) ? 'same' : 'different';
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s·•]/g, '')
    .toUpperCase();
}
