import { useMemo, useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { AttachmentsButton, AttachmentsDrawer, type AttachedRecord } from './attachments.panel.js';
import { DueAppointmentsDrawer } from './due-appointments.panel.js';
import { ReceptionForm, type Writing } from './reception.form.js';
import { durationText, ORIGINS, readAgain, RECEPTION_STATUS, STATUS_TAGS, useReceptionStep, type Reception } from './receptions.js';
import { SuggestionsDrawer } from './suggestions.panel.js';
import './appointments.css';

const FILTERS: readonly ListFilter<'/receptions'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音' },
  { kind: 'period', name: ['from', 'to'], label: '接待日期' },
  { kind: 'multi', name: 'kind', label: '接待类型', dictionary: 'RECEPTION_KIND' },
  { kind: 'multi', name: 'status', label: '状态', options: Object.entries(RECEPTION_STATUS).map(([value, label]) => ({ value, label })) },
  { kind: 'text', name: 'staff', label: '接待人员', placeholder: '姓名或工号' },
  { kind: 'flag', name: 'mine', label: '仅本人', hint: '仅本人参加的' },
  { kind: 'multi', name: 'careLevel', label: '级别', dictionary: 'CARE_LEVEL', more: true },
  { kind: 'multi', name: 'category', label: '对象类型', options: [{ value: 'cadre', label: '干保' }, { value: 'vip', label: '特需' }], more: true },
  { kind: 'text', name: 'place', label: '就诊地点', more: true },
  { kind: 'text', name: 'doctor', label: '就诊医生', more: true },
  { kind: 'flag', name: 'keyCare', label: '重要保健', hint: '仅重要保健', more: true },
];
const TOPICS = ['appointments'] as const;
const EXPORTING = { path: '/receptions/export', permission: 'reception:export' } as const;
const NOTE =
  '按接待时间倒序，待接待的按计划时间。级别是接待当时的级别，之后升降不改。开始与结束由系统在点“开始”“完成”时记录；补登的另行标出。所在月份的报告锁定后，只有可解锁的人能改。';

