import { useMemo, useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { DutyLogForm } from './duty-log.form.js';
import { DUTY_STATUS, readAgain, type DutyLog } from './receptions.js';
import './appointments.css';

const FILTERS: readonly ListFilter<'/duty-logs'>[] = [
  { kind: 'period', name: ['from', 'to'], label: '日期' },
  { kind: 'text', name: 'staff', label: '人员', placeholder: '姓名或工号' },
  { kind: 'multi', name: 'status', label: '状态', options: Object.entries(DUTY_STATUS).map(([value, label]) => ({ value, label })) },
];
const NOTE = '体检现场不逐人登记接待时，在此登记某位医护服务的人次，计入“医护接待量”的体检工作。按开始时间倒序；已登记为接待的对象不要重复计入。';

/** 体检现场工作量: how many people one of the staff saw at a check-up. */
export function DutyLogsPage() {
  const { can } = useAccess();
  const [writing, setWriting] = useState<DutyLog | 'new' | null>(null);
  const [cancelling, setCancelling] = useState<DutyLog | null>(null);
  const mayWrite = can('reception:write');
  const columns = useMemo<readonly Column<DutyLog>[]>(() => {
    const column = columnOf<DutyLog>();
    return [
      column('姓名', 'staffName', { width: 110, fixed: 'left' }),
      column('工号', 'staffNo', { width: 100, sort: true }),
      column('科室', 'departmentName', { width: 140, ellipsis: true }),
      column('开始时间', 'startedAt', { width: 150, sort: true, render: (at) => formatTime(at) }),
      column('结束时间', 'endedAt', { width: 150, render: (at) => formatTime(at) }),
      column('人次', 'headCount', { width: 80, align: 'right', sort: true }),
      column('时长（时）', 'hours', { width: 96, align: 'right' }),
      column('地点', 'place', { width: 140, ellipsis: true }),
      column('状态', 'status', { width: 90, render: (status) => <span className={`tag ${status === 'kept' ? 'tag-good' : 'tag-off'}`}>{DUTY_STATUS[status]}</span> }),
      column('备注', 'note', { width: 160, ellipsis: true }),
      column('作废原因', 'cancelReason', { width: 140, ellipsis: true }),
      column('补登', 'backfilled', { width: 70, render: (late) => (late ? '是' : '') }),
      column('登记人', 'createdByName', { width: 100 }),
      ...(mayWrite
        ? [
            column('操作', null, {
              width: 120,
              fixed: 'right',
              render: (_, log) =>
                log.status === 'kept' && (
                  <>
                    <Button type="link" size="small" onClick={() => setWriting(log)}>
                      修改
                    </Button>
                    <Button type="link" size="small" danger onClick={() => setCancelling(log)}>
                      作废
                    </Button>
                  </>
                ),
            }),
          ]
        : []),
    ];
  }, [mayWrite]);
  return (
    <>
      <ListPage
        id="duty-logs"
        title="体检现场工作量"
        note={NOTE}
        path="/duty-logs"
        permission="reception:read"
        exporting={{ path: '/duty-logs/export', permission: 'reception:export' }}
        filters={FILTERS}
        columns={columns}
        sort="-startedAt"
        keyOf={({ id }) => id}
        emptyAction={mayWrite && <p className="weak">还没有登记。点右上角“登记工作量”开始。</p>}
        actions={
          mayWrite && (
            <Button type="primary" onClick={() => setWriting('new')}>
              登记工作量
            </Button>
          )
        }
      />
      <DutyLogForm writing={writing} onClose={() => setWriting(null)} />
      <DrawerForm<{ reason: string }>
        open={cancelling !== null}
        title="作废登记"
        width={460}
        onClose={() => setCancelling(null)}
        onSave={async ({ reason }) => {
          if (!cancelling) return;
          await api.request(`/duty-logs/${cancelling.id}/cancel`, { method: 'POST', body: { version: cancelling.version, reason } });
          await readAgain();
        }}
      >
        <p>
          {cancelling?.staffName} {cancelling && formatTime(cancelling.startedAt)} {cancelling?.headCount} 人次
        </p>
        <Form.Item name="reason" label="作废原因" rules={[{ required: true, message: '请填写作废原因' }]}>
          <Input.TextArea rows={3} maxLength={200} />
        </Form.Item>
      </DrawerForm>
    </>
  );
}
