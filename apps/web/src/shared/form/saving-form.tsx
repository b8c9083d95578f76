import { useState, type ReactNode, type RefObject } from 'react';
import { Alert, Form, type FormInstance } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import { sentenceOf } from '../problem/sentence.js';

interface Props<Values extends object> {
  /** Of the HTML form, so that a button elsewhere can submit it. */
  readonly id: string;
  readonly initial?: Partial<Values> | undefined;
  /** What has been typed so far; null while nothing was touched. */
  readonly typed: RefObject<Partial<Values> | null>;
  readonly onSave: (values: Values) => Promise<void>;
  readonly onSaved: () => void;
  readonly onBusy: (busy: boolean) => void;
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

/** The fields with the server's words at them; what is typed is kept by its owner. */
export function SavingForm<Values extends object>(props: Props<Values>) {
  const { id, initial, typed, onSave, onSaved, onBusy, children } = props;
  const [form] = Form.useForm<Values>();
  const [first] = useState(() => ({ ...initial, ...typed.current }) as Partial<Values>);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const work = (now: boolean) => {
    setBusy(now);
    onBusy(now);
  };

  async function save(values: Values): Promise<void> {
    // A second click while the first is on its way makes no second record.
    if (busy) return;
    work(true);
    setProblem(null);
    try {
      await onSave(values);
      onSaved();
    } catch (error) {
      setProblem(sentenceOf(error));
      if (error instanceof ApiProblem && error.fields.length) showAtFields(form, error);
    } finally {
      work(false);
    }
  }
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) form.submit();
      }}
    >
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      <Form<Values>
        id={id}
        form={form}
        layout="vertical"
        initialValues={first}
        scrollToFirstError={{ focus: true }}
        autoComplete="off"
        onValuesChange={(_, values) => {
          typed.current = values;
        }}
        onFinish={(values) => void save(values)}
      >
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </div>
  );
}

function showAtFields<Values extends object>(form: FormInstance<Values>, { fields }: ApiProblem): void {
  const names = fields.map(({ field }) => field.split('.'));
  form.setFields(fields.map(({ field, message }) => ({ name: field.split('.') as never, errors: [message] })));
  if (names[0]) form.scrollToField(names[0] as never, { focus: true });
}
