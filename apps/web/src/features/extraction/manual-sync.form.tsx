import { useState } from 'react';
import { ApiProblem } from '@cadre/api-client/client';
import type { BodyOf } from '@cadre/api-client/typed-paths';
import { Alert, Checkbox, Form, Input, Radio, Select, type FormInstance } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import type { Period } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { PeriodInput } from './period-input.panel.js';
import { PersonSelect } from '../../shared/form/person-select.js';
import type { SyncRun, SyncSource } from './sync.js';

type RunRequest = BodyOf<'/extraction/runs', 'post'>;
interface ManualSync extends Omit<RunRequest, 'source' | 'from' | 'to'> {
  readonly period?: Period;
}

const FIRST: Partial<ManualSync> = { mode: 'incremental', dryRun: true };
const MODE_NOTES: Record<ManualSync['mode'], string> = {
  incremental: '从断点接着读，等同于立即读一次。',
  full: '从头读一遍并与已有内容比对：相同的不动，缺的补上。数据多时需要较长时间。',
  window: '重读来源在这段时间内更新过的记录。',
  person: '只读这一个人在该来源的全部记录。',
};

function bothDays(_rule: unknown, period?: Period): Promise<void> {
  return period?.[0] && period[1] ? Promise.resolve() : Promise.reject(new Error('请选择开始和结束日期'));
}

/** 手动同步: one run by hand, tried without writing unless the tick is taken away. */
export function ManualSyncForm({
  source,
  onClose,
  onStarted,
}: {
  source: SyncSource | null;
  onClose: () => void;
  onStarted: (run: SyncRun) => void;
}) {
  const navigate = useNavigate();
  const [active, setActive] = useState(false);
  const start = async ({ period, ...wanted }: ManualSync) => {
    if (!source) return;
    const [from, to] = period ?? [];
    const body = { ...wanted, source: source.id, ...(from && to && { from, to }) };
    try {
      const run = await api.request('/extraction/runs', { method: 'POST', body });
      // Every stream has a run of its own: one is shown here, several in the list.
      if (wanted.stream) onStarted(run);
      else void navigate(`/sync/runs?source=${run.source}`);
    } catch (error) {
      setActive(error instanceof ApiProblem && error.code === 'RUN_ACTIVE');
      throw error;
    }
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/') });
  };
  return (
    <DrawerForm<ManualSync>
      open={source !== null}
      title={`手动同步：${source?.name ?? ''}`}
      initial={FIRST}
      onSave={start}
      onClose={() => {
        setActive(false);
        onClose();
      }}
      saveText="开始"
      saved="已开始"
    >
      {(form) => source && <Fields form={form} source={source} busy={active} />}
    </DrawerForm>
  );
}

function Fields({ form, source, busy }: { form: FormInstance<ManualSync>; source: SyncSource; busy: boolean }) {
  const { can } = useAccess();
  const mode = Form.useWatch('mode', form) ?? 'incremental';
  const dryRun = Form.useWatch('dryRun', form) ?? true;
  const mayFind = can('beneficiary:read');
  const modes = [
    { value: 'incremental', label: '立即增量' },
    { value: 'window', label: '按时间段补数' },
    { value: 'full', label: '全量校验' },
    { value: 'person', label: '按人补数', disabled: !mayFind, title: mayFind ? '' : '按人补数需要查看对象名册的权限' },
  ];
  const streams = source.streams
    .filter((stream) => stream.mode === 'pull')
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {busy && (
        <Alert
          type="warning"
          showIcon
          title="可在“运行记录”查看正在执行的任务及其进度，结束后再试。"
          style={{ marginBottom: 12 }}
        />
      )}
      <Form.Item
        name="mode"
        label="方式"
        extra={MODE_NOTES[mode] + (mayFind ? '' : '（“按人补数”需要查看对象名册的权限。）')}
      >
        <Radio.Group options={modes} />
      </Form.Item>
      <Form.Item name="stream" label="数据流">
        <Select options={streams} allowClear placeholder="全部可拉取的数据流" />
      </Form.Item>
      {mode === 'window' && (
        <Form.Item name="period" label="来源更新时间（首尾两天都包含）" required rules={[{ validator: bothDays }]}>
          <PeriodInput />
        </Form.Item>
      )}
      {mode === 'person' && (
        <Form.Item name="beneficiaryId" label="保健对象" rules={[{ required: true, message: '请选择一个人' }]}>
          <PersonSelect />
        </Form.Item>
      )}
      <Form.Item
        name="dryRun"
        valuePropName="checked"
        extra={
          dryRun
            ? '只读取和比对，不写入任何数据，先看会新增、更新多少条。'
            : '将写入数据。重复执行结果相同，不会产生重复记录。'
        }
      >
        <Checkbox>先预演，不写入</Checkbox>
      </Form.Item>
      <Form.Item
        name="reason"
        label="原因（会记入日志）"
        rules={[
          { required: true, whitespace: true, message: '请填写原因' },
          { min: 4, message: '请至少写 4 个字' },
        ]}
      >
        <Input.TextArea rows={2} maxLength={200} placeholder="例如：HIS 停机维护后补数" />
      </Form.Item>
    </>
  );
}
