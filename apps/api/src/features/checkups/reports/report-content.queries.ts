import { ageYears } from '@cadre/clinical/age';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Refusal } from '../../../platform/http/refusal.js';
import type { CheckupCompare } from '../checkup-compare.dto.js';
import { CheckupCompareQueries } from '../checkup-compare.queries.js';
import type { CheckupDetail } from '../checkup.dto.js';
import { CheckupQueries } from '../checkups.queries.js';
import type { SummaryRow } from '../summaries/summary.dto.js';
import { editionsOf } from '../summaries/summary.queries.js';
import type { ReportKind } from './report.dto.js';

/** How many check-ups stand side by side on paper: as many as a page is wide. */
const YEARS = 5;
/** Until the chief doctor has summed up there is no report. */
const FINISHED = ['summarized', 'issued'];

export interface ReportContent {
  /** Its age is that of the day of the check-up. */
  readonly checkup: CheckupDetail;
  /** The published edition; undefined where there is none. */
  readonly summary: SummaryRow | undefined;
  readonly compare: CheckupCompare | null;
}

/** All that a report says, read at one moment. */
@Injectable()
export class ReportContentQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly checkups: CheckupQueries,
    private readonly compared: CheckupCompareQueries,
  ) {}

  /** Throws NotFound for what is not the caller's to see, Refusal CHECKUP_NOT_FINISHED for what is not summed up. */
  of(caller: Caller, id: string, kind: ReportKind): Promise<ReportContent> {
    return this.db.together(caller, async (em) => {
      const checkup = await this.checkups.detail(caller, id);
      if (!FINISHED.includes(checkup.status)) {
        throw new Refusal(409, 'CHECKUP_NOT_FINISHED', '总检尚未完成，还没有可下载的体检报告。请在总检完成后再下载。');
      }
      const [born]: { birthDate: string | null }[] = await em.query('select birth_date as "birthDate" from beneficiary where id = $1', [checkup.beneficiaryId]);
      const age = born?.birthDate ? ageYears(born.birthDate, new Date(`${checkup.checkupDate}T12:00:00+08:00`)) : null;
      const editions = await editionsOf(em, id);
      const compare = kind === 'compare' ? await this.compared.ofPerson(caller, checkup.beneficiaryId, YEARS, id) : null;
      return { checkup: { ...checkup, age }, summary: editions.find(({ status }) => status === 'published'), compare };
    });
  }
}
