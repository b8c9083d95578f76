import { DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import type { Reconciliation, SyncSource } from './sync.js';

interface Asked {
  readonly source: string;
  readonly stream: string;
  readonly days: readonly [Dayjs, Dayjs];
}

interface Props {
  readonly open: boolean;
  readonly sources: readonly SyncSource[];
  readonly onClose: () => void;
  readonly onDone: (id: Reconciliation['id']) => void;
}

const DAY = 'YYYY-MM-DD';

/** One data set, some days: both sides are counted and compared now. */
export function ReconcileForm({ open, sources, onClose, onDone }: Props) {
  async function save({ source, stream, days: [from, to] }: Asked): Promise<void> {
    const body = { source, stream, from: from.format(DAY), to: to.format(DAY) };
    const { id } = await api.request('/extraction/reconciliations', { method: 'POST', body });
    void queries.invalidateQueries({ queryKey: ['/extraction/reconciliations'] });
    onDone(id);
  }
  return (
    <DrawerForm<Asked>
      open={open}
      title="立即对账"
      initial={{ days: [dayjs().subtract(7, 'day'), dayjs()] }}
      onSave={save}
      onClose={onClose}
      saveText="开始对账"
      saved="对账完成"
      width={480}
    >
      {(form) => (
        <>
          <Form.Item name="source" label="数据源" rules={[{ required: true, message: '请选择数据源' }]}>
            <Select
              options={sources.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={() => form.setFieldValue('stream', undefined)}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, after) => before.source !== after.source}>
            {() => (
              <Form.Item name="stream" label="数据集" rules={[{ required: true, message: '请选择数据集' }]}>
                <Select options={pulledOf(sources, form.getFieldValue('source') as string | undefined)} />
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item name="days" label="日期（来源的更新日期，含首尾两天）" rules={[{ required: true, message: '请选择日期' }]}>
            <DatePicker.RangePicker style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
    </DrawerForm>
  );
}

function pulledOf(sources: readonly SyncSource[], id: string | undefined) {
  const streams = sources.find((source) => source.id === id)?.streams ?? [];
  return streams.filter(({ mode }) => mode === 'pull').map((stream) => ({ value: stream.id, label: stream.name }));
}
