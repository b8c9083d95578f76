import { useState } from 'react';
import { App, Button, Drawer, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { type Parameter, type ParameterValue, valueWords } from './parameter-words.js';

/** Who changed a parameter when, and one click back to how it was. */
export function ParameterHistory({ parameter, onClose }: { parameter: Parameter | null; onClose: () => void }) {
  return (
    <Drawer open={parameter !== null} title={parameter ? `修改历史：${parameter.name}` : ''} size={640} onClose={onClose} destroyOnHidden>
      {parameter && <History parameter={parameter} onBack={onClose} />}
    </Drawer>
  );
}

function History({ parameter, onBack }: { parameter: Parameter; onBack: () => void }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const path = `/parameters/${parameter.id}` as const;
  const answer = useApi(`${path}/history`, { staleTime: 0 });
  const words = (value: ParameterValue | null) => valueWords(value, parameter);

  async function goBack(value: ParameterValue | null): Promise<void> {
    try {
      if (value === null) await api.request(`${path}/reset`, { method: 'POST', body: { reason } });
      else await api.request(path, { method: 'PUT', body: { value, version: parameter.version, reason } });
      await queries.invalidateQueries({ queryKey: ['/parameters'] });
      void message.success('已退回，10 秒内生效');
      onBack();
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  }
  const mayGoBack = can('parameter:write');
  const back = (value: ParameterValue | null, text: string) =>
    mayGoBack && value !== parameter.value && (
      <Button type="link" size="small" disabled={reason.trim().length < 2} onClick={() => void goBack(value)}>
        {text}
      </Button>
    );
  return (
    <Answered answer={answer} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="weak">还没有人修改过这个参数，现在是初值 {words(parameter.default)}。</p>
        ) : (
          <>
            {mayGoBack && (
              <Input
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                maxLength={200}
                placeholder="退回的原因（至少 2 个字）"
                aria-label="退回的原因"
                style={{ marginBottom: 8 }}
              />
            )}
            <table className="list-table parameter-history">
              <HeadRow titles={['时间', '修改人', '修改前', '修改后', '操作']} />
              <tbody>
                {items.map(({ at, changedBy, before, after }) => (
                  <tr key={at}>
                    <td>{formatFullTime(at)}</td>
                    <td>{changedBy}</td>
                    <td>{words(before)}</td>
                    <td>{words(after)}</td>
                    <td>{back(before, '退回到修改前')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {parameter.version > 0 && back(null, `恢复初值 ${words(parameter.default)}`)}
          </>
        )
      }
    </Answered>
  );
}
