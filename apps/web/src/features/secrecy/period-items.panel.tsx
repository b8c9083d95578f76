import { DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D'];
const day = (value: string | undefined) => ({ value: value ? dayjs(value) : null });
const text = (value: Dayjs | null): string | undefined => value?.format('YYYY-MM-DD');

/** From when until when a grant holds, both days included; it always has an end. */
export function PeriodItems() {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
      <Form.Item name="from" label="开始（不填为今天）" getValueProps={day} normalize={text}>
        <DatePicker format={FORMATS} showNow={false} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="until" label="截止（含当日）" getValueProps={day} normalize={text} rules={[{ required: true, message: '请填写截止日期' }]}>
        <DatePicker format={FORMATS} showNow={false} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  );
}
