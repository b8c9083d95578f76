import { memo } from 'react';
import { FlagMark, isAbnormal, isLow } from '../../shared/format/flags.js';
import { formatRange } from '../../shared/format/ranges.js';
import type { MatrixCell, MatrixItem } from './labs.js';
import { Spark } from './spark.js';

interface Props {
  readonly item: MatrixItem;
  readonly row: number;
  readonly columns: number;
  readonly chosen: boolean;
  readonly onChoose: (code: string) => void;
  readonly onTrend: (code: string) => void;
  readonly hasMore: boolean;
}

/** One item over the shown reports. A click anywhere but on the tick shows its course. */
export const MatrixRow = memo(function MatrixRow({ item, row, columns, chosen, onChoose, onTrend, hasMore }: Props) {
  const { code, name, abbr, unit, spark } = item;
  const range = formatRange(item.range);
  const cells = item.cells.slice(0, columns);
  const newest = cells.find((cell) => cell !== null);
  return (
    <tr className={chosen ? 'matrix-chosen' : undefined} onClick={() => onTrend(code)}>
      <th scope="row" className="matrix-item" data-place={`${row}:-1`} tabIndex={-1}>
        <input
          type="checkbox"
          checked={chosen}
          tabIndex={-1}
          aria-label={`选择 ${name} 用于对比`}
          title="选择用于对比（空格）"
          onChange={() => onChoose(code)}
          onClick={(event) => event.stopPropagation()}
        />
        <span className="matrix-name" title={abbr ? `${name}（${abbr}）` : name}>
          {name}
          {abbr && abbr !== name && <small> {abbr}</small>}
        </span>
      </th>
      <td className="matrix-spark">
        <Spark values={spark} abnormal={isAbnormal(newest?.flag)} />
      </td>
      <td className="matrix-unit" title={unit ?? undefined}>
        {unit}
      </td>
      <td className="matrix-range" title={range ?? undefined}>
        {range ?? <span className="weak">无参考区间</span>}
      </td>
      {cells.map((cell, column) => (
        <Value key={column} cell={cell} place={`${row}:${column}`} />
      ))}
      {hasMore && <td />}
    </tr>
  );
});

const Value = memo(function Value({ cell, place }: { cell: MatrixCell | null; place: string }) {
  if (!cell) return <td className="matrix-none" data-place={place} tabIndex={-1} />;
  const abnormal = isAbnormal(cell.flag);
  return (
    <td data-place={place} tabIndex={-1} className={abnormal ? `matrix-abnormal${isLow(cell.flag) ? ' matrix-low' : ''}` : undefined}>
      {cell.text ?? '—'}
      {abnormal && (
        <>
          {' '}
          <FlagMark flag={cell.flag} brief />
        </>
      )}
      {cell.disagrees && (
        <span className="matrix-odd" title="标记不一致">
          ≠
        </span>
      )}
    </td>
  );
});
