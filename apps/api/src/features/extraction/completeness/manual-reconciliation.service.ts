import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { BadInput, NotFound } from '../../../platform/http/refusal.js';
import { SourceRegistry, streamOf } from '../source-registry.js';
import type { ReconciliationRequest } from './reconciliation.dto.js';
import { comparable, Reconciliation } from './reconciliation.service.js';

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;
/** An answer that comes within this time is waited for; a longer comparison goes on after the answer. */
const PATIENCE_MS = 5_000;

/** Comparisons that somebody asks for. */
@Injectable()
export class ManualReconciliation {
  private readonly log = new Logger('reconciliation');

  constructor(
    private readonly registry: SourceRegistry,
    private readonly reconciliation: Reconciliation,
  ) {}

  async start(caller: Caller, { source: sourceId, stream: streamId, from, to }: ReconciliationRequest): Promise<number> {
    if (from > to) throw new BadInput('结束日期不能早于开始日期，请调整后重试。', [{ field: 'to', message: '不能早于开始日期' }]);
    if (Date.parse(to) - Date.parse(from) >= LONGEST_DAYS * DAY_MS) throw new BadInput('一次最多对账一年，请缩短时间段。', [{ field: 'from', message: '最多一年' }]);
    const source = await this.registry.byId(sourceId);
    const stream = source && streamOf(source, streamId);
    if (!source?.connection || !stream) throw new NotFound('数据集');
    if (!comparable(stream)) throw new BadInput('该数据集由对方推送或以文件送达，无法按日对账。', [{ field: 'stream', message: '请选择可读取的数据集' }]);
    const span = { from, to };
    const id = await this.reconciliation.begin(source, stream, span, caller.username);
    const work = this.reconciliation.carryOut(id, source, stream, span, new AbortController().signal).catch((problem: unknown) => {
      this.log.warn({ name: (problem as Error).name }, 'a comparison ended early; its record says why');
    });
    await Promise.race([work, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
    return id;
  }
}
