import { Checkbox, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { PersonSelect } from '../../shared/form/person-select.js';
import { boxOf, isoOf, readAgain, useOverlapWarning, type Reception, type Suggestion } from './receptions.js';
import { StaffSelect } from './staff-select.panel.js';

/** A blank one, one for a visit without a reception, or one that is put right. */
export type Writing = { readonly kind: 'new' } | { readonly kind: 'visit'; readonly visit: Suggestion } | { readonly kind: 'change'; readonly reception: Reception };

interface Values {
  readonly beneficiaryId: string;
  readonly kind: string;
  readonly staffNos: string[];
  readonly place?: string;
  readonly doctorName?: string;
  readonly plannedAt?: Dayjs | null;
  readonly startedAt?: Dayjs | null;
  readonly endedAt?: Dayjs | null;
  readonly keyCare?: boolean;
  readonly dimensions?: readonly string[];
  readonly note?: string;
}
const KIND_OF: Readonly<Record<string, string>> = { outpatient: 'CLINIC', emergency: 'CLINIC', admission: 'INPATIENT', checkup: 'PE' };
const TIME = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', style: { width: '100%' } } as const;

export function ReceptionForm({ writing, onClose }: { writing: Writing | null; onClose: () => void }) {
  const { me } = useAccess();
  const warn = useOverlapWarning();
  const kinds = useDictionary('RECEPTION_KIND');
  const dimensions = useDictionary('RECEPTION_DIMENSION');
  const held = writing?.kind === 'change' ? writing.reception : null;
  const visit = writing?.kind === 'visit' ? writing.visit : null;
  const own = me.staffNo ? [me.staffNo] : [];
  const initial: Partial<Values> = held
    ? {
        kind: held.kind, staffNos: held.staff.map(({ staffNo }) => staffNo), place: held.place ?? '', doctorName: held.doctorName ?? '', plannedAt: boxOf(held.plannedAt),
        startedAt: boxOf(held.startedAt), endedAt: boxOf(held.endedAt), keyCare: held.keyCare, dimensions: held.dimensions, note: held.note ?? '',
      }
    : visit
      ? { kind: KIND_OF[visit.what] ?? 'OTHER', staffNos: own, place: visit.departmentName ?? '', doctorName: visit.doctorName ?? '', startedAt: boxOf(visit.at) }
      : { kind: 'CLINIC', staffNos: own };

  async function save(values: Values): Promise<void> {
    const fields = {
      kind: values.kind, staffNos: values.staffNos, place: values.place ?? null, doctorName: values.doctorName ?? null, plannedAt: isoOf(values.plannedAt),
      startedAt: isoOf(values.startedAt), endedAt: isoOf(values.endedAt), keyCare: values.keyCare ?? false, dimensions: [...(values.dimensions ?? [])], note: values.note ?? null,
    };
    const kept = held
      ? await api.request(`/receptions/${held.id}`, { method: 'PUT', body: { ...fields, departmentCode: held.departmentCode, version: held.version } })
      : await api.request('/receptions', {
          method: 'POST',
          body: visit
            ? { ...fields, departmentCode: visit.departmentCode, beneficiaryId: visit.beneficiaryId, origin: visit.origin, originId: visit.id }
            : { ...fields, beneficiaryId: values.beneficiaryId, origin: 'blank' as const },
        });
    warn(kept.overlaps);
    await readAgain();
  }
  const past = held ? held.status !== 'planned' : true;
  return (
    <DrawerForm<Values> open={writing !== null} title={held ? '修改接待' : '登记接待'} initial={initial} onSave={save} onClose={onClose} width={560}>
      {(held ?? visit) ? (
        <p>
          <b>{(held ?? visit)?.name}</b>
        </p>
      ) : (
        <Form.Item name="beneficiaryId" label="就诊人员" rules={[{ required: true, message: '请选择就诊人员' }]}>
          <PersonSelect />
        </Form.Item>
      )}
      <Form.Item name="kind" label="接待类型" rules={[{ required: true, message: '请选择接待类型' }]}>
        <Select options={[...kinds]} />
      </Form.Item>
      <Form.Item name="staffNos" label="接待人员" rules={[{ required: true, message: '请选择接待人员' }]}>
        <StaffSelect known={Object.fromEntries((held?.staff ?? []).map(({ staffNo, name }) => [staffNo, name]))} />
      </Form.Item>
      <Form.Item name="place" label="就诊地点">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="doctorName" label="就诊医生">
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="plannedAt" label="计划时间">
        <DatePicker {...TIME} />
      </Form.Item>
      {past && (
        <>
          <Form.Item name="startedAt" label="开始时间" extra="仅补登时填写；正常接待点“开始”“完成”，由系统记录时间">
            <DatePicker {...TIME} />
          </Form.Item>
          <Form.Item name="endedAt" label="结束时间">
            <DatePicker {...TIME} />
          </Form.Item>
        </>
      )}
      <Form.Item name="keyCare" valuePropName="checked">
        <Checkbox>重要保健</Checkbox>
      </Form.Item>
      <Form.Item name="dimensions" label="附加统计维度">
        <Select aria-label="附加统计维度" mode="multiple" options={[...dimensions]} placeholder="可不选" />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </DrawerForm>
  );
}
