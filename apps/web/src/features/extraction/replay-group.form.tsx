import { Alert, Form, Input } from 'antd';
import { useNavigate } from 'react-router-dom';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Values {
  readonly reason: string;
  readonly count?: string;
}

const BATCH = 50;

/** All failures with one cause are sent again in the background; many of them want their number typed. */
export function ReplayGroupForm({ group, onClose }: { group: string | null; onClose: () => void }) {
  const navigate = useNavigate();
  const { data: groups } = useApi('/extraction/quarantine/groups', { query: { group: group ?? '' }, enabled: group !== null });
  const count = groups?.items[0]?.count ?? 0;
  const typed = count > 500;
  async function save({ reason, count: confirmed }: Values): Promise<void> {
    const body = { filter: { group: group! }, batchSize: BATCH, reason, includeSucceeded: false, dryRun: false, ...(typed && { confirmCount: Number(confirmed) }) };
    await api.request('/extraction/replay-tasks', { method: 'POST', body });
    await queries.invalidateQueries({ queryKey: ['/extraction/replay-tasks'] });
    void navigate('/sync/tasks');
  }
  return (
    <DrawerForm<Values> open={group !== null} title="整类重试" onSave={save} onClose={onClose} saveText="开始重试" saved="已开始，进度见重试任务" width={480}>
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 16 }}
        title={`将重新处理 ${formatCount(count)} 条，都还没有成功过。`}
        description="在后台分批进行，可以暂停和取消。原因没有消除的，会再次进入失败记录。"
      />
      {typed && (
        <Form.Item
          name="count"
          label={`超过 500 条，请键入条数 ${count}`}
          rules={[{ required: true, pattern: new RegExp(`^${count}$`), message: '与条数不一致' }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
      )}
      <Form.Item name="reason" label="说明" rules={[{ required: true, min: 2, message: '请写明原因已怎样消除，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}
