import type { ReactNode } from 'react';
import { App, Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatDate } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

interface Row {
  readonly id: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly expired: boolean;
  readonly note: string | null;
}

interface Props<R extends Row> {
  readonly title: string;
  readonly none: string;
  readonly heads: readonly string[];
  readonly rows: readonly R[];
  readonly nameOf: (row: R) => string;
  readonly cells: (row: R) => readonly ReactNode[];
  readonly onAdd: () => void;
  readonly onEdit: (row: R) => void;
  readonly onRemove: (row: R) => Promise<void>;
}

/** What hangs on a person as a table: with its validity, and the ways to change it. */
export function HangingCard<R extends Row>({ title, none, heads, rows, nameOf, cells, onAdd, onEdit, onRemove }: Props<R>) {
  const { can } = useAccess();
  const { modal, message } = App.useApp();
  const writes = can('beneficiary:write');
  const remove = (row: R) =>
    void modal.confirm({
      title: `删除${nameOf(row)}？`,
      content: '删除会留在变更历史中。',
      okText: '删除',
      cancelText: '取消',
      okButtonProps: { danger: true },
      onOk: () => onRemove(row).catch((problem: unknown) => void message.error(sentenceOf(problem))),
    });
  return (
    <section className="patient-card">
      <h2>
        {title} {writes && <Button size="small" onClick={onAdd}>新增</Button>}
      </h2>
      {rows.length === 0 && <p className="weak">{none}</p>}
      {rows.length > 0 && (
        <table className="person-table">
          <HeadRow titles={[...heads, '有效期', '备注', ...(writes ? ['操作'] : [])]} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {cells(row).map((cell, i) => (
                  <td key={heads[i]}>{cell}</td>
                ))}
                <td>
                  {row.validFrom ? formatDate(row.validFrom) : ''}～{row.validUntil ? formatDate(row.validUntil) : '长期'}{' '}
                  {row.expired && <span className="tag tag-off">不在有效期</span>}
                </td>
                <td>{row.note}</td>
                {writes && (
                  <td>
                    <Button type="link" size="small" onClick={() => onEdit(row)}>
                      修改
                    </Button>
                    <Button type="link" size="small" danger onClick={() => remove(row)}>
                      删除
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
