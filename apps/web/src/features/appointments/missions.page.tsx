import { useMemo, useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { AttachmentsButton, AttachmentsDrawer, type AttachedRecord } from './attachments.panel.js';
import { MissionForm } from './mission.form.js';
import { MISSION_STATUS, readAgain, type Mission } from './receptions.js';
import './appointments.css';

type Act = 'reply' | 'execute' | 'finish' | 'revoke';
interface Step {
  readonly act: Act;
  readonly mission: Mission;
}

const FILTERS: readonly ListFilter<'/missions'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '任务号、标题' },
  { kind: 'period', name: ['from', 'to'], label: '任务时间' },
  { kind: 'multi', name: 'kind', label: '类别', dictionary: 'MISSION_KIND' },
  { kind: 'multi', name: 'status', label: '状态', options: Object.entries(MISSION_STATUS).map(([value, label]) => ({ value, label })) },
  { kind: 'text', name: 'staff', label: '参与人员', placeholder: '姓名或工号' },
];
const EXPORTING = { path: '/missions/export', permission: 'reception:export' } as const;
const NOTE = '按任务开始时间倒序。人时是各参与人员起止时长之和。涉及机密对象的任务，只有可以查看该对象的人能看到；不看全院对象的人只看到自己参加的任务。';
const ACTS: Readonly<Record<Act, { title: string; label: string | null }>> = {
  reply: { title: '回复任务', label: '回复内容' },
  execute: { title: '开始执行', label: null },
  finish: { title: '完成任务', label: '任务总结' },
  revoke: { title: '撤销任务', label: '撤销原因' },
};
const NEXT: Readonly<Record<string, readonly Act[]>> = { received: ['reply', 'execute', 'revoke'], replied: ['execute', 'revoke'], executing: ['finish', 'revoke'] };
const WORDS: Readonly<Record<Act, string>> = { reply: '回复', execute: '执行', finish: '完成', revoke: '撤销' };

/** 保健任务: what was asked of the hospital and who went. */
export function MissionsPage() {
  const { can } = useAccess();
  const kinds = useDictionary('MISSION_KIND');
  const [writing, setWriting] = useState<Mission | 'new' | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const [record, setRecord] = useState<AttachedRecord | null>(null);
  const mayWrite = can('mission:write');
  const columns = useMemo<readonly Column<Mission>[]>(() => {
    const column = columnOf<Mission>();
    const nameOf = new Map(kinds.map(({ value, label }) => [value, label]));
    return [
      column('任务号', 'missionNo', { width: 120, fixed: 'left', sort: true }),
      column('标题', 'title', { width: 180, ellipsis: true }),
      column('类别', 'kind', { width: 110, render: (kind) => nameOf.get(kind) ?? kind }),
      column('状态', 'status', {
        width: 84,
        render: (status) => <span className={`tag ${status === 'done' ? 'tag-good' : status === 'revoked' ? 'tag-off' : 'tag-late'}`}>{MISSION_STATUS[status]}</span>,
      }),
      column('开始', 'startsAt', { width: 140, sort: true, render: (at) => formatTime(at) }),
      column('结束', 'endsAt', { width: 140, render: (at) => formatTime(at) }),
      column('地点', 'place', { width: 110, ellipsis: true }),
      column('参与人员', 'staffNames', { width: 140, ellipsis: true }),
      column('涉及对象', 'people', { width: 130, ellipsis: true, render: (people) => people.map(({ name }) => name).join('、') || NOTHING }),
      column('人时', 'hours', { width: 76, align: 'right' }),
      column('下发机构', 'issuer', { width: 120, ellipsis: true }),
      column('接收时间', 'receivedAt', { width: 140, sort: true, render: (at) => formatTime(at) }),
      column('总结', 'summary', { width: 150, ellipsis: true }),
      column('附件', 'attachmentCount', {
        width: 76,
        render: (count, { id, missionNo, title }) => (
          <AttachmentsButton count={count} mayWrite={mayWrite} of={missionNo} onOpen={() => setRecord({ kind: 'missions', id, title: `${missionNo} ${title}` })} />
        ),
      }),
      ...(mayWrite
        ? [
            column('操作', null, {
              width: 190,
              fixed: 'right',
              render: (_, mission) => (
                <>
                  {(NEXT[mission.status] ?? []).map((act) => (
                    <Button key={act} type="link" size="small" danger={act === 'revoke'} onClick={() => setStep({ act, mission })}>
                      {WORDS[act]}
                    </Button>
                  ))}
                  {mission.status !== 'revoked' && (
                    <Button type="link" size="small" onClick={() => setWriting(mission)}>
                      修改
                    </Button>
                  )}
                </>
              ),
            }),
          ]
        : []),
    ];
  }, [kinds, mayWrite]);
  return (
    <>
      <ListPage
        id="missions"
        title="保健任务"
        note={NOTE}
        path="/missions"
        permission="mission:read"
        exporting={EXPORTING}
        filters={FILTERS}
        columns={columns}
        sort="-startsAt"
        keyOf={({ id }) => id}
        emptyAction={mayWrite && <p className="weak">还没有登记保健任务。点右上角“登记任务”开始。</p>}
        actions={
          mayWrite && (
            <Button type="primary" onClick={() => setWriting('new')}>
              登记任务
            </Button>
          )
        }
      />
      <AttachmentsDrawer record={record} onClose={() => setRecord(null)} />
      <MissionForm writing={writing} onClose={() => setWriting(null)} />
      <DrawerForm<{ text?: string }>
        open={step !== null}
        title={step ? ACTS[step.act].title : ''}
        width={460}
        onClose={() => setStep(null)}
        onSave={async ({ text }) => {
          if (!step) return;
          const act: string = step.act;
          await api.request(`/missions/${step.mission.id}/${act}`, { method: 'POST', body: { version: step.mission.version, text: text ?? null } });
          await readAgain();
        }}
      >
        <p>
          {step?.mission.missionNo} {step?.mission.title}
        </p>
        {step && ACTS[step.act].label && (
          <Form.Item name="text" label={ACTS[step.act].label} rules={[{ required: true, message: `请填写${ACTS[step.act].label}` }]}>
            <Input.TextArea rows={5} maxLength={2000} />
          </Form.Item>
        )}
      </DrawerForm>
    </>
  );
}
