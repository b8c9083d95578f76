import { useId, useRef, useState } from 'react';
import { Button, Form, Input } from 'antd';
import { Link } from 'react-router-dom';
import { api, queries } from '../../shared/api/api.js';
import { SavingForm } from '../../shared/form/saving-form.js';

interface Values {
  readonly reason: string;
}

/** Before a 机密 record: a reason and, if the last proof is old, once more who sits there. */
export function OpeningGate({ personId, onOpened }: { personId: string; onOpened: () => void }) {
  const id = useId();
  const typed = useRef<Partial<Values> | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async ({ reason }: Values) => {
    await api.request('/confidential-openings', { method: 'POST', body: { beneficiaryId: personId, reason } });
    await queries.invalidateQueries({ queryKey: ['/confidential-openings/own'] });
  };
  return (
    <section className="secret-gate" aria-labelledby={`${id}-title`}>
      <h1 id={`${id}-title`}>
        <span className="tag tag-secret">机密</span> 这是机密档案
      </h1>
      <p>
        请说明查看理由。打开后在限定时间内可以查看，期间的每次操作都会连同理由记入日志，并即时通知隐私负责人。
      </p>
      <SavingForm<Values> id={id} typed={typed} onSave={open} onSaved={onOpened} onBusy={setBusy}>
        <Form.Item
          name="reason"
          label="查看理由"
          validateFirst
          rules={[{ required: true, whitespace: true, message: '请填写查看理由' }, { min: 4, message: '请至少写 4 个字，例如“会诊前了解病情”' }]}
        >
          <Input.TextArea autoFocus maxLength={200} autoSize={{ minRows: 2 }} placeholder="例如：会诊前了解病情" />
        </Form.Item>
      </SavingForm>
      <Button type="primary" danger htmlType="submit" form={id} loading={busy}>
        打开机密档案
      </Button>{' '}
      <Link to="/">返回工作台</Link>
    </section>
  );
}
