import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import { type JobEnd, JobNews } from '../../platform/jobs/job-news.js';
import type { NewNotice, Notices } from './notices.port.js';

@Injectable()
export class NoticesService implements Notices {
  async post(em: EntityManager, { permission, recipients, level, title, body, link, dedupeKey }: NewNotice): Promise<void> {
    await em.query(
      `insert into notice (permission, user_id, level, title, body, link, dedupe_key)
       select case when r is null then $1 end, r, $2, $3, $4, $5, concat_ws(' ', $6::text, r) from unnest($7::uuid[]) r on conflict (dedupe_key) do nothing`,
      [permission, level, title, body, link, dedupeKey, recipients ?? [null]],
    );
    await LiveEvents.announce(em, [{ topic: 'notices', beneficiaryId: null }]);
  }
}

const ENDS = {
  done: { level: 'info', word: '已完成' }, failed: { level: 'error', word: '未能完成' }, cancelled: { level: 'info', word: '已取消' },
} as const;

/** Tells whoever asked for a background job how it ended, once. */
@Injectable()
export class JobNotices extends JobNews {
  async ended(em: EntityManager, { jobId, ownerId, title, state, message, attempt }: JobEnd): Promise<void> {
    const { level, word } = ENDS[state];
    await em.query(
      `insert into notice (user_id, level, title, body, link, dedupe_key) values ($1, $2, $3, $4, '/system/transfers', $5) on conflict (dedupe_key) do nothing`,
      [ownerId, level, `${title}${word}`, message, `job ${jobId} ${attempt}`],
    );
    await LiveEvents.announce(em, [{ topic: 'notices', beneficiaryId: null, userId: ownerId }]);
  }
}
