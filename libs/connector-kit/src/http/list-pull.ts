import type { PulledPage } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import { ListCensus } from './list-census.js';
import { ListPlace } from './list-place.js';
import type { ListAnswer, ListItem, ListPlan } from './list-plan.js';

/**
 * Reads lists to their end. Repeated pages, repeated tokens, a number of records that was announced and did not come: each
 * ends the read before the page in question, so that no saved place lies behind what was stored.
 */
export async function* pullLists(plan: ListPlan): AsyncGenerator<PulledPage> {
  if (plan.lists.length === 0) yield { records: [], cursor: null, signpost: '', done: true };
  const place = new ListPlace(plan.mode);
  let signpost: number | null = null;
  for (const [at, ask] of plan.lists.entries()) {
    const census = new ListCensus();
    let next: string | null = null;
    do {
      const answer: ListAnswer = await ask(next);
      signpost ??= clockOf(answer) - plan.safetyLagSeconds * 1000;
      next = answer.next;
      census.add(answer);
      place.pass(answer.items, answer.sorted);
      yield* slices(plan, place, answer.items, { signpost, last: next === null && at === plan.lists.length - 1 });
    } while (next !== null);
  }
}

/** A source that ignores the page size is stored in portions all the same; they come from one answer that was whole. */
function* slices(
  { mode, pageSize, wants }: ListPlan,
  place: ListPlace,
  items: readonly ListItem[],
  { signpost, last }: { signpost: number; last: boolean },
): Generator<PulledPage> {
  for (let from = 0; from === 0 || from < items.length; from += pageSize) {
    const slice = items.slice(from, from + pageSize);
    place.reach(slice, signpost);
    const done = last && from + pageSize >= items.length;
    const moves = mode.kind === 'incremental' ? done || place.inOrder : mode.kind === 'full' && done;
    yield {
      records: slice.filter(wants).map(({ record }) => record),
      cursor: moves ? place.cursor : null,
      signpost: new Date(signpost).toISOString(),
      done,
    };
  }
}

function clockOf({ clock }: ListAnswer): number {
  if (clock !== null) return clock;
  throw new TransportError(
    'broken',
    '来源服务没有给出可用的时钟（Date 头），本次读取已停止。请对方补上，或在接入配置中指明时间字段。',
  );
}
