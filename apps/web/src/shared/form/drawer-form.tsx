import { useId, useRef, useState, type ReactNode } from 'react';
import { App, Button, Drawer, type FormInstance } from 'antd';
import { SavingForm } from './saving-form.js';

interface Props<Values extends object> {
  readonly open: boolean;
  readonly title: string;
  readonly initial?: Partial<Values>;
  /** The call to the server. What it throws is shown: `fields` at their fields, the rest above. */
  readonly onSave: (values: Values) => Promise<void>;
  /** After saving, or when left. */
  readonly onClose: () => void;
  readonly saveText?: string;
  readonly saved?: string;
  /** px; narrower screens take the whole width. */
  readonly width?: number;
  /** The `Form.Item`s. */
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

/** A form in a drawer: nothing typed is lost on failure, leaving with changes asks, Ctrl+Enter saves. Every opening starts anew. */
export function DrawerForm<Values extends object>(props: Props<Values>) {
  const { open, title, initial, onSave, onClose, saveText = '保存', saved = '已保存', width = 600, children } = props;
  const id = useId();
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);
  // Kept out here: the drawer draws its inside anew when its tab comes back, and what is typed must still be there.
  const typed = useRef<Partial<Values> | null>(null);

  const close = () => {
    typed.current = null;
    onClose();
  };
  const leave = () => {
    if (!typed.current) return close();
    const words = { title: '放弃未保存的内容？', okText: '放弃', cancelText: '继续填写' };
    return void modal.confirm({ ...words, okButtonProps: { danger: true }, onOk: close });
  };
  const finish = () => {
    void message.success(saved);
    close();
  };
  return (
    <Drawer
      open={open}
      title={title}
      size={width}
      onClose={leave}
      destroyOnHidden
      mask={{ closable: false }}
      footer={
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button onClick={leave}>取消</Button>
          <Button type="primary" loading={busy} htmlType="submit" form={id}>
            {saveText}
          </Button>
        </div>
      }
    >
      <SavingForm<Values> id={id} initial={initial} typed={typed} onSave={onSave} onSaved={finish} onBusy={setBusy}>
        {children}
      </SavingForm>
    </Drawer>
  );
}
