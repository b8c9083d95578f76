import type { Schema } from '@cadre/api-client/typed-paths';
import { formatTime } from '../../shared/format/dates.js';

export type Clearance = Schema<'ClearanceRow'>;
export type Proposal = Schema<'ProposalRow'>;
export type Opening = Schema<'OpeningRow'>;

export const CLEARANCE_STATES: Readonly<Record<string, string>> = { valid: '有效', coming: '未开始', ended: '已结束' };
export const PROPOSAL_STATES: Readonly<Record<string, string>> = { open: '待确认', approved: '已同意', rejected: '不同意', withdrawn: '已撤回' };
export const OPENING_KINDS: Readonly<Record<string, string>> = { clearance: '凭授权打开', emergency: '紧急访问' };
export const REVIEWS: Readonly<Record<string, string>> = { open: '待复核', justified: '认定正当', unjustified: '认定不当' };

export const choicesOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** The last day of a period whose end is the first moment after it. */
const lastDay = (until: string): string => formatTime(new Date(Date.parse(until) - 1).toISOString()).slice(0, 10);

/** `2026-03-01 至 2026-12-31`, both days included. */
export const periodText = (from: string | null, until: string | null): string =>
  from && until ? `${formatTime(from).slice(0, 10)} 至 ${lastDay(until)}` : '';
