import { useState } from 'react';
import { Form, Select } from 'antd';
import type { CareLevel } from '../../shared/format/people.js';
import { api, useApi } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { useTemplates } from './use-templates.js';

/** Whose records are made: a unit, levels, or both. */
export interface BatchScope {
  readonly workUnit?: string;
  readonly careLevel?: CareLevel[];
}

interface Values extends BatchScope {
  readonly templateId: string;
}

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onStarted: (id: string, scope: BatchScope) => void;
}

/** Chooses for whom and by which template; the work is done in the background. */
export function BatchForm({ open, onClose, onStarted }: Props) {
  const [typed, setTyped] = useState('');
  const templates = useTemplates(open);
  const levels = useDictionary('CARE_LEVEL');
  const units = useApi('/beneficiaries/summary', { query: typed ? { workUnit: typed } : {}, enabled: open, keep: true });
  const start = async ({ templateId, workUnit, careLevel }: Values) => {
    const scope = { ...(workUnit && { workUnit }), ...(careLevel?.length && { careLevel }) };
    const { id } = await api.request('/archive-batches', { method: 'POST', body: { templateId, ...scope } });
    onStarted(id, scope);
  };
  return (
    <DrawerForm<Values> open={open} title="批量生成健康档案" saveText="开始生成" saved="已提交，在后台生成" width={480} onClose={onClose} onSave={start}>
      <Form.Item
        name="workUnit"
        label="单位"
        dependencies={['careLevel']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, unit?: string) =>
              unit || (getFieldValue('careLevel') as string[] | undefined)?.length ? Promise.resolve() : Promise.reject(new Error('单位与级别至少选一项')),
          }),
        ]}
      >
        <Select
          allowClear
          showSearch={{ filterOption: false, onSearch: setTyped }}
          placeholder="输入单位名称中的文字查找"
          loading={units.isFetching}
          options={(units.data?.byUnit ?? []).map(({ name }) => ({ value: name, label: name }))}
        />
      </Form.Item>
      <Form.Item name="careLevel" label="保健级别" extra="单位与级别都选时，只为该单位中这些级别的对象生成">
        <Select mode="multiple" placeholder="可多选" options={[...levels]} />
      </Form.Item>
      <Form.Item name="templateId" label="模板" rules={[{ required: true, message: '请选择模板' }]}>
        <Select options={templates.options} loading={templates.isLoading} placeholder="选择呈现方式" showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <p className="weak">为您数据范围内的在管对象各生成一个新版本，一次最多 500 人。机密人员须单独生成。生成期间可以离开本页，完成后会通知您。</p>
    </DrawerForm>
  );
}
