import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound } from '../../platform/http/refusal.js';

/** What a user has opened; reports that come later are unread to him, and to him alone. */
@Injectable()
export class VisitSeenService {
  constructor(private readonly db: ScopedDatabase) {}

  /** Throws NotFound for a visit that is not the caller's to see. */
  markSeen(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const marked: unknown[] = await em.query(
        `insert into visit_seen (user_id, visit_id) select $1, v.id from visit v where v.id = $2 and v.deleted_at is null
         on conflict (user_id, visit_id) do update set seen_at = now() returning visit_id`,
        [caller.userId, id],
      );
      if (marked.length === 0) throw new NotFound('就诊记录');
    });
  }
}
