import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import type { NewNotice, Notices } from './notices.port.js';

@Injectable()
export class NoticesService implements Notices {
  async post(em: EntityManager, { permission, level, title, body, link, dedupeKey }: NewNotice): Promise<void> {
    await em.query(
      `insert into notice (permission, level, title, body, link, dedupe_key) values ($1, $2, $3, $4, $5, $6) on conflict (dedupe_key) do nothing`,
      [permission, level, title, body, link, dedupeKey],
    );
    await LiveEvents.announce(em, [{ topic: 'notices', beneficiaryId: null }]);
  }
}
