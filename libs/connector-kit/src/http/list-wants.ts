import type { CursorPrecision } from '../connector.js';
import { inPrecision, windowBound } from '../sql-cursor.js';
import type { PullMode } from '../sql-view-types.js';
import { instantOf } from './list-place.js';
import type { ListItem } from './list-plan.js';

export interface Choice {
  readonly precision: CursorPrecision;
  readonly patientColumn: string;
  /** What the source was told already; it needs no second look. */
  readonly told: { readonly patients: boolean; readonly keys: boolean };
}

/** Which items a mode wants. A window is exact whatever the source makes of its bounds. */
export function wantsOf(mode: PullMode, { precision, patientColumn, told }: Choice): (item: ListItem) => boolean {
  switch (mode.kind) {
    case 'incremental':
    case 'full':
      return () => true;
    case 'window': {
      const from = windowBound(mode.from, precision, false);
      const to = windowBound(mode.to, precision, true);
      return ({ time }) => {
        const instant = instantOf(time);
        const place = instant === null ? '' : inPrecision(instant, precision);
        return place !== '' && place >= from && place < to;
      };
    }
    case 'patients': {
      const ids = new Set(mode.ids);
      return ({ record }) => told.patients || ids.has((record.message.read(patientColumn) ?? '').trim());
    }
    case 'keys': {
      const keys = new Set(mode.keys.map((key) => JSON.stringify(key)));
      return ({ key }) => told.keys || keys.has(JSON.stringify(key));
    }
  }
}
