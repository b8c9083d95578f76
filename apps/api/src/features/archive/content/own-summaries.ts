import type { ArchiveFact } from './archive-content.js';

/** What the hospital itself wrote about a check-up, in the edition that was in force. */
export interface OwnSummary {
  readonly checkupId: string;
  readonly checkupNo: string;
  readonly date: string;
  readonly edition: number;
  readonly body: string;
  readonly advice: readonly { readonly text: string; readonly recheckItem: string | null; readonly recheckDate: string | null }[];
  readonly riskLevel: string | null;
  readonly approvedBy: string | null;
  readonly publishedAt: Date;
}

/**
 * Published summaries of a person (`$1`) as they were in force at a moment (`$2`). A published edition keeps its words for good,
 * so that its two days, of publishing and of withdrawal, say what stood then. `checkups` are those that were known then: a summary goes
 * with its check-up.
 */
export const ownSummaries = (checkups: string): string => `select s.checkup_id as "checkupId", c.checkup_no as "checkupNo", c.checkup_date as date, s.edition, s.body, s.advice,
    s.risk_level as "riskLevel", s.approved_by_name as "approvedBy", s.published_at as "publishedAt"
  from (select distinct on (checkup_id) * from checkup_summary where beneficiary_id = $1 and published_at <= $2 order by checkup_id, edition desc) s
  join ${checkups} c on c.id = s.checkup_id and c.deleted_at is null
  where s.withdrawn_at is null or s.withdrawn_at > $2
  order by c.checkup_date desc, s.checkup_id`;

const RISKS: Readonly<Record<string, string>> = { low: '低', medium: '中', high: '高' };

export function ownSummaryFacts(summaries: readonly OwnSummary[]): ArchiveFact[] {
  return summaries.map((summary): ArchiveFact => ({
    key: `own-summary|${summary.checkupId}`, at: `${summary.date}T00:00:00.000+08:00`, tone: 'plain', corrected: summary.edition > 1,
    source: { system: '本院小结', number: `${summary.checkupNo} 第${summary.edition}版`, at: summary.publishedAt.toISOString(), kind: 'checkup-summary', id: summary.checkupId },
    cells: {
      date: summary.date, kind: `本院小结${summary.approvedBy ? `（${summary.approvedBy} 审核）` : ''}`,
      conclusion: [summary.body, summary.riskLevel && `风险分层：${RISKS[summary.riskLevel] ?? summary.riskLevel}`].filter(Boolean).join('\n'),
      advice: summary.advice.map(adviceWords).join('；') || null,
    },
  }));
}

function adviceWords({ text, recheckItem, recheckDate }: OwnSummary['advice'][number]): string {
  const recheck = [recheckItem, recheckDate].filter(Boolean).join(' ');
  return recheck ? `${text}（复查：${recheck}）` : text;
}
