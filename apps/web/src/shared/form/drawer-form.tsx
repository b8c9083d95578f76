import { useRef, useState, type ReactNode } from 'react';
import { Alert, App, Button, Drawer, Form, type FormInstance } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import { sentenceOf } from '../problem/sentence.js';

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

/** A form in a drawer: labels above, the server's words at the fields, nothing typed is lost, leaving with changes asks. Ctrl+Enter saves. */
export function DrawerForm<Values extends object>({
  open,
  title,
  initial,
  onSave,
  onClose,
  saveText = '保存',
  saved = '已保存',
  width = 600,
  children,
}: Props<Values>) {
  const [form] = Form.useForm<Values>();
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const touched = useRef(false);
  const forget = (shown: boolean) => {
    if (shown) return;
    touched.current = false;
    setProblem(null);
  };

  async function save(values: Values): Promise<void> {
    // A second click while the first is on its way makes no second record.
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onSave(values);
      void message.success(saved);
      onClose();
    } catch (error) {
      setProblem(sentenceOf(error));
      if (error instanceof ApiProblem && error.fields.length) showAtFields(form, error);
    } finally {
      setBusy(false);
    }
  }
  const leave = () => {
    if (!touched.current) return onClose();
    return void modal.confirm({
      title: '放弃未保存的内容？',
      okText: '放弃',
      cancelText: '继续填写',
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  return (
    <Drawer
      open={open}
      title={title}
      size={width}
      onClose={leave}
      afterOpenChange={forget}
      destroyOnHidden
      mask={{ closable: false }}
      footer={
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button onClick={leave}>取消</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {saveText}
          </Button>
        </div>
      }
    >
      <div
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) form.submit();
        }}
      >
        {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={initial}
          preserve={false}
          scrollToFirstError={{ focus: true }}
          autoComplete="off"
          onValuesChange={() => {
            touched.current = true;
          }}
          onFinish={(values) => void save(values)}
        >
          {typeof children === 'function' ? children(form) : children}
        </Form>
      </div>
    </Drawer>
  );
}

function showAtFields<Values extends object>(form: FormInstance<Values>, { fields }: ApiProblem): void {
  const names = fields.map(({ field }) => field.split('.'));
  form.setFields(fields.map(({ field, message }) => ({ name: field.split('.') as never, errors: [message] })));
  if (names[0]) form.scrollToField(names[0] as never, { focus: true });
}
