import { Form, Input } from 'antd';
import { api } from '../../shared/api/api.js';
import { lastDays, today } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import './audit.css';

interface Values {
  from: string;
  to: string;
  person?: string;
  reason: string;
}

const DAY = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '请按 2026-01-31 的样子填写' };

/** 出具证据包: a signed file that proves itself on any machine. */
export function EvidenceForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const save = async ({ from, to, person, reason }: Values) => {
    const answer = await api.open('/audit/evidence', { query: { from, to, reason, ...(person && { person }) } });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `审计证据_${from}_${to}.zip`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <DrawerForm<Values>
      open={open}
      title="出具审计证据包"
      saveText="生成并下载"
      saved="证据包已下载"
      width={520}
      initial={{ from: lastDays(1)[0], to: today() }}
      onSave={save}
      onClose={onClose}
    >
      <p className="audit-note">
        压缩包内含审计记录、链条、锚点、签名和一个核验程序；接收方在任意装有 Node.js 的电脑上即可核验，无需本系统。出具会记入审计。
      </p>
      <Form.Item name="from" label="开始日期" rules={[{ required: true, message: '请填写开始日期' }, DAY]}>
        <Input placeholder="2026-01-01" autoComplete="off" />
      </Form.Item>
      <Form.Item name="to" label="结束日期" rules={[{ required: true, message: '请填写结束日期' }, DAY]}>
        <Input placeholder="2026-01-31" autoComplete="off" />
      </Form.Item>
      <Form.Item name="person" label="对象内部编号（可不填）" extra="填写后只含这名对象的访问记录">
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="reason"
        label="用途"
        rules={[{ required: true, whitespace: true, message: '请填写用途' }, { min: 2, message: '请至少写 2 个字' }]}
      >
        <Input maxLength={200} placeholder="例如：配合纪检部门核查" autoComplete="off" />
      </Form.Item>
    </DrawerForm>
  );
}
