import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Alert, App, Button, Drawer, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ParameterDifferences } from './parameter-differences.panel.js';
import type { Parameter } from './parameter-words.js';

type Difference = Schema<'ParameterDifference'>;

interface Props {
  readonly open: boolean;
  readonly rows: readonly Parameter[];
  readonly onClose: () => void;
}

/** A file of another environment is looked at beside what holds here; only then is it taken. */
export function ParameterImport({ open, ...rest }: Props) {
  return (
    <Drawer open={open} title="与另一环境的参数比较" size={820} onClose={rest.onClose} destroyOnHidden>
      <Comparing {...rest} />
    </Drawer>
  );
}

function Comparing({ rows, onClose }: Omit<Props, 'open'>) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [differences, setDifferences] = useState<readonly Difference[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  const compare = (file: File) =>
    attempt(async () => {
      setDifferences(null);
      const parameters = parametersOf(await file.text());
      if (!parameters) return setProblem('这不是从“系统参数”页导出的文件。');
      const { items } = await api.request('/parameters/compare', { method: 'POST', body: { parameters } });
      setDifferences(items);
      setChosen(new Set(items.filter(({ state }) => state === 'differs').map(({ id }) => id)));
    });
  const take = () =>
    attempt(async () => {
      const parameters = (differences ?? []).flatMap(({ id, there, version }) =>
        chosen.has(id) && there !== null ? [{ id, value: there, version }] : [],
      );
      await api.request('/parameters/import', { method: 'POST', body: { parameters, reason } });
      await queries.invalidateQueries({ queryKey: ['/parameters'] });
      void message.success(`已导入 ${parameters.length} 项，10 秒内生效`);
      onClose();
    });
  const mayTake = can('parameter:write');
  return (
    <div className="parameter-import">
      <label>
        选择另一环境导出的文件
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => event.target.files?.[0] && void compare(event.target.files[0])}
        />
      </label>
      {problem && <Alert type="error" showIcon title={problem} />}
      {differences && <ParameterDifferences differences={differences} rows={rows} chosen={chosen} {...(mayTake && { onChoose: setChosen })} />}
      {differences && mayTake && chosen.size > 0 && (
        <div className="list-tools">
          <Input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            placeholder="导入的原因（至少 2 个字）"
            aria-label="导入的原因"
            style={{ width: 320 }}
          />
          <Button type="primary" loading={busy} disabled={reason.trim().length < 2} onClick={() => void take()}>
            导入所选 {chosen.size} 项
          </Button>
        </div>
      )}
    </div>
  );
}

/** Null when the text is no file of ours; of each parameter the server judges the value. */
function parametersOf(text: string): { id: string; value: string | number | boolean }[] | null {
  try {
    const { parameters } = JSON.parse(text) as { parameters?: unknown };
    const isOne = (one: unknown) => typeof one === 'object' && one !== null && 'id' in one && 'value' in one;
    if (!Array.isArray(parameters) || !parameters.every(isOne)) return null;
    return (parameters as { id: string; value: string | number | boolean }[]).map(({ id, value }) => ({ id, value }));
  } catch {
    return null;
  }
}
