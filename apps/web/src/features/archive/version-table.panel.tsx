import { Button } from 'antd';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import type { VersionRow } from './archive-types.js';

/** Versions, the newest first; signed ones and those that are not yet differ by word. */
export function VersionTable({ items, onOpen }: { items: readonly VersionRow[]; onOpen: (id: string) => void }) {
  if (items.length === 0) return <p className="weak">还没有生成过版本。下方是按现有数据自动汇总的档案，可随时生成一份留存。</p>;
  return (
    <table className="plain-table">
      <HeadRow titles={['版本', '编号', '模板', '档案时点', '生成', '审签']} />
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td>
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(item.id)}>
                第 {item.version} 版
              </Button>
            </td>
            <td>{item.number}</td>
            <td>
              {item.templateName}
              {item.audience === 'patient' && <span className="tag"> 患者版</span>}
            </td>
            <td>{formatFullTime(item.asOf)}</td>
            <td>
              {item.generatedName} {formatFullTime(item.generatedAt)}
            </td>
            <td>{item.signedAt ? `✓ ${item.signedName} ${formatFullTime(item.signedAt)}` : <span className="tag tag-late">未审签</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
