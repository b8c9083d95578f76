import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { api } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { PeopleSelect } from '../../shared/form/person-select.js';
import { boxOf, isoOf, readAgain, type Mission } from './receptions.js';
import { StaffSelect } from './staff-select.panel.js';

interface Values {
  readonly missionNo: string;
  readonly title: string;
  readonly kind: string;
  readonly issuer?: string;
  readonly receivedAt: Dayjs;
  readonly startsAt: Dayjs;
  readonly endsAt: Dayjs;
  readonly place?: string;
  readonly content?: string;
  readonly needs?: string;
  readonly staffNos?: string[];
  readonly beneficiaryIds?: string[];
}
const TIME = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', style: { width: '100%' } } as const;
const required = (what: string) => [{ required: true, message: `请填写${what}` }];

export function MissionForm({ writing, onClose }: { writing: Mission | 'new' | null; onClose: () => void }) {
  const kinds = useDictionary('MISSION_KIND');
  const held = writing !== null && writing !== 'new' ? writing : null;
  const initial: Partial<Values> = held
    ? {
        missionNo: held.missionNo, title: held.title, kind: held.kind, issuer: held.issuer ?? '', place: held.place ?? '', content: held.content ?? '', needs: held.needs ?? '',
        ...(boxOf(held.receivedAt) && { receivedAt: boxOf(held.receivedAt) as Dayjs, startsAt: boxOf(held.startsAt) as Dayjs, endsAt: boxOf(held.endsAt) as Dayjs }),
        staffNos: held.staff.map(({ staffNo }) => staffNo), beneficiaryIds: held.people.map(({ beneficiaryId }) => beneficiaryId),
      }
    : {};

  async function save(values: Values): Promise<void> {
    const [receivedAt, startsAt, endsAt] = [isoOf(values.receivedAt) ?? '', isoOf(values.startsAt) ?? '', isoOf(values.endsAt) ?? ''];
    // Who was there for a part of the time keeps his hours while the mission keeps its own.
    const same = held && Date.parse(held.startsAt) === Date.parse(startsAt) && Date.parse(held.endsAt) === Date.parse(endsAt);
    const body = {
      missionNo: values.missionNo, title: values.title, kind: values.kind, issuer: values.issuer ?? null, receivedAt, startsAt, endsAt,
      place: values.place ?? null, content: values.content ?? null, needs: values.needs ?? null, beneficiaryIds: values.beneficiaryIds ?? [],
      staff: (values.staffNos ?? []).map((staffNo) => {
        const before = held?.staff.find((one) => one.staffNo === staffNo);
        return { staffNo, duty: before?.duty ?? null, startsAt: same && before ? before.startsAt : null, endsAt: same && before ? before.endsAt : null };
      }),
    };
    await (held
      ? api.request(`/missions/${held.id}`, { method: 'PUT', body: { ...body, version: held.version } })
      : api.request('/missions', { method: 'POST', body }));
    await readAgain();
  }
  return (
    <DrawerForm<Values> open={writing !== null} title={held ? '修改任务' : '登记任务'} initial={initial} onSave={save} onClose={onClose} width={620}>
      <Form.Item name="missionNo" label="任务号" rules={required('任务号')}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="title" label="标题" rules={required('标题')}>
        <Input maxLength={128} />
      </Form.Item>
      <Form.Item name="kind" label="类别" rules={required('类别')}>
        <Select options={[...kinds]} />
      </Form.Item>
      <Form.Item name="issuer" label="下发机构">
        <Input maxLength={128} />
      </Form.Item>
      <Form.Item name="receivedAt" label="接收时间" rules={required('接收时间')}>
        <DatePicker {...TIME} />
      </Form.Item>
      <Form.Item name="startsAt" label="开始时间" rules={required('开始时间')}>
        <DatePicker {...TIME} />
      </Form.Item>
      <Form.Item name="endsAt" label="结束时间" rules={required('结束时间')}>
        <DatePicker {...TIME} />
      </Form.Item>
      <Form.Item name="place" label="地点">
        <Input maxLength={128} />
      </Form.Item>
      <Form.Item name="needs" label="需求" extra="人数、专业、药械">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="content" label="内容">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="staffNos" label="参与人员">
        <StaffSelect known={Object.fromEntries((held?.staff ?? []).map(({ staffNo, name }) => [staffNo, name]))} />
      </Form.Item>
      <Form.Item name="beneficiaryIds" label="涉及对象">
        <PeopleSelect known={Object.fromEntries((held?.people ?? []).map(({ beneficiaryId, name }) => [beneficiaryId, name]))} />
      </Form.Item>
    </DrawerForm>
  );
}
