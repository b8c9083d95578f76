import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { formatMoment } from './moment.js';
import { Parameters } from '../settings/parameters.port.js';
import { Notices } from '../sms/notices.port.js';

const KINDS = { clearance: '机密档案被打开', emergency: '紧急访问：机密档案被打开' } as const;

/** Tells whoever answers for the privacy of 机密 people that one was opened: by whom, when and why, never whose record it is. */
@Injectable()
export class PrivacyNotices {
  constructor(
    private readonly notices: Notices,
    private readonly parameters: Parameters,
  ) {}

  /** In the transaction of the opening. An emergency is told whatever the parameter says. */
  async opened(em: EntityManager, caller: Caller, { id, kind, reason }: { id: string; kind: keyof typeof KINDS; reason: string }): Promise<void> {
    if (kind === 'clearance' && !this.parameters.value('confidential.notify')) return;
    const owner = this.parameters.value('confidential.privacyOwner');
    const recipients: { id: string }[] = await em.query('select id from privacy_watchers($1) as id where id <> $2', [owner, caller.userId]);
    if (recipients.length === 0) return;
    await this.notices.post(em, {
      permission: 'confidential:review', recipients: recipients.map((one) => one.id), level: kind === 'emergency' ? 'error' : 'warning',
      title: KINDS[kind], body: `${caller.name}（${caller.username}）于 ${formatMoment(new Date())} 打开了一份机密档案。理由：${reason}`,
      link: '/confidential', dedupeKey: `confidential-opening ${id}`,
    });
  }
}
