import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { figureSets, peopleSets, setSource, type Span } from './figure-sets.js';
import type { FigureScope } from './figure-source.js';
import { type Dimension, FigureQueries, withParts } from './figures.queries.js';

/** Visits of the finest cells, and people of overlapping ones; `bit` numbers the finest cells. */
export interface VolumeFigures {
  readonly visits: readonly { readonly part: string; readonly bucket: string | null; readonly bit: number; readonly visits: number }[];
  /** By the masks that were asked for, in their order. A segment of people a row. */
  readonly masked: readonly { readonly part: string; readonly people: readonly number[] }[];
  readonly buckets: readonly { readonly part: string; readonly bucket: string; readonly people: number }[];
}

interface Told {
  readonly part: string;
  readonly bucket: string | null;
  readonly bit: number | null;
  readonly people: readonly number[] | null;
  readonly visits: number | null;
}

/** What several periods are counted by: the finest cell of an event, cells as sets of finest ones, a bit each, and the day that stands for its month or week; null where nobody asks. */
export interface VolumeQuestion {
  readonly spans: readonly Span[];
  readonly bit: string;
  readonly masks: readonly number[];
  readonly bucket: Dimension;
}

/** Everything that 接待量 needs of its periods: sets and events are read once, whatever is made of them. */
@Injectable()
export class VolumeFigureQueries {
  constructor(private readonly figures: FigureQueries) {}

  async ask(em: EntityManager, caller: Caller, scope: FigureScope, { spans, bit, masks, bucket }: VolumeQuestion): Promise<VolumeFigures> {
    const source = setSource(caller, scope, false, spans);
    const dimensions: Dimension[] = [['v.part', 'part'], bucket, [bit, 'bit']];
    const ownSums = !caller.scope.allPeople;
    const counts = masks.map((mask) => `coalesce(bit_count(bit_or(people) filter (where 1 << bit & ${mask} <> 0)), 0)::integer`);
    // Each of the first two may stand first, and what stands first names the columns.
    const statements = [
      ...(masks.length ? [`select part, null::text as bucket, null::integer as bit, array[${counts.join(', ')}] as people, null::integer as visits from p group by part, segment`] : []),
      `select part, bucket::text as bucket, null::integer as bit, array[coalesce(bit_count(bit_or(people)), 0)::integer] as people, null::integer as visits
       from p where bucket is not null group by part, bucket, segment`,
      ...(ownSums ? ['select part, bucket::text, bit, null, sum(visits)::integer from p group by part, bucket, bit'] : []),
    ];
    const [told, ...sums]: [Told[], ...{ bucket: string | null; bit: number; visits: number }[][]] = await Promise.all([
      em.query(
        `${withParts([...source.parts, `p as materialized ${(ownSums ? figureSets : peopleSets)(source, dimensions)}`])} ${statements.join('\n union all ')}`,
        source.conditions.values,
      ),
      ...(ownSums ? [] : spans.map((span) => this.figures.sums<{ bucket: string | null; bit: number }>(em, caller, { ...scope, from: span.from, to: span.to }, [[`(${bucket[0]})::text`, 'bucket'], [bit, 'bit']]))),
    ]);
    return {
      visits: [
        ...told.flatMap(({ part, bucket: key, bit: cell, visits }) => (visits === null ? [] : [{ part, bucket: key, bit: cell!, visits }])),
        ...sums.flatMap((rows, at) => rows.map((row) => ({ ...row, part: spans[at]!.part }))),
      ],
      masked: told.flatMap(({ part, bucket: key, people }) => (key === null && people ? [{ part, people }] : [])),
      buckets: told.flatMap(({ part, bucket: key, bit: cell, people }) => (key !== null && cell === null && people ? [{ part, bucket: key, people: people[0]! }] : [])),
    };
  }
}
