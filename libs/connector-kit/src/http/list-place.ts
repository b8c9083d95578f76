import { parseInstant } from '../source-time.js';
import type { Cursor, PullMode } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import type { ListItem } from './list-plan.js';

/** The furthest place that was read. Records in the source's future, or without a time, move nothing. */
export class ListPlace {
  cursor: Cursor | null;
  /** Every answer so far claimed and kept the order. */
  inOrder = true;
  private reached: number;
  private latest = Number.NEGATIVE_INFINITY;

  constructor(private readonly mode: PullMode) {
    this.cursor = mode.kind === 'incremental' ? mode.cursor : null;
    this.reached = instantOf(this.cursor?.value ?? null) ?? Number.NEGATIVE_INFINITY;
  }

  /** @throws TransportError when an order that places were saved by is not kept */
  pass(items: readonly ListItem[], sorted: boolean): void {
    const wasInOrder = this.inOrder && this.latest > Number.NEGATIVE_INFINITY;
    this.inOrder &&= sorted;
    for (const { time } of items) {
      const instant = instantOf(time);
      if (instant === null) continue;
      if (instant < this.latest) this.inOrder = false;
      this.latest = Math.max(this.latest, instant);
    }
    if (wasInOrder && !this.inOrder && this.mode.kind === 'incremental') {
      throw new TransportError(
        'schema',
        '来源的列表没有按修改时间排序，与其声明不符，本次读取已停止。请修改接入配置或请对方排序。',
      );
    }
  }

  reach(items: readonly ListItem[], signpost: number): void {
    for (const { time, key } of items) {
      const instant = instantOf(time);
      if (time === null || instant === null || instant > signpost || instant < this.reached) continue;
      this.reached = instant;
      this.cursor = { value: time, key };
    }
  }
}

/** A cursor value in ms since 1970; null when it is no time. */
export function instantOf(time: string | null): number | null {
  const iso = time === null ? null : parseInstant(time.trim());
  return iso === null ? null : Date.parse(iso);
}
