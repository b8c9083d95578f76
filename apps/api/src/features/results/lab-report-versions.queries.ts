import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { LabReportChange, LabReportVersion, LabReportVersions } from './lab-report-versions.dto.js';

const STATUS_NAMES: Readonly<Record<string, string>> = { preliminary: '初步', final: '已审核', corrected: '已更正', withdrawn: '已撤回' };
const COLUMNS = `f.recorded_from as "recordedFrom", f.source_version as "sourceVersion", f.revision, f.status, f.deleted_at is not null as removed,
  f.result_count as "resultCount", f.abnormal_count as "abnormalCount"`;
const RESULT_COLUMNS = `x.result_no as no, x.item_name as item, concat_ws(' ', x.value_text, x.unit) as text, x.recorded_from as "from"`;

interface Result {
  readonly no: string;
  readonly item: string;
  readonly text: string;
  readonly from: Date;
  /** Null: it holds. */
  readonly to: Date | null;
}

/** What a report said at which time: corrected, withdrawn, removed at its source. */
@Injectable()
export class LabReportVersionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** Of a removed report too: that it was there stays on record. Throws NotFound for what is not the caller's to see. */
  ofReport(caller: Caller, id: string): Promise<LabReportVersions> {
    return this.db.asCaller(caller, async (em) => {
      const [[report], versions, results]: [{ beneficiaryId: string }[], Version[], Result[]] = await Promise.all([
        em.query(`select beneficiary_id as "beneficiaryId" from lab_report where id = $1 and status <> 'preliminary'`, [id]),
        em.query(
          `with report as (select * from lab_report where id = $1 and status <> 'preliminary')
           select ${COLUMNS}, null::timestamptz as "recordedTo" from report f
           union all select ${COLUMNS}, f.recorded_to from lab_report_history f join report r on r.beneficiary_id = f.beneficiary_id and r.id = f.id
           order by "recordedFrom", "recordedTo" nulls last`,
          [id],
        ),
        em.query(
          `with report as (select id, beneficiary_id from lab_report where id = $1)
           select ${RESULT_COLUMNS}, null::timestamptz as "to" from lab_result x join report r on r.id = x.report_id
           union all select ${RESULT_COLUMNS}, x.recorded_to from lab_result_history x join report r on r.beneficiary_id = x.beneficiary_id and r.id = x.report_id`,
          [id],
        ),
      ]);
      if (!report) throw new NotFound('检验报告');
      const told = versions.map((version, at) => ({ ...version, changes: at === 0 ? [] : changesOf(versions[at - 1]!, version, results) }));
      return { ...report, versions: told.toReversed() };
    });
  }
}

type Version = Omit<LabReportVersion, 'changes'>;

function changesOf(before: Version, after: Version, results: readonly Result[]): LabReportChange[] {
  const [was, is] = [heldAt(results, before.recordedFrom), heldAt(results, after.recordedFrom)];
  const status = [statusOf(before), statusOf(after)] as const;
  const ofReport = status[0] === status[1] ? [] : [{ item: '报告状态', before: status[0], after: status[1] }];
  const ofItems = [...new Set([...was.keys(), ...is.keys()])].flatMap((no): LabReportChange[] => {
    const [old, now] = [was.get(no), is.get(no)];
    return old?.text === now?.text && old?.item === now?.item ? [] : [{ item: (now ?? old)!.item, before: old?.text ?? null, after: now?.text ?? null }];
  });
  return [...ofReport, ...ofItems];
}

const statusOf = ({ status, removed }: Version): string => (removed ? '源端已删除' : (STATUS_NAMES[status] ?? status));

function heldAt(results: readonly Result[], at: Date): Map<string, Result> {
  return new Map(results.filter(({ from, to }) => from <= at && (to === null || to > at)).map((result) => [result.no, result]));
}
