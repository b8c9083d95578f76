import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly text: ReactNode;
  readonly okText: string;
  readonly label?: string;
  /** Fewest characters of what has to be said; none: it may be left out. */
  readonly least?: number;
  readonly onSave: (note: string) => Promise<void>;
  readonly onClose: () => void;
}

/** One decision with a word of why, kept with it. */
export function DecisionForm({ open, title, text, okText, label = '理由（会记入日志）', least = 0, onSave, onClose }: Props) {
  return (
    <DrawerForm<{ note?: string }> open={open} title={title} saveText={okText} saved="已完成" width={480} onSave={({ note }) => onSave(note ?? '')} onClose={onClose}>
      <div style={{ marginBottom: 12 }}>{text}</div>
      <Form.Item
        name="note"
        label={label}
        rules={least ? [{ required: true, whitespace: true, message: '请填写理由' }, { min: least, message: `请至少写 ${least} 个字` }] : []}
      >
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </DrawerForm>
  );
}
