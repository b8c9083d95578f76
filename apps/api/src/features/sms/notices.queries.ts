import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { NoticeList, NoticeRow } from './notice.dto.js';

const MINE = `from notice n left join notice_read r on r.notice_id = n.id and r.user_id = $1 where (n.permission = any ($2) or n.user_id = $1)`;

/** Notices to the permissions that the caller holds, and to himself. */
@Injectable()
export class NoticeQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, onlyUnread: boolean): Promise<NoticeList> {
    const mine = [caller.userId, [...caller.permissions]];
    return this.db.asCaller(caller, async (em) => {
      const items: NoticeRow[] = await em.query(
        `select n.id, n.at, n.level, n.title, n.body, n.link, r.read_at as "readAt" ${MINE} ${onlyUnread ? 'and r.read_at is null' : ''}
         order by n.at desc, n.id limit 50`,
        mine,
      );
      const [{ unread }]: [{ unread: number }] = await em.query(`select count(*)::int as unread ${MINE} and r.read_at is null`, mine);
      return { items, unread };
    });
  }

  markRead(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `insert into notice_read (notice_id, user_id) select id, $2 from notice where id = $1 and (permission = any ($3) or user_id = $2) on conflict do nothing`,
        [id, caller.userId, [...caller.permissions]],
      ),
    );
  }
}
