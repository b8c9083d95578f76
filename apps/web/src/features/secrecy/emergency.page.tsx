import { useId, useRef, useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router-dom';
import { api, queries } from '../../shared/api/api.js';
import { SavingForm } from '../../shared/form/saving-form.js';
import { PageHead } from '../../shared/page/page-head.js';
import './secrecy.css';

interface Values {
  readonly number: string;
  readonly reason: string;
}

/** 紧急访问: the whole number in hand, why, and one person for an hour at most. */
export function EmergencyPage() {
  const id = useId();
  const navigate = useNavigate();
  const typed = useRef<Partial<Values> | null>(null);
  const [busy, setBusy] = useState(false);
  const opened = useRef('');
  const open = async (values: Values) => {
    const { beneficiaryId } = await api.request('/confidential-openings/emergency', { method: 'POST', body: values });
    opened.current = beneficiaryId;
    await queries.invalidateQueries({ queryKey: ['/confidential-openings/own'] });
  };
  return (
    <section className="list-page">
      <PageHead title="紧急访问" />
      <div className="emergency">
        <p>
          仅限在诊医生处置危急情况时使用。一次打开一名患者，最长 60 分钟，不能导出；系统立即通知隐私负责人和院领导，事后逐次复核。每小时最多尝试 5 次。
        </p>
        <SavingForm<Values> id={id} typed={typed} onSave={open} onSaved={() => void navigate(`/p/${opened.current}`)} onBusy={setBusy}>
          <Form.Item name="number" label="手中的病案号或住院号（须完整）" rules={[{ required: true, whitespace: true, message: '请填写完整的病案号或住院号' }]}>
            <Input autoFocus maxLength={40} />
          </Form.Item>
          <Form.Item
            name="reason"
            label="危急情况与用途"
            validateFirst
            rules={[{ required: true, whitespace: true, message: '请说明危急情况' }, { min: 8, message: '请至少写 8 个字' }]}
          >
            <Input.TextArea maxLength={200} autoSize={{ minRows: 3 }} placeholder="例如：夜间突发胸痛，需查既往冠脉造影结果" />
          </Form.Item>
        </SavingForm>
        <Button type="primary" danger htmlType="submit" form={id} loading={busy}>
          紧急打开
        </Button>
      </div>
    </section>
  );
}