/** 接待记录: who of our people was looked after by whom. */
export function ReceptionsPage() {
  const { can } = useAccess();
  const step = useReceptionStep();
  const kinds = useDictionary('RECEPTION_KIND');
  const [writing, setWriting] = useState<Writing | null>(null);
  // The desk leads to what was missed.
  const [missed, setMissed] = useState(() => new URLSearchParams(window.location.search).has('missed'));
  const [booked, setBooked] = useState(false);
  const [record, setRecord] = useState<AttachedRecord | null>(null);
  const [cancelling, setCancelling] = useState<Reception | null>(null);
  const suggestions = useApi('/receptions/suggestions', { query: { pageSize: 10 }, topics: ['appointments', 'visits', 'checkups'] });
  const mayWrite = can('reception:write');
  const columns = useMemo<readonly Column<Reception>[]>(() => {
    const column = columnOf<Reception>();
    const nameOf = new Map(kinds.map(({ value, label }) => [value, label]));
    return [
      column('就诊人员', null, { key: 'name', width: 146, fixed: 'left', sort: true, render: (_, row) => <PersonCell name={row.name} sex={row.sex} age={row.age} /> }),
      column('级别', 'careLevel', { width: 90, sort: true, render: (level) => <CareLevelTag level={level} /> }),
      column('接待类型', 'kind', {
        width: 102,
        sort: true,
        render: (kind, row) => (
          <>
            {nameOf.get(kind) ?? kind} {row.keyCare && <span className="tag tag-vip">重要</span>}
          </>
        ),
      }),
      column('就诊地点', 'place', { width: 100, ellipsis: true }),
      column('就诊医生', 'doctorName', { width: 84 }),
      column('接待人员', 'staffNames', { width: 112, ellipsis: true }),
      column('接待时间', null, {
        key: 'at',
        width: 164,
        sort: true,
        render: (_, row) =>
          row.startedAt ? (
            <>
              {formatTime(row.startedAt)}
              {row.endedAt && ` 至 ${formatTime(row.endedAt).slice(-5)}`}
              {row.backfilled && <span className="weak"> 补登</span>}
            </>
          ) : row.plannedAt ? (
            <span className="weak">计划 {formatTime(row.plannedAt)}</span>
          ) : (
            NOTHING
          ),
      }),
      column('状态', 'status', { width: 84, render: (status) => <span className={`tag ${STATUS_TAGS[status] ?? 'tag-off'}`}>{RECEPTION_STATUS[status]}</span> }),
      column('时长', 'minutes', { width: 116, align: 'right', render: (minutes) => durationText(minutes) }),
      column('来源', 'origin', { width: 84, render: (origin) => ORIGINS[origin] ?? origin }),
      column('备注', 'note', { width: 120, ellipsis: true, hidden: true }),
      column('附件', 'attachmentCount', {
        width: 76,
        render: (count, { id, name, startedAt, plannedAt }) => (
          <AttachmentsButton count={count} mayWrite={mayWrite} of={name} onOpen={() => setRecord({ kind: 'receptions', id, title: `${name} ${formatTime(startedAt ?? plannedAt)}` })} />
        ),
      }),
      ...(mayWrite
        ? [
            column('操作', null, {
              width: 158,
              fixed: 'right',
              render: (_, row) =>
                row.status === 'cancelled' ? (
                  NOTHING
                ) : (
                  <>
                    {row.status === 'planned' && (
                      <Button type="link" size="small" onClick={() => void step('start', row)}>
                        开始
                      </Button>
                    )}
                    {row.status === 'in_progress' && (
                      <Button type="link" size="small" onClick={() => void step('finish', row)}>
                        完成
                      </Button>
                    )}
                    <Button type="link" size="small" onClick={() => setWriting({ kind: 'change', reception: row })}>
                      修改
                    </Button>
                    <Button type="link" size="small" danger onClick={() => setCancelling(row)}>
                      取消
                    </Button>
                  </>
                ),
            }),
          ]
        : []),
    ];
  }, [kinds, mayWrite, step]);
  return (
    <>
      <ListPage
        id="receptions"
        title="接待记录"
        note={NOTE}
        path="/receptions"
        permission="reception:read"
        filters={FILTERS}
        columns={columns}
        sort="-at"
        keyOf={(row) => row.id}
        exporting={EXPORTING}
        topics={TOPICS}
        emptyAction={mayWrite && <p className="weak">还没有接待记录。点右上角“登记接待”，或从“今日预约”开始。</p>}
        actions={
          mayWrite && (
            <>
              {can('appointment:read') && <Button onClick={() => setBooked(true)}>今日预约</Button>}
              <Button onClick={() => setMissed(true)}>漏登 {suggestions.data ? suggestions.data.total : '…'}</Button>
              <Button type="primary" onClick={() => setWriting({ kind: 'new' })}>
                登记接待
              </Button>
            </>
          )
        }
      />
      <AttachmentsDrawer record={record} onClose={() => setRecord(null)} />
      <DueAppointmentsDrawer open={booked} onClose={() => setBooked(false)} />
      <SuggestionsDrawer
        open={missed}
        onClose={() => setMissed(false)}
        onWrite={(visit) => {
          setMissed(false);
          setWriting({ kind: 'visit', visit });
        }}
      />
      <ReceptionForm writing={writing} onClose={() => setWriting(null)} />
      <DrawerForm<{ reason: string }>
        open={cancelling !== null}
        title="取消接待"
        saved="已取消"
        width={420}
        onClose={() => setCancelling(null)}
        onSave={async ({ reason }) => {
          if (!cancelling) return;
          await api.request(`/receptions/${cancelling.id}/cancel`, { method: 'POST', body: { version: cancelling.version, reason } });
          await readAgain();
        }}
      >
        <p>取消 {cancelling?.name} 的接待，记录保留并标“已取消”，不再计入统计。</p>
        <Form.Item name="reason" label="原因" rules={[{ required: true, message: '请填写原因' }]}>
          <Input.TextArea rows={3} maxLength={200} />
        </Form.Item>
      </DrawerForm>
    </>
  );
}
