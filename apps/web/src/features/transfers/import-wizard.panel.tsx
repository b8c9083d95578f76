import { useState } from 'react';
import { Alert, Button, Segmented, Steps } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ImportBatch } from './import-batch.panel.js';

interface Props {
  /** The import that is looked at; null: a new one. */
  readonly id: string | null;
  readonly kind: string | null;
  readonly onId: (id: string) => void;
}

/** The steps of one import: the file to fill in, the file filled in, what would happen, what happened. */
export function ImportWizard({ id, kind, onId }: Props) {
  return (
    <div className="import-steps">
      {id === null ? <Sending kind={kind} onId={onId} /> : <ImportBatch id={id} />}
    </div>
  );
}

function Sending({ kind, onId }: Omit<Props, 'id'>) {
  const { data, error } = useApi('/imports/kinds');
  const [chosen, setChosen] = useState(kind);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (error) return <ProblemAlert error={error} />;
  if (data?.items.length === 0) return <Alert type="info" showIcon title="您没有可以导入的内容。如工作需要，请向系统管理员申请相应的维护权限。" />;
  const what = data?.items.find((item) => item.kind === chosen) ?? data?.items[0];
  if (!what) return null;

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (failure) {
      setProblem(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  }
  const take = () => attempt(async () => saveFile(await api.open('/imports/template', { query: { kind: what.kind } }), `导入模板_${what.title}`));
  const send = (file: File) =>
    attempt(async () => {
      const { id } = await api.upload('/imports', { kind: what.kind }, file);
      await queries.invalidateQueries({ queryKey: ['/imports'] });
      onId(id);
    });
  return (
    <>
      <Steps size="small" current={0} items={[{ title: '填写并上传' }, { title: '预检' }, { title: '写入' }]} />
      <Segmented
        aria-label="导入什么"
        value={what.kind}
        onChange={setChosen}
        options={(data?.items ?? []).map((item) => ({ value: item.kind, label: item.title }))}
      />
      <p>
        1. <Button onClick={() => void take()}>下载{what.title}模板</Button>，按“说明”页填写。带 * 的列必填，空格子表示不修改。
      </p>
      <p className="weak">列：{what.columns.join('、')}</p>
      <label>
        2. 选择填好的文件（XLSX 或 CSV，不超过 10 MB、20,000 行）
        <input
          type="file"
          accept=".xlsx,.csv"
          disabled={busy}
          onChange={(event) => event.target.files?.[0] && void send(event.target.files[0])}
        />
      </label>
      {problem && <Alert type="error" showIcon title={problem} />}
    </>
  );
}
