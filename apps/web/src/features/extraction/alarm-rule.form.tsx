import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { ALARM_KINDS, type AlarmRule, type SyncSource } from './sync.js';
import { CLOCK_RULE } from './clock-time.js';

type Kind = AlarmRule['kind'];
interface Values {
  readonly source: string;
  readonly kind: Kind;
  readonly threshold: number;
  readonly windowMinutes: number;
  readonly escalateMinutes: number | null;
  readonly quietFrom?: string;
  readonly quietUntil?: string;
  readonly enabled: boolean;
  readonly reason: string;
}

interface Props {
  readonly rule: AlarmRule | 'new' | null;
  readonly sources: readonly SyncSource[];
  readonly onClose: () => void;
}

const ALL = '*';

export function AlarmRuleForm({ rule, sources, onClose }: Props) {
  async function save({ source, quietFrom, quietUntil, ...values }: Values): Promise<void> {
    const body = { ...values, source: source === ALL ? null : source, quietFrom: quietFrom || null, quietUntil: quietUntil || null };
    if (rule === 'new') await api.request('/extraction/alarm-rules', { method: 'POST', body });
    else if (rule) await api.request(`/extraction/alarm-rules/${rule.id}`, { method: 'PUT', body });
    await queries.invalidateQueries({ queryKey: ['/extraction/alarm-rules'] });
  }
  return (
    <DrawerForm<Values>
      open={rule !== null}
      title={rule === 'new' ? '新增报警规则' : '修改报警规则'}
      initial={rule && rule !== 'new' ? valuesOf(rule) : { source: ALL, kind: 'failures', threshold: 3, windowMinutes: 60, escalateMinutes: null, enabled: true }}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      <Form.Item name="source" label="数据源">
        <Select options={[{ value: ALL, label: '全部数据源' }, ...sources.map(({ id, name }) => ({ value: id, label: name }))]} />
      </Form.Item>
      <Form.Item name="kind" label="条件">
        <Select options={Object.entries(ALARM_KINDS).map(([value, { name, words }]) => ({ value, label: `${name}：${words}` }))} />
      </Form.Item>
      <Form.Item name="threshold" label="达到多少时报警" rules={[{ required: true, message: '请填写' }]}>
        <InputNumber min={1} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="windowMinutes" label="时间窗（分钟）" rules={[{ required: true, message: '请填写' }]}>
        <InputNumber min={1} max={10_080} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="escalateMinutes" label="多少分钟未恢复再提醒（空：不再提醒）">
        <InputNumber min={1} max={10_080} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="quietFrom" label="静默从" rules={[CLOCK_RULE]}>
        <Input placeholder="22:30" />
      </Form.Item>
      <Form.Item name="quietUntil" label="静默到" rules={[CLOCK_RULE]}>
        <Input placeholder="06:30" />
      </Form.Item>
      <Form.Item name="enabled" label="启用" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="reason" label="说明" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}

function valuesOf({ source, kind, threshold, windowMinutes, escalateMinutes, quietFrom, quietUntil, enabled }: AlarmRule): Partial<Values> {
  return {
    source: source ?? ALL,
    kind,
    threshold,
    windowMinutes,
    escalateMinutes,
    enabled,
    ...(quietFrom && { quietFrom }),
    ...(quietUntil && { quietUntil }),
  };
}
