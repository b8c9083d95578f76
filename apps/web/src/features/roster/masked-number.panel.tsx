import { useEffect, useState } from 'react';
import { EyeOutlined } from '@ant-design/icons';
import { Form, Input, Modal } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { NOTHING } from '../../shared/format/dates.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { NUMBER_NAMES, type Beneficiary, type MaskedField } from './beneficiary.js';

const SHOWN_MS = 30_000;
const SHORTEST_REASON = 4;

/** A masked number with an eye: whoever may see the whole gives a reason, which is recorded, and has 30 seconds. */
export function MaskedNumber({ person, field }: { person: Beneficiary; field: MaskedField }) {
  const { can } = useAccess();
  const [plain, setPlain] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!plain) return undefined;
    const hide = () => setPlain(null);
    const timer = window.setTimeout(hide, SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
      hide();
    };
  }, [plain]);

  const masked = person[field];
  if (!masked) return <span className="weak">{NOTHING}</span>;
  if (plain)
    return (
      <span className="number-shown" title="30 秒后自动隐藏">
        {plain}
      </span>
    );
  return (
    <span className="number-masked">
      {masked}
      {can('beneficiary:reveal') && (
        <button
          type="button"
          className="quiet"
          aria-label={`显示${person.name}的完整${NUMBER_NAMES[field]}`}
          title="显示号码"
          onClick={() => setAsking(true)}
        >
          <EyeOutlined />
        </button>
      )}
      {asking && <Reason person={person} field={field} onShow={setPlain} onClose={() => setAsking(false)} />}
    </span>
  );
}

interface ReasonProps {
  readonly person: Beneficiary;
  readonly field: MaskedField;
  readonly onShow: (value: string) => void;
  readonly onClose: () => void;
}

function Reason({ person, field, onShow, onClose }: ReasonProps) {
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const show = async ({ reason }: { reason: string }) => {
    setBusy(true);
    try {
      onShow(
        (await api.request(`/beneficiaries/${person.id}/reveal`, { method: 'POST', body: { field, reason } })).value,
      );
      onClose();
    } catch (error) {
      form.setFields([{ name: 'reason', errors: [sentenceOf(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`显示${person.name}的${NUMBER_NAMES[field]}`}
      okText="显示 30 秒"
      cancelText="取消"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void show(values)} requiredMark={false}>
        <Form.Item
          name="reason"
          label="查看原因（会记入访问记录）"
          validateFirst
          rules={[
            { required: true, whitespace: true, message: '请填写查看原因' },
            { min: SHORTEST_REASON, message: `请至少写 ${SHORTEST_REASON} 个字，例如“电话通知体检”` },
          ]}
        >
          <Input autoFocus maxLength={200} placeholder="例如：电话通知体检" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
