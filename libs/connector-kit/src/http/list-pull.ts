import type { PulledPage } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import { ListCensus } from './list-census.js';
import { ListPlace } from './list-place.js';
import type { ListAnswer, ListPlan } from './list-plan.js';

/**
 * Reads a list to its end. Repeated pages, repeated tokens, a number of records that was announced and did not come: each
 * ends the read before the page in question, so that no saved place lies behind what was stored.
 */
export async function* pullList(plan: ListPlan): AsyncGenerator<PulledPage> {
  const census = new ListCensus();
  const place = new ListPlace(plan.mode);
  let next: string | null = null;
  let signpost: number | null = null;
  do {
    const answer: ListAnswer = await plan.ask(next);
    signpost ??= clockOf(answer) - plan.safetyLagSeconds * 1000;
    next = answer.next;
    census.add(answer);
    yield* slices(plan, place, answer, signpost);
  } while (next !== null);
}

/** Several lists, one after the other, as one read: only the last page of the last list is done. */
export async function* pullLists(plans: readonly ListPlan[]): AsyncGenerator<PulledPage> {
  if (plans.length === 0) yield { records: [], cursor: null, signpost: '', done: true };
  for (const [at, plan] of plans.entries()) {
    for await (const page of pullList(plan)) yield { ...page, done: page.done && at === plans.length - 1 };
  }
}

/** A source that ignores the page size is stored in portions all the same; they come from one answer that was whole. */
function* slices(
  { mode, pageSize, wants }: ListPlan,
  place: ListPlace,
  { items, next, sorted }: ListAnswer,
  signpost: number,
): Generator<PulledPage> {
  place.pass(items, sorted);
  for (let from = 0; from === 0 || from < items.length; from += pageSize) {
    const slice = items.slice(from, from + pageSize);
    place.reach(slice, signpost);
    const done = next === null && from + pageSize >= items.length;
    const moves = done || (place.inOrder && mode.kind === 'incremental');
    yield {
      records: slice.filter(wants).map(({ record }) => record),
      cursor: moves && (mode.kind === 'incremental' || mode.kind === 'full') ? place.cursor : null,
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
