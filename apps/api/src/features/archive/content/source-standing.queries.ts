import { Injectable } from '@nestjs/common';
import { hospitalDay } from '@cadre/clinical/calendar-day';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';

/** How one kind of record reaches us. */
export interface SourceStanding {
  readonly target: string;
  readonly name: string;
  readonly connected: boolean;
  readonly interrupted: boolean;
  readonly dataAt: Date | null;
}

/** Sources are the operators' to read; whether there is one, and whether it answers, may be known to everybody. */
@Injectable()
export class SourceStandingQueries {
  constructor(private readonly db: ScopedDatabase) {}

  all(): Promise<SourceStanding[]> {
    return this.db.asSystem('archive-sources', (em) =>
      em.query(
        `select t.target, s.name, s.enabled and t.enabled and s.last_success_at is not null as connected,
           s.state in ('failing', 'failed') as interrupted, coalesce(t.data_at, s.data_at) as "dataAt"
         from source_stream t join source s on s.id = t.source_id where s.enabled and t.enabled order by s.name, t.target`,
      ),
    );
  }
}

/** What is said of the sources of a section, when there is anything to say. */
export function standingOf(targets: readonly string[], all: readonly SourceStanding[]): { state: 'ok' | 'not-connected' | 'interrupted'; remark: string | null } {
  if (targets.length === 0) return { state: 'ok', remark: null };
  const own = all.filter(({ target, connected }) => connected && targets.includes(target));
  if (own.length === 0) return { state: 'not-connected', remark: '该来源未对接' };
  const broken = own.filter(({ interrupted }) => interrupted);
  if (broken.length === 0) return { state: 'ok', remark: null };
  const names = [...new Set(broken.map(({ name }) => name))].join('、');
  const until = broken.map(({ dataAt }) => dataAt).filter((at) => at !== null).toSorted((a, b) => a.getTime() - b.getTime())[0];
  return { state: 'interrupted', remark: `${names} 未连通，数据截至 ${until ? hospitalDay(until) : '首次同步之前'}` };
}
