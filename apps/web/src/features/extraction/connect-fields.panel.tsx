import { useEffect, useState } from 'react';
import { Alert, Button, Select, Spin } from 'antd';
import { api } from '../../shared/api/api.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { specOf, TARGET_NAMES, type ChosenField, type Place, type Suggestion } from './connecting.js';

interface Props {
  readonly place: Place;
  readonly onBack: () => void;
  readonly onDrafted: (versionId: string) => void;
}

interface Proposal {
  readonly items: readonly Suggestion[];
  readonly key: readonly string[];
}

/** Our fields, each with the column that is proposed for it, how sure that is and why. */
export function ConnectFields({ place, onBack, onDrafted }: Props) {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<string, string | null>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const body = { target: place.target, fields: place.view.fields };
    api.request('/extraction/mapping-suggestions', { method: 'POST', body }).then(
      (answer) => {
        setProposal(answer);
        setChosen(Object.fromEntries(answer.items.map(({ field, column }) => [field, column])));
      },
      (error: unknown) => setProblem(sentenceOf(error)),
    );
  }, [place]);
  const fields = (proposal?.items ?? []).map((suggestion): ChosenField => ({ suggestion, column: chosen[suggestion.field] ?? null }));
  const missing = fields.filter(({ suggestion, column }) => suggestion.required && column === null && !suggestion.rule);
  async function draft(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const path = `/extraction/connectors/${place.connector}/streams/${place.streamId}/versions` as const;
      const { id } = await api.request(path, { method: 'POST', body: { spec: specOf(place, fields, proposal!.key) } });
      onDrafted(id);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  const columns = place.view.fields.map(({ name, comment }) => ({ value: name, label: comment ? `${name}（${comment}）` : name }));
  return (
    <>
      <p className="weak">
        {place.view.name} → {TARGET_NAMES[place.target]}。建议来自列名、注释和类型，请逐项核对；不需要的可选字段留空。
      </p>
      {problem && <Alert type="error" showIcon title={problem} />}
      {!proposal && !problem && <Spin delay={200} />}
      {proposal && (
        <div className="list-scroll">
          <table className="connect-table">
            <HeadRow titles={['本系统字段', '来源列', '把握', '依据']} />
            <tbody>
              {fields.map(({ suggestion, column }) => (
                <tr key={suggestion.field}>
                  <td>
                    {suggestion.label}
                    {suggestion.required && <span className="flag"> *</span>} <span className="weak">{suggestion.field}</span>
                  </td>
                  <td>
                    <Select
                      allowClear
                      showSearch
                      size="small"
                      value={column}
                      options={columns}
                      aria-label={suggestion.label}
                      placeholder="不读取"
                      onChange={(value: string | undefined) => setChosen({ ...chosen, [suggestion.field]: value ?? null })}
                    />
                  </td>
                  <td>{column === null ? '' : column === suggestion.column ? `${Math.round(suggestion.confidence * 100)}%` : '手选'}</td>
                  <td className="weak">{column === suggestion.column ? suggestion.reason : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {missing.length > 0 && (
        <Alert type="warning" showIcon title={`还有必填字段没有选列：${missing.map(({ suggestion }) => suggestion.label).join('、')}`} />
      )}
      <div className="connect-acts">
        <Button onClick={onBack}>上一步</Button>
        <Button type="primary" loading={busy} disabled={!proposal || missing.length > 0} onClick={() => void draft()}>
          保存草稿并试转换
        </Button>
      </div>
    </>
  );
}
