import type { MouseEvent, ReactNode } from 'react';
import { Checkbox } from 'antd';
import { FONT_PX } from '../theme/appearance.js';
import { ListHead, USUAL_WIDTH, edge } from './list-head.js';
import type { Column } from './list-types.js';
import './table.css';

/** Width of 序号, and with the tick box when rows can be chosen. */
const LEAD_REM = 3.4;
const LEAD_WITH_TICK_REM = 5.4;

export interface TableSelection {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (keys: readonly string[], on: boolean) => void;
}

interface Props<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly firstNo: number;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly onOpen?: ((row: Row, index: number, event: MouseEvent | null) => void) | undefined;
  readonly onResize: (key: string, width: number) => void;
  readonly seen: ReadonlySet<string>;
  readonly selection?: TableSelection | undefined;
  readonly expand?: ((row: Row) => ReactNode) | undefined;
  /** The rows are an earlier answer: still readable, visibly not current. */
  readonly stale: boolean;
  readonly caption: string;
}

const leadOf = (selection: TableSelection | undefined) => (selection ? LEAD_WITH_TICK_REM : LEAD_REM);
const rem = (px: number) => `${px / FONT_PX.standard}rem`;

/** A plain table with sticky head and edges: it draws a page of rows several times faster than a component table, and screen readers know it. */
export function ListTable<Row>(props: Props<Row>) {
  const { columns, rows, keyOf, firstNo, selection, expand, caption, stale } = props;
  const lead = leadOf(selection);
  const width = columns.reduce((sum, column) => sum + (column.width ?? USUAL_WIDTH), lead * FONT_PX.standard);
  const all = rows.map(keyOf);
  return (
    <table
      className={stale ? 'list-table list-stale' : 'list-table'}
      style={{ minWidth: rem(width) }}
      aria-busy={stale}
    >
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col style={{ width: `${lead}rem` }} />
        {columns.map(({ key, width: own = USUAL_WIDTH }) => (
          <col key={key} style={{ width: rem(own) }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="list-no" style={{ left: 0 }}>
            {selection && (
              <Checkbox
                aria-label="选择本页全部"
                checked={all.length > 0 && all.every((key) => selection.chosen.has(key))}
                onChange={({ target }) => selection.toggle(all, target.checked)}
              />
            )}{' '}
            序号
          </th>
          {columns.map((column) => (
            <ListHead
              key={column.key}
              column={column}
              sort={props.sort}
              onSort={props.onSort}
              onResize={props.onResize}
              lead={lead}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <BodyRow
            key={keyOf(row)}
            {...props}
            row={row}
            index={index}
            no={firstNo + index}
            detail={expand?.(row) ?? null}
          />
        ))}
      </tbody>
    </table>
  );
}

function BodyRow<Row>({
  columns,
  keyOf,
  onOpen,
  seen,
  selection,
  row,
  index,
  no,
  detail,
}: Props<Row> & { row: Row; index: number; no: number; detail: ReactNode }) {
  const key = keyOf(row);
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    // A control in the row does its own work, and marking text is not opening.
    if ((event.target as Element).closest('a, button, input, label') || window.getSelection()?.toString()) return;
    onOpen?.(row, index, event);
  };
  return (
    <>
      <tr
        className={`${onOpen ? 'list-open' : ''} ${seen.has(key) ? 'list-seen' : ''}`}
        onClick={open}
        tabIndex={onOpen ? 0 : undefined}
        data-key={key}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row, index, null);
        }}
      >
        <td className="list-no" style={{ left: 0 }}>
          {selection && (
            <Checkbox
              aria-label={`选择第 ${no} 行`}
              checked={selection.chosen.has(key)}
              onChange={({ target }) => selection.toggle([key], target.checked)}
            />
          )}{' '}
          {no}
        </td>
        {columns.map((column) => {
          const content = column.cell(row);
          const hover = column.ellipsis && typeof content === 'string' ? content : undefined;
          return (
            <td
              key={column.key}
              title={hover}
              style={edge(column.fixed, leadOf(selection))}
              className={`list-${column.align ?? 'left'} ${column.ellipsis ? 'ellipsis' : ''} ${column.fixed ? `list-fixed-${column.fixed}` : ''}`}
            >
              {content}
            </td>
          );
        })}
      </tr>
      {detail && (
        <tr className="list-detail">
          <td colSpan={columns.length + 1}>{detail}</td>
        </tr>
      )}
    </>
  );
}
