import { useState } from 'react';
import { Alert, Input, Modal } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { DictionaryItem } from './dictionary-words.js';

interface Props {
  readonly system: string;
  readonly item: DictionaryItem | null;
  readonly onClose: () => void;
}

/** Asks why; the server looks once more whether a record holds the code. */
export function DictionaryRemoval({ system, item, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setReason('');
    setProblem(null);
    onClose();
  };
  async function remove(): Promise<void> {
    if (!item) return;
    setBusy(true);
    try {
      await api.request(`/dictionary-types/${system}/items/${item.code}/remove`, { method: 'POST', body: { version: item.version, reason } });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/dictionary-types') });
      close();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open={item !== null}
      title={`删除“${item?.name ?? ''}”？`}
      okText="删除"
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: busy }}
      onOk={() => void remove()}
      onCancel={close}
    >
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      <p style={{ marginBottom: 8 }}>没有记录用到它。删除后不能恢复，修改历史仍保留在审计中。</p>
      <Input
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={200}
        placeholder="原因（至少 2 个字）"
        aria-label="原因"
      />
    </Modal>
  );
}
