import { DatePicker, Form, Input, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { boxOf, isoOf, readAgain, type DutyLog } from './receptions.js';
import { StaffSelect } from './staff-select.panel.js';

interface Values {
  readonly staffNos: string[];
  readonly startedAt: Dayjs;
  readonly endedAt: Dayjs;
  readonly headCount: number;
  readonly place?: string;
  readonly note?: string;
}
const TIME = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', style: { width: '100%' } } as const;
const required = (what: string) => [{ required: true, message: `请填写${what}` }];

export function DutyLogForm({ writing, onClose }: { writing: DutyLog | 'new' | null; onClose: () => void }) {
  const held = writing !== null && writing !== 'new' ? writing : null;
  const [from, to] = [boxOf(held?.startedAt), boxOf(held?.endedAt)];
  const initial: Partial<Values> = held
    ? { staffNos: [held.staffNo], headCount: held.headCount, place: held.place ?? '', note: held.note ?? '', ...(from && to && { startedAt: from, endedAt: to }) }
    : {};

  async function save({ staffNos, startedAt, endedAt, headCount, place, note }: Values): Promise<void> {
    const body = { staffNo: staffNos[0] ?? '', startedAt: isoOf(startedAt) ?? '', endedAt: isoOf(endedAt) ?? '', headCount, place: place ?? null, note: note ?? null };
    await (held
      ? api.request(`/duty-logs/${held.id}`, { method: 'PUT', body: { ...body, version: held.version } })
      : api.request('/duty-logs', { method: 'POST', body }));
    await readAgain();
  }
  return (
    <DrawerForm<Values> open={writing !== null} title={held ? '修改登记' : '登记体检现场工作量'} initial={initial} onSave={save} onClose={onClose} width={520}>
      <Form.Item name="staffNos" label="人员" extra="一人一条；几位医护同时在场时各登记各自的人次" rules={required('人员')}>
        <StaffSelect most={1} known={held ? { [held.staffNo]: held.staffName } : {}} />
      </Form.Item>
      <Form.Item name="startedAt" label="开始时间" rules={required('开始时间')}>
        <DatePicker {...TIME} />
      </Form.Item>
      <Form.Item name="endedAt" label="结束时间" rules={required('结束时间')}>
        <DatePicker {...TIME} />
      </Form.Item>
      <Form.Item name="headCount" label="人次" extra="现场服务的人次" rules={required('人次')}>
        <InputNumber min={1} max={2000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="place" label="地点">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </DrawerForm>
  );
}
