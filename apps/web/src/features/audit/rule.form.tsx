import { Form, Input, InputNumber, Switch } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import './audit.css';
import type { Rule } from './audit.js';

interface Values {
  enabled: boolean;
  threshold: number;
  windowMinutes: number;
  reason: string;
}

/** Threshold and window of one rule; the reason goes on the trail. */
export function RuleForm({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const save = async (values: Values) => {
    await api.request(`/audit/rules/${rule!.id}`, { method: 'PUT', body: values });
    await queries.invalidateQueries({ queryKey: ['/audit/rules'] });
  };
  return (
    <DrawerForm<Values>
      open={rule !== null}
      title={rule ? `修改规则：${rule.name}` : ''}
      width={480}
      {...(rule && { initial: { enabled: rule.enabled, threshold: rule.threshold, windowMinutes: rule.windowMinutes } })}
      onSave={save}
      onClose={onClose}
    >
      <p className="audit-note">{rule?.description}</p>
      <Form.Item name="enabled" label="启用" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="threshold" label={`阈值（${rule?.unit ?? ''}）`} rules={[{ required: true, message: '请填写阈值' }]}>
        <InputNumber min={1} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item name="windowMinutes" label="时间窗（分钟，最多 1440）" rules={[{ required: true, message: '请填写时间窗' }]}>
        <InputNumber min={1} max={1440} precision={0} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="修改原因"
        rules={[{ required: true, whitespace: true, message: '请填写修改原因' }, { min: 2, message: '请至少写 2 个字' }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </DrawerForm>
  );
}
