import { App, AutoComplete, Form, Input } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import type { CodeMap } from './sync.js';

interface Entry {
  readonly target: string;
  readonly reason: string;
}

/** Records converted anew in one transaction. */
const BATCH = 50;
const REREAD_REASON = '代码对照已填写，重新转换';

/** What a code of a source means here; what was stored with the bare code can be converted anew at once. */
export function CodeEntryForm({ row, onClose }: { row: CodeMap | null; onClose: () => void }) {
  const { modal, message } = App.useApp();
  async function save({ target, reason }: Entry): Promise<void> {
    if (!row) return;
    const { source, table, code } = row;
    const body = { source, table, code, target: target.trim(), reason };
    const { affected } = await api.request('/extraction/code-maps', { method: 'PUT', body });
    void queries.invalidateQueries({ queryKey: ['/extraction/code-maps'] });
    if (affected > 0) offerReread(row, affected);
  }
  function offerReread({ source, table, code }: CodeMap, affected: number): void {
    modal.confirm({
      title: `有 ${formatCount(affected)} 条已保存的数据用到这个代码`,
      content: '现在按新的对照重新转换它们吗？任务在后台进行，进度在“重试任务”中查看。',
      okText: '重新转换',
      cancelText: '以后再说',
      onOk: async () => {
        await api.request('/extraction/replay-tasks/codes', {
          method: 'POST',
          body: { source, table, code, reason: REREAD_REASON, confirmCount: affected, batchSize: BATCH },
        });
        void message.success('已开始重新转换');
      },
    });
  }
  return (
    <DrawerForm<Entry>
      open={row !== null}
      title={row ? `代码 ${row.code}（${row.table}）` : ''}
      initial={{ target: row?.target ?? row?.suggested ?? '', reason: '' }}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      <Form.Item
        name="target"
        label="在本系统的对应值"
        rules={[{ required: true, whitespace: true, message: '请填写对应值' }]}
        extra={row?.choices.length ? '这个字段只认识下列值，请从中选择。' : '按本系统的写法填写。'}
      >
        <AutoComplete options={(row?.choices ?? []).map((value) => ({ value }))} placeholder="选择或填写" />
      </Form.Item>
      <Form.Item name="reason" label="说明" rules={[{ required: true, min: 2, message: '请写明依据，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} placeholder="如：与检验科核对" />
      </Form.Item>
    </DrawerForm>
  );
}
