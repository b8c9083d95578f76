import { Injectable, Logger } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { PullMode } from '@cadre/connector-kit/sql-view-types';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../platform/http/refusal.js';
import { Backfill } from './backfill.js';
import { inTurn } from './in-turn.js';
import { LaneRunner, type StreamRun } from './lane-runner.js';
import { asRefusal } from './line-refusal.js';
import type { RunRequest } from './run.dto.js';
import { type ActiveSource, isPulled, SourceRegistry } from './source-registry.js';
import { SourceTransports } from './source-transports.js';


/** Synchronisation by hand: a period, a person, everything, or only a look at what would happen. */
@Injectable()
export class ManualRunService {
  private readonly log = new Logger('manual run');

  constructor(
    private readonly db: ScopedDatabase,
    private readonly registry: SourceRegistry,
    private readonly runner: LaneRunner,
    private readonly backfill: Backfill,
  ) {}

  /** The id of the first data set's run. A dry run is waited for; the others go on after the answer. */
  async start(caller: Caller, request: RunRequest): Promise<number> {
    const source = await this.registry.byId(request.source);
    if (!source?.connection) throw new NotFound('数据源');
    const streams = source.connector.streams.filter((stream) => isPulled(stream) && (!request.stream || stream.id === request.stream));
    if (streams.length === 0) throw new BadInput('该数据集由对方推送，不能手动读取。', [{ field: 'stream', message: '请选择可读取的数据集' }]);
    const patients = request.mode === 'person' ? await this.patientsOf(caller, source, request) : [];
    await this.refuseBusy(source, streams);
    caller.request.reason = request.reason ?? null;
    const work = this.run(caller, source, streams, request, patients);
    const first = await work.next().catch((problem: unknown) => {
      throw asRefusal(problem);
    });
    const rest = this.drain(work);
    if (request.dryRun) await rest;
    return first.value!;
  }

  private async drain(work: AsyncGenerator<number>): Promise<void> {
    try {
      for await (const runId of work) this.log.debug(`run ${runId} goes on`);
    } catch (problem) {
      this.log.warn({ name: (problem as Error).name }, 'a manual run ended early; its summary says why');
    }
  }

  /** Yields each run's id when it is over. */
  private async *run(caller: Caller, source: ActiveSource, streams: readonly StreamSpec[], request: RunRequest, patients: readonly string[]): AsyncGenerator<number> {
    const transports = new SourceTransports(source);
    try {
      for (const stream of streams) {
        const mode = await this.modeOf(source, stream, request, patients);
        const run: StreamRun = { mode, runMode: request.mode, dryRun: request.dryRun ?? false, requestedBy: caller.username, asked: { ...request } };
        yield await inTurn(() => this.runner.runStream(source, stream, transports, run, new AbortController().signal));
      }
    } finally {
      await transports.close();
    }
  }

  private async modeOf(source: ActiveSource, stream: StreamSpec, request: RunRequest, patients: readonly string[]): Promise<PullMode> {
    if (request.mode === 'full') return { kind: 'full' };
    if (request.mode === 'person') return { kind: 'patients', ids: this.backfill.spellings(stream, patients) };
    if (request.mode === 'window') return { kind: 'window', from: request.from!, to: dayAfter(request.to!) };
    const [row]: [{ cursor: { value: string; key: string[] } | null }] = await this.db.asSystem('manual run', (em) =>
      em.query('select cursor from source_stream where source_id = $1 and stream_id = $2', [source.id, stream.id]),
    );
    return { kind: 'incremental', cursor: row.cursor };
  }

  private async patientsOf(caller: Caller, source: ActiveSource, { beneficiaryId }: RunRequest): Promise<string[]> {
    if (!beneficiaryId) throw new BadInput('请选择要同步的人员。', [{ field: 'beneficiaryId', message: '不能为空' }]);
    // Whoever runs the lines need not see the people: the link is asked for by the system, the answer is a count.
    const rows: { patientId: string }[] = await this.db.asSystem(`manual run of ${caller.username}`, (em) =>
      em.query(`select patient_id as "patientId" from patient_link where source_system = $1 and beneficiary_id = $2 and active`, [
        source.connector.patientNumbersOf, beneficiaryId,
      ]),
    );
    if (rows.length === 0) throw new NotFound('人员在该数据源的就诊标识');
    return rows.map(({ patientId }) => patientId);
  }

  private async refuseBusy(source: ActiveSource, streams: readonly StreamSpec[]): Promise<void> {
    const [busy]: { fetched: number }[] = await this.db.asSystem('manual run', (em) =>
      em.query(
        `select r.fetched from source_stream s join sync_run r on r.source_id = s.source_id and r.stream_id = s.stream_id
         where s.source_id = $1 and s.stream_id = any ($2) and s.lease_until > now() and r.outcome = 'running' and r.mode <> 'push' limit 1`,
        [source.id, streams.map(({ id }) => id)],
      ),
    );
    if (busy) throw new Conflict('RUN_ACTIVE', `已有任务在执行（已读取 ${busy.fetched} 条），请等待其结束后再试。`);
  }
}

/** The period is inclusive on screen and half-open at the source. */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
