import { DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { useTemplates } from './use-templates.js';

interface Values {
  readonly templateId: string;
  readonly period?: readonly [Dayjs | null, Dayjs | null] | null;
}

interface Props {
  readonly open: boolean;
  readonly personId: string;
  readonly asOf: string | undefined;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

/** Chooses template and period; what comes of it is a new version, waiting for its signature. */
export function GenerateForm({ open, personId, asOf, onClose, onMade }: Props) {
  const { options, isLoading } = useTemplates(open);
  return (
    <DrawerForm<Values>
      open={open}
      title="生成健康档案"
      saveText="生成并预览"
      saved="已生成，请核对后审签"
      onClose={onClose}
      onSave={async ({ templateId, period }) => {
        const [from, to] = period ?? [];
        const { id } = await api.request(`/beneficiaries/${personId}/archives`, {
          method: 'POST',
          body: {
            templateId,
            ...(asOf ? { asOf } : {}),
            ...(from ? { from: from.format('YYYY-MM-DD') } : {}),
            ...(to ? { to: to.format('YYYY-MM-DD') } : {}),
          },
        });
        onMade(id);
      }}
    >
      <Form.Item name="templateId" label="模板" rules={[{ required: true, message: '请选择模板' }]}>
        <Select options={options} loading={isLoading} placeholder="选择呈现方式" showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="period" label="内容时段" extra="不填为全部；没有日期的内容（如过敏史）始终包含">
        <DatePicker.RangePicker allowEmpty={[true, true]} />
      </Form.Item>
      <p className="weak">{asOf ? `按所选时点（${asOf.slice(0, 10)}）时已有的数据生成。` : '按现在已有的数据生成。'}生成后内容不再改变；再次生成产生新的版本号。</p>
    </DrawerForm>
  );
}
