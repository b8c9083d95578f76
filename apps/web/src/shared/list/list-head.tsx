import { useRef, type CSSProperties, type PointerEvent } from 'react';
import { InfoCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { FONT_PX } from '../theme/appearance.js';
import type { Column } from './list-types.js';

/** px at the standard font size, of columns that name none. */
export const USUAL_WIDTH = 120;
const NARROWEST = 48;

/** Where a frozen column holds on; `lead` is the width of 序号 before it, in rem. */
export function edge(fixed: Column<never>['fixed'], lead: number): CSSProperties | undefined {
  if (fixed === 'left') return { left: `${lead}rem` };
  return fixed === 'right' ? { right: 0 } : undefined;
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly lead: number;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly onResize: (key: string, width: number) => void;
}

/** Title, sort button and the grip that sets the width. */
export function ListHead<Row>({ column, sort, onSort, onResize, lead }: HeadProps<Row>) {
  const field = column.sort === true ? column.key : column.sort || null;
  const way =
    field && sort.replace(/^-/, '') === field ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined;
  const label = (
    <>
      {column.title}
      {column.note && (
        <Tooltip title={column.note}>
          {' '}
          <InfoCircleOutlined className="weak" />
        </Tooltip>
      )}
    </>
  );
  return (
    <th
      scope="col"
      className={`list-${column.align ?? 'left'} ${column.fixed ? `list-fixed-${column.fixed}` : ''}`}
      style={edge(column.fixed, lead)}
      {...(field && { 'aria-sort': way ?? ('none' as const) })}
    >
      {field ? (
        <button
          type="button"
          className="quiet list-sort"
          onClick={() => onSort(way === 'descending' ? field : `-${field}`)}
        >
          {label}
          <span aria-hidden className="list-arrow">
            {way === 'ascending' ? '▲' : way === 'descending' ? '▼' : '⇅'}
          </span>
        </button>
      ) : (
        label
      )}
      <Grip onDone={(width) => onResize(column.key, width)} />
    </th>
  );
}

/** The right edge of a head cell; dragging it sets the width, which is kept in px of the standard font. */
function Grip({ onDone }: { onDone: (width: number) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const grab = (event: PointerEvent<HTMLSpanElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? USUAL_WIDTH };
  };
  const drop = (event: PointerEvent<HTMLSpanElement>) => {
    if (!start.current) return;
    const width = start.current.width + event.clientX - start.current.x;
    const scale = FONT_PX.standard / Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    start.current = null;
    onDone(Math.max(NARROWEST, Math.round(width * scale)));
  };
  return <span aria-hidden className="list-grip" onPointerDown={grab} onPointerUp={drop} />;
}
