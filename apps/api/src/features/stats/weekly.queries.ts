import { hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { makeRoom } from './figure-room.js';
import { eventsOf, type FigureScope, inHouseConditions } from './figure-source.js';
import { FigureQueries, type Dimension } from './figures.queries.js';
import { DEFINITION_VERSION, MEASURES } from './measures.js';
import { addDays, weekOf, weekStart } from './period.js';
import { WeeklyCompletionQueries } from './weekly-completion.queries.js';
import type { Week, WeekDay } from './weekly.dto.js';

const DAY: Dimension = ['v.day::text', 'day'];
const SOURCE: Dimension = [`case v.kind when 'checkup' then 'checkup' when 'admission' then 'admission' else 'outpatient' end`, 'source'];

/** 每周接待: Monday to Sunday by out-patients, admissions and the whole house. */
@Injectable()
export class WeeklyQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly figures: FigureQueries,
    private readonly completion: WeeklyCompletionQueries,
  ) {}

  async week(caller: Caller, asked: string | undefined): Promise<Week> {
    const today = hospitalDay(new Date());
    const week = asked ?? weekOf(today);
    const from = weekStart(week);
    if (weekOf(from) !== week) throw new BadInput('没有这一周，请重新选择。', [{ field: 'week', message: '这一年没有第 53 周' }]);
    if (from > today) throw new BadInput('这一周还没有开始。', [{ field: 'week', message: '不能晚于本周' }]);
    const to = addDays(from, 6);
    const days = Array.from({ length: 7 }, (_, at) => addDays(from, at));
    const scope: FigureScope = { from, to, kinds: MEASURES.reception.kinds, attribution: 'executing', byDay: true };
    return this.db.asCaller(caller, async (em) => {
      await makeRoom(em, caller);
      const [sums, people, completion, hidden, ...stays] = await Promise.all([
        this.figures.sums<{ day: string; source: string }>(em, caller, scope, [DAY, SOURCE]),
        this.figures.people<{ day: string; source: string | null }>(em, caller, scope, [DAY, SOURCE], [['day', 'source'], ['day']]),
        this.completion.days(em, caller, from, to),
        this.figures.hidden(em, caller, scope),
        ...days.map((day) => (day > today ? null : this.inHouse(em, caller, day))),
      ]);
      const completed = (day: string): { due: number; done: number } => completion.find((row) => row.day === day) ?? { due: 0, done: 0 };
      const visits = (day: string, source: string): number => sums.find((row) => row.day === day && row.source === source)?.visits ?? 0;
      const persons = (day: string, source: string | null): number => people.find((row) => row.day === day && row.source === source)?.people ?? 0;
      return {
        week, from, to, definitionVersion: DEFINITION_VERSION, hidden,
        days: days.map((day, at): WeekDay => {
          if (day > today) return toCome(day);
          return {
            day, state: day === today ? 'today' : 'past',
            outpatient: visits(day, 'outpatient'), outpatientPeople: persons(day, 'outpatient'),
            admission: visits(day, 'admission'), admissionPeople: persons(day, 'admission'),
            inHouse: stays[at]!.visits, inHousePeople: stays[at]!.people,
            all: visits(day, 'outpatient') + visits(day, 'admission') + visits(day, 'checkup'), allPeople: persons(day, null),
            due: completed(day).due, done: completed(day).done,
          };
        }),
      };
    });
  }

  private async inHouse(em: EntityManager, caller: Caller, day: string): Promise<{ visits: number; people: number }> {
    const { where, values } = inHouseConditions(caller, day);
    const [found]: [{ visits: number; people: number }] = await em.query(
      `select count(*)::integer as visits, (count(distinct v.beneficiary_id))::integer as people from ${eventsOf('executing')} v where ${where}`,
      values,
    );
    return found;
  }
}

const toCome = (day: string): WeekDay => ({
  day, state: 'future', outpatient: null, outpatientPeople: null, admission: null, admissionPeople: null, inHouse: null, inHousePeople: null,
  all: null, allPeople: null, due: null, done: null,
});
