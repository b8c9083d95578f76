import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Notices } from '../../sms/notices.port.js';
import type { Delivery } from '../delivery.js';
import type { Plan } from '../fact-writer.js';

/** A key that the source gave to another person of ours: the record moves, its history stays, and somebody is told. */
@Injectable()
export class ReusedKeys {
  constructor(private readonly notices: Notices) {}

  async tell(em: EntityManager, { source, stream, runId }: Delivery, plans: readonly Plan[]): Promise<void> {
    const reused = plans.filter((plan) => plan.reused).length;
    if (reused === 0) return;
    await this.notices.post(em, {
      permission: 'sync:run', level: 'warning', title: `${source.name} ${stream.name}：业务编号改属他人`, link: '/sync',
      body: `本次读取中有 ${reused} 个业务编号改属另一位保健对象，记录已归到新的对象名下，原内容保留在历史版本中。请与来源系统核实。`,
      dedupeKey: `reused:run:${runId}:${stream.id}`,
    });
  }
}
