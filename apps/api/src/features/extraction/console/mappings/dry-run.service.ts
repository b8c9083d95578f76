import type { CodeTables } from '@cadre/connector-kit/code-tables';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { WITHOUT_PERSON } from '@cadre/connector-kit/connector-schema';
import { suggestCode } from '@cadre/connectors/suggestions/suggest-code';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { NotFound } from '../../../../platform/http/refusal.js';
import type { Incoming } from '../../incoming.js';
import { asRefusal } from '../../line-refusal.js';
import { digest } from '../../set-aside.js';
import { type ActiveSource, SourceRegistry } from '../../source-registry.js';
import { VisiblePatients } from '../visible-patients.js';
import type { DryRunAnswer, DryRunRequest, SeenCode } from './dry-run.dto.js';
import { dryRunRow } from './dry-run-rows.js';
import { GoldenSamplesService } from './golden-samples.service.js';
import { Rehearsal } from './rehearsal.js';
import { SampleRows } from './sample-rows.js';
import type { VersionDetail } from './stream-version.dto.js';

/** Tries a mapping on real rows and writes nothing: what each would become, what it would change, which codes are still unknown. */
@Injectable()
export class DryRunService {
  constructor(
    private readonly registry: SourceRegistry,
    private readonly rows: SampleRows,
    private readonly rehearsal: Rehearsal,
    private readonly visible: VisiblePatients,
    private readonly samples: GoldenSamplesService,
  ) {}

  async run(
    caller: Caller,
    version: VersionDetail,
    { source: sourceId, rows, from, keep = [] }: DryRunRequest,
  ): Promise<DryRunAnswer> {
    const stream = version.spec as StreamSpec;
    const source = await this.registry.configuredById(sourceId);
    if (!source || source.connector.id !== version.connectorId) throw new NotFound('使用该接入包的数据源');
    const incoming = await this.rows.read(source, stream, rows, from).catch((problem: unknown) => {
      throw asRefusal(problem);
    });
    const seen = new CodesSeen(source.codes);
    const rehearsed = await this.rehearsal.of({
      source: { ...source, codes: seen },
      stream,
      runId: 0,
      incoming,
      dryRun: true,
    });
    const shown = await this.shownPatients(
      caller,
      source,
      rehearsed.flatMap(({ mapped }) => (mapped ? [mapped.patientId] : [])),
    );
    const items = rehearsed.map((row, at) => {
      const isShown =
        row.mapped !== null && (WITHOUT_PERSON.includes(stream.target) || shown.has(row.mapped.patientId));
      return dryRunRow(row, refOf(incoming[at]!), isShown, stream.mapping);
    });
    const kept: string[] = [];
    for (const { ref, name } of keep) {
      const found = incoming.find((one) => refOf(one) === ref);
      if (!found) continue;
      await this.samples.keep(caller, version.id, { name, raw: found.raw });
      kept.push(name);
    }
    return { fetched: incoming.length, message: sentence(items), items, codes: seen.list(), kept };
  }

  private shownPatients(
    caller: Caller,
    source: ActiveSource,
    patientIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    return this.visible.of(caller, source.connector.patientNumbersOf, patientIds);
  }
}

/** A row is found again by what it says; whoever reads the name learns nothing of it. */
const refOf = ({ raw }: Incoming): string => digest(`dry run ${raw}`);

/** Code tables that remember what they were asked. */
class CodesSeen implements CodeTables {
  private readonly counts = new Map<string, { table: string; code: string; count: number }>();

  constructor(private readonly codes: CodeTables) {}

  translate(table: string, code: string): string | undefined {
    const name = `${table}\u0000${code}`;
    const known = this.counts.get(name) ?? { table, code, count: 0 };
    known.count += 1;
    this.counts.set(name, known);
    return this.codes.translate(table, code);
  }

  list(): SeenCode[] {
    return [...this.counts.values()]
      .map(({ table, code, count }) => {
        const { target, choices } = suggestCode(table, code);
        return {
          table,
          code,
          count,
          target: this.codes.translate(table, code) ?? null,
          suggested: target,
          choices: [...choices],
        };
      })
      .toSorted((a, b) => Number(a.target !== null) - Number(b.target !== null) || b.count - a.count);
  }
}

function sentence(items: readonly { verdict: string }[]): string {
  const count = (verdict: string): number => items.filter((item) => item.verdict === verdict).length;
  const words = [
    ['added', '将新增'],
    ['changed', '将变更'],
    ['unchanged', '不变'],
    ['filtered', '不在名册'],
    ['superseded', '已有更新'],
    ['quarantined', '将失败'],
  ] as const;
  const parts = words.flatMap(([verdict, word]) => (count(verdict) ? [`${word} ${count(verdict)} 条`] : []));
  return `${parts.join('，') || '没有读到记录'}（试运行，未写入）。`;
}
