import type { ReactNode } from 'react';
import { Button, Pagination } from 'antd';
import { HeadRow } from '../../shared/list/head-row.js';
import '../../shared/list/table.css';

const PAGE_SIZE = 20;

/** The query of one page of such a table. */
export const pageOfNames = (page: number): { page: number; pageSize: typeof PAGE_SIZE } => ({ page, pageSize: PAGE_SIZE });

interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly ReactNode[];
  /** Who put him there, and when, in words. */
  readonly since: string;
}

interface Props {
  /** For those who do not see the table. */
  readonly caption: string;
  readonly heads: readonly string[];
  /** Undefined while they are being fetched. */
  readonly rows: readonly NamedRow[] | undefined;
  readonly total: number;
  /** Said where nobody is there. */
  readonly empty: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
  /** Left out for those who may only look. */
  readonly onRemove?: ((row: NamedRow) => void) | undefined;
}

/** Who belongs to a role: its members, or the people whom its members see. Whoever may takes one out. */
export function NamedTable({ caption, heads, rows, total, empty, page, onPage, onRemove }: Props) {
  if (rows && total === 0) return <p className="weak">{empty}</p>;
  return (
    <>
      <table className="list-table">
        <caption className="sr-only">{caption}</caption>
        <HeadRow titles={['姓名', ...heads, ...(onRemove ? ['操作'] : [])]} />
        <tbody>
          {rows?.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              {row.cells.map((cell, at) => (
                <td key={heads[at]}>{cell}</td>
              ))}
              <td>{row.since}</td>
              {onRemove && (
                <td>
                  <Button type="link" size="small" danger aria-label={`移除 ${row.name}`} onClick={() => onRemove(row)}>
                    移除
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {total > PAGE_SIZE && <Pagination current={page} pageSize={PAGE_SIZE} total={total} onChange={onPage} showSizeChanger={false} />}
    </>
  );
}
