import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Form, Modal, Select } from 'antd';
import { useDictionary } from '../../shared/api/dictionaries.js';
import type { Candidate } from './candidate.js';

type Enrolment = Schema<'EnrolPatient'>;
interface Props {
  readonly candidate: Candidate;
  readonly onClose: () => void;
  readonly onEnrol: (enrolment: Enrolment) => Promise<boolean>;
}

const CATEGORIES = [
  { value: 'cadre', label: '干保对象' },
  { value: 'vip', label: '特需人员' },
];

/** Puts a patient on the roster with what his source knows of him. */
export function EnrolDialog({ candidate, onClose, onEnrol }: Props) {
  const [form] = Form.useForm<Enrolment>();
  const [busy, setBusy] = useState(false);
  const levels = useDictionary('CARE_LEVEL');
  const usual: Enrolment['category'] = candidate.sourcePerson.chargeType === '特需' ? ['vip'] : ['cadre'];
  const isCadre = (Form.useWatch('category', form) ?? usual).includes('cadre');
  const enrol = async (enrolment: Enrolment) => {
    setBusy(true);
    const taken = await onEnrol(enrolment);
    setBusy(false);
    if (taken) onClose();
  };
  return (
    <Modal
      open
      title={`${candidate.sourcePerson.name}：确认并入册`}
      okText="入册"
      cancelText="取消"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>将按来源资料建立档案，单位、职务等可以之后补充。</p>
      <Form form={form} layout="vertical" initialValues={{ category: usual }} onFinish={(values) => void enrol(values)}>
        <Form.Item name="category" label="对象类型" rules={[{ required: true, message: '请选择对象类型' }]}>
          <Select mode="multiple" options={CATEGORIES} autoFocus />
        </Form.Item>
        {isCadre && (
          <Form.Item name="careLevel" label="保健级别">
            <Select options={[...levels]} allowClear placeholder="未定" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
