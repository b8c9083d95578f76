import { Alert, Form, Input, Radio } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import type { Scan } from './sync.js';

interface Decision {
  readonly decision: 'confirm' | 'dismiss';
  readonly count?: string;
  readonly reason: string;
}

/** Many records vanished at once: either the source really deleted them, or its view was not whole that night. */
export function ScanDecision({ scan, onClose }: { scan: Scan | null; onClose: () => void }) {
  async function save({ decision, count, reason }: Decision): Promise<void> {
    if (!scan) return;
    const path = `/extraction/scans/${String(scan.id)}` as const;
    if (decision === 'confirm') {
      await api.request(`${path}/confirm-removals`, { method: 'POST', body: { count: Number(count), reason } });
    } else {
      await api.request(`${path}/dismiss`, { method: 'POST', body: { reason } });
    }
    await queries.invalidateQueries({ queryKey: ['/extraction/scans'] });
  }
  return (
    <DrawerForm<Decision> open={scan !== null} title="处理待确认的删除" initial={{ decision: 'dismiss' }} onSave={save} onClose={onClose} width={520}>
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 16 }}
        title={`本院现有 ${formatCount(scan?.live ?? 0)} 条，其中 ${formatCount(scan?.gone ?? 0)} 条在来源中已经找不到。`}
        description="请先与来源系统的管理员核实：是真的删除了，还是视图临时缺数据。标为删除的记录不再出现在列表和统计中，但会保留，来源再次出现时自动恢复。"
      />
      <Form.Item name="decision" label="核实结果">
        <Radio.Group
          options={[
            { value: 'dismiss', label: '来源异常，驳回（什么都不删除）' },
            { value: 'confirm', label: '来源确已删除' },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['decision']}>
        {({ getFieldValue }) =>
          getFieldValue('decision') === 'confirm' && (
            <Form.Item
              name="count"
              label={`请键入要标为删除的条数 ${scan?.gone ?? 0}`}
              rules={[{ required: true, pattern: new RegExp(`^${scan?.gone ?? 0}$`), message: '与待删除的条数不一致' }]}
            >
              <Input inputMode="numeric" />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="reason" label="说明" rules={[{ required: true, min: 2, message: '请写明与谁核实，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}
