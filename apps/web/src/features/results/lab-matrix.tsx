import {
  memo,
  useCallback,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { CellCard, type CardPlace } from './cell-card.js';
import type { Draw } from './draws.js';
import type { MatrixGroup } from './labs.js';
import { MatrixHead } from './matrix-head.js';
import { placeOf, useMatrixKeys } from './matrix-keys.js';
import { MatrixRow } from './matrix-row.js';
import './lab-matrix.css';

interface Props {
  readonly draws: readonly Draw[];
  readonly groups: readonly MatrixGroup[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (code: string) => void;
  readonly onTrend: (code: string) => void;
  readonly onReport: (id: string) => void;
  readonly onAbnormalOnly: () => void;
  /** Shows older reports; absent when there are none. */
  readonly onMore: (() => void) | null;
}

const HOVER_AFTER_MS = 250;
/** Widths of 项目, 趋势, 单位, 参考区间, then of a specimen time; lab-matrix.css freezes the first four at their sums. */
const FROZEN_REM = [13, 6.2, 5.9, 6.8] as const;
const COLUMN_REM = 6;

/** Items by specimen times. A native table: several times faster than a component table, with heads and edges that stay. */
export function LabMatrix({ draws, groups, chosen, onChoose, onTrend, onReport, onAbnormalOnly, onMore }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const [card, setCard] = useState<CardPlace | null>(null);
  const timer = useRef(0);
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const show = useCallback(
    (element: Element | null, wait: number) => {
      window.clearTimeout(timer.current);
      const place = element && placeOf(element);
      const item = place ? items[place.row] : undefined;
      const cell = place && place.column >= 0 ? item?.cells[place.column] : null;
      const report = place ? draws[place.column]?.reports.find(({ id }) => id === cell?.reportId) : undefined;
      const next =
        element && item && cell && report ? { item, cell, report, box: element.getBoundingClientRect() } : null;
      timer.current = window.setTimeout(() => setCard(next), wait);
    },
    [items, draws],
  );
  const trendOf = useCallback(
    (row: number) => {
      const item = items[row];
      if (item) onTrend(item.code);
    },
    [items, onTrend],
  );
  const chooseOf = useCallback(
    (row: number) => {
      const item = items[row];
      if (item) onChoose(item.code);
    },
    [items, onChoose],
  );
  const press = useMatrixKeys(table, {
    rows: items.length,
    columns: draws.length,
    onTrend: trendOf,
    onChoose: chooseOf,
    onAbnormalOnly,
  });

  return (
    <>
      <div className="matrix-scroll" onScroll={() => show(null, 0)}>
        <table
          ref={table}
          className="matrix"
          role="grid"
          aria-label="检验结果：项目与历次报告"
          aria-rowcount={items.length}
          style={{
            width: `${FROZEN_REM.reduce((sum: number, rem) => sum + rem, 0) + COLUMN_REM * (draws.length + (onMore ? 1 : 0))}rem`,
          }}
          onKeyDown={(event: KeyboardEvent) => press(event)}
          onMouseOver={({ target }: MouseEvent) => show((target as Element).closest('[data-place]'), HOVER_AFTER_MS)}
          onMouseLeave={() => show(null, 0)}
          onFocus={({ target }: FocusEvent) => show(target.closest('[data-place]'), HOVER_AFTER_MS)}
          onBlur={() => show(null, 0)}
        >
          <colgroup>
            {[...FROZEN_REM, ...draws.map(() => COLUMN_REM), ...(onMore ? [COLUMN_REM] : [])].map((rem, index) => (
              <col key={index} style={{ width: `${rem}rem` }} />
            ))}
          </colgroup>
          <MatrixHead draws={draws} onReport={onReport} onMore={onMore} />
          <MatrixBody
            groups={groups}
            columns={draws.length}
            chosen={chosen}
            onChoose={onChoose}
            onTrend={onTrend}
            hasMore={onMore !== null}
          />
        </table>
      </div>
      {card && <CellCard {...card} />}
    </>
  );
}

interface BodyProps extends Pick<Props, 'groups' | 'chosen' | 'onChoose' | 'onTrend'> {
  readonly columns: number;
  readonly hasMore: boolean;
}

const MatrixBody = memo(function MatrixBody({ groups, columns, chosen, onChoose, onTrend, hasMore }: BodyProps) {
  let row = 0;
  return groups.map(({ code, name, items }) => (
    <tbody key={code}>
      <tr className="matrix-group">
        <th scope="rowgroup" colSpan={4}>
          {name} <span className="weak">{items.length} 项</span>
        </th>
        <td colSpan={columns + (hasMore ? 1 : 0)} />
      </tr>
      {items.map((item) => (
        <MatrixRow
          key={item.code}
          item={item}
          row={row++}
          columns={columns}
          chosen={chosen.has(item.code)}
          onChoose={onChoose}
          onTrend={onTrend}
          hasMore={hasMore}
        />
      ))}
    </tbody>
  ));
});
