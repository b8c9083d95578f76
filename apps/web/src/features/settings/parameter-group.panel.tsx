import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { type Parameter, rangeWords, valueWords } from './parameter-words.js';

interface Props {
  readonly title: string;
  readonly rows: readonly Parameter[];
  readonly onEdit: (row: Parameter) => void;
  readonly onHistory: (row: Parameter) => void;
}

/** The parameters of one group; nothing when the search leaves none. */
export function ParameterGroupTable({ title, rows, onEdit, onHistory }: Props) {
  const { can } = useAccess();
  if (rows.length === 0) return null;
  return (
    <table className="list-table parameter-table">
      <caption>{title}</caption>
      <HeadRow titles={['参数', '当前值', '初值', '可填', '最近修改', '操作']} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <strong>{row.name}</strong>
              <small className="weak">{row.description}</small>
            </td>
            <td>
              <span className={row.value === row.default ? undefined : 'parameter-changed'}>{valueWords(row.value, row)}</span>
            </td>
            <td className="weak">{valueWords(row.default, row)}</td>
            <td className="weak">{rangeWords(row)}</td>
            <td>
              {row.changedBy ? (
                <>
                  {row.changedBy}
                  <small className="weak">{formatTime(row.changedAt)}</small>
                </>
              ) : (
                <span className="weak">未修改</span>
              )}
            </td>
            <td>
              {can('parameter:write') && (
                <Button type="link" size="small" onClick={() => onEdit(row)}>
                  修改
                </Button>
              )}
              <Button type="link" size="small" onClick={() => onHistory(row)}>
                历史
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
