import { Form, Input, InputNumber, Radio, Switch } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { type Parameter, type ParameterValue, rangeWords, valueWords } from './parameter-words.js';

interface Values {
  readonly value: ParameterValue;
  readonly reason: string;
}

/** One parameter, with an editor of its kind. */
export function ParameterForm({ parameter, onClose }: { parameter: Parameter | null; onClose: () => void }) {
  async function save({ value, reason }: Values): Promise<void> {
    if (!parameter) return;
    await api.request(`/parameters/${parameter.id}`, { method: 'PUT', body: { value, version: parameter.version, reason } });
    await queries.invalidateQueries({ queryKey: ['/parameters'] });
  }
  return (
    <DrawerForm<Values>
      open={parameter !== null}
      title={parameter ? `修改参数：${parameter.name}` : ''}
      initial={parameter ? { value: parameter.value } : {}}
      onSave={save}
      onClose={onClose}
      saved="已保存，10 秒内生效"
      width={480}
    >
      {parameter && (
        <>
          <p style={{ marginBottom: 16 }}>{parameter.description}</p>
          <Form.Item
            name="value"
            label={parameter.name}
            extra={`可填：${rangeWords(parameter)}；初值：${valueWords(parameter.default, parameter)}`}
            {...(parameter.kind === 'flag' ? { valuePropName: 'checked' } : { rules: [{ required: true, message: '请填写' }] })}
          >
            {editorOf(parameter)}
          </Form.Item>
          <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </>
      )}
    </DrawerForm>
  );
}

function editorOf({ kind, least, most, unit, choices }: Parameter) {
  if (kind === 'flag') return <Switch checkedChildren="是" unCheckedChildren="否" />;
  if (kind === 'choice') return <Radio.Group options={choices.map(({ value, name }) => ({ value, label: name }))} />;
  if (kind === 'text') return <Input maxLength={200} />;
  return <InputNumber min={least ?? 0} max={most ?? Number.MAX_SAFE_INTEGER} precision={0} suffix={unit} style={{ width: '100%' }} />;
}
