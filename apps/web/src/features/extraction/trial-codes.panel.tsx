import { useState } from 'react';
import { App, AutoComplete, Button } from 'antd';
import { api } from '../../shared/api/api.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { DryRun } from './connecting.js';

interface Props {
  readonly source: string;
  readonly codes: DryRun['codes'];
  readonly onEntered: () => void;
}

const REASON = '接入向导中填写';

/** Codes that the rows use; those without a meaning can be given one here. */
export function TrialCodes({ source, codes, onEntered }: Props) {
  const { message } = App.useApp();
  const unknown = codes.filter(({ target }) => target === null);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  if (unknown.length === 0) return codes.length > 0 ? <p className="weak">来源用到的 {codes.length} 个代码都已对照。</p> : null;
  const nameOf = (table: string, code: string): string => `${table} ${code}`;
  const save = async () => {
    try {
      for (const { table, code, suggested } of unknown) {
        const target = typed[nameOf(table, code)] ?? suggested;
        if (target) await api.request('/extraction/code-maps', { method: 'PUT', body: { source, table, code, target, reason: REASON } });
      }
      onEntered();
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  return (
    <>
      <h3>还没有对照的代码（{unknown.length}）</h3>
      <table className="connect-table">
        <HeadRow titles={['代码表', '来源代码', '出现', '对应值']} />
        <tbody>
          {unknown.map(({ table, code, count, suggested, choices }) => (
            <tr key={nameOf(table, code)}>
              <td>{table}</td>
              <td>{code}</td>
              <td>{count} 次</td>
              <td>
                <AutoComplete
                  size="small"
                  style={{ width: '15rem' }}
                  aria-label={`${code} 的对应值`}
                  value={typed[nameOf(table, code)] ?? suggested ?? ''}
                  options={choices.map((value) => ({ value }))}
                  onChange={(value: string) => setTyped({ ...typed, [nameOf(table, code)]: value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={() => void save()}>保存对照并重新试转换</Button>
    </>
  );
}
