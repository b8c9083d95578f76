import { useState } from 'react';
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { PRECISIONS, TARGET_NAMES, type OfferedView, type Place, type Target } from './connecting.js';
import { useSources } from './use-sources.js';

type Values = Omit<Place, 'view' | 'connector'> & { readonly view: string };
const REQUIRED = (what: string) => [{ required: true, message: `请选择${what}` }];

/** Which view, what it becomes, and the columns that tell rows apart, when they changed and whose they are. */
export function ConnectPlace({ first, onChosen }: { first: Place | null; onChosen: (place: Place) => void }) {
  const { sources } = useSources();
  const [form] = Form.useForm<Values>();
  const [views, setViews] = useState<readonly OfferedView[] | null>(first ? [first.view] : null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const chosenView = Form.useWatch('view', form);
  const sourceId = Form.useWatch('source', form);
  const { data: settings } = useApi(`/extraction/sources/${sourceId ?? ''}`, { enabled: !!sourceId });
  const view = views?.find(({ name }) => name === chosenView);

  async function discover(source: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    setViews(null);
    try {
      setViews((await api.request(`/extraction/sources/${source}/discover`, { method: 'POST', body: {} })).items);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  function propose(name: string): void {
    const found = views?.find((one) => one.name === name);
    form.setFieldsValue({ key: [...(found?.key ?? [])], cursor: found?.cursorCandidates[0] ?? '' });
  }
  const columns = view?.fields.map(({ name, comment }) => ({ value: name, label: comment ? `${name}（${comment}）` : name }));
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="connect-form"
      initialValues={first ? { ...first, view: first.view.name } : { everySeconds: 60, precision: 'instant' }}
      onFinish={({ view: _name, ...values }) => {
        if (view && settings) onChosen({ ...values, view, connector: settings.connectorId });
      }}
    >
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      <Form.Item name="source" label="数据源" extra="没有合适的？先在“数据源”中新增并检查连接。" rules={REQUIRED('数据源')}>
        <Select options={sources.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id: string) => void discover(id)} />
      </Form.Item>
      <Form.Item name="view" label="视图" rules={REQUIRED('视图')}>
        <Select
          showSearch
          loading={busy}
          disabled={!views}
          options={(views ?? []).map(({ name, fields }) => ({ value: name, label: `${name}（${fields.length} 列）` }))}
          onChange={propose}
        />
      </Form.Item>
      <Form.Item name="target" label="作为什么数据" rules={REQUIRED('数据种类')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={(Object.keys(TARGET_NAMES) as Target[]).map((value) => ({ value, label: TARGET_NAMES[value] }))} />
      </Form.Item>
      <Form.Item name="name" label="数据集名称" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={50} placeholder="如 住院登记" />
      </Form.Item>
      <Form.Item
        name="streamId"
        label="数据集编号"
        extra="小写字母、数字和连字符；与已有编号相同时成为它的新版本"
        rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,31}$/, message: '请用小写字母开头，如 stays' }]}
      >
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="key" label="主键列" rules={REQUIRED('主键列')}>
        <Select mode="multiple" options={columns ?? []} disabled={!view} />
      </Form.Item>
      <Form.Item name="cursor" label="更新时间列" rules={REQUIRED('更新时间列')}>
        <Select showSearch options={columns ?? []} disabled={!view} />
      </Form.Item>
      <Form.Item name="precision" label="更新时间的形式">
        <Select options={[...PRECISIONS]} />
      </Form.Item>
      <Form.Item name="patient" label="患者编号列（科室、人员、号源选主键列即可）" rules={REQUIRED('患者编号列')}>
        <Select showSearch options={columns ?? []} disabled={!view} />
      </Form.Item>
      <Form.Item name="everySeconds" label="读取间隔（秒）">
        <InputNumber min={5} max={604_800} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        下一步：对字段
      </Button>
    </Form>
  );
}
