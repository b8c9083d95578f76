import { ApiProblem } from '@cadre/api-client/client';
import { App, Form, Select } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { askWhichHolds } from './edit-conflict.panel.js';
import { forgetPeople } from './new-person.form.js';
import { PersonFields } from './person-fields.form.js';
import { FIELD_NAMES, FIELDS, HIDDEN_FIELDS, isSame, type PersonChange, type PersonDetail, type PersonField, valueOf } from './person-words.js';

type Values = PersonChange & { readonly cleared?: readonly PersonField[] };
const STALE = 412;

/** 修改: sends what was changed, and no more. When somebody else was quicker, both sides are shown and the clerk decides. */
export function EditPersonForm({ person, open, onClose }: { person: PersonDetail; open: boolean; onClose: () => void }) {
  const { modal } = App.useApp();
  const kept = Object.fromEntries(HIDDEN_FIELDS.map((field) => [field, valueOf(person, field) as string | null]));
  const initial = Object.fromEntries(
    FIELDS.filter((field) => !HIDDEN_FIELDS.includes(field)).map((field) => [field, valueOf(person, field) ?? undefined]),
  ) as Partial<Values>;
  const save = async (values: Values) => {
    const change = changeOf(person, values);
    const send = (version: number, body: PersonChange) =>
      api.request(`/beneficiaries/${person.id}`, { method: 'PATCH', body: { ...body, version } });
    try {
      await send(person.version, change);
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== STALE) throw problem;
      const decided = await askWhichHolds(modal, person, change);
      if (!decided) throw problem;
      await send(decided.version, decided.change);
    }
    forgetPeople();
  };
  return (
    <DrawerForm<Values> open={open} title={`修改 ${person.name}`} initial={initial} onSave={save} onClose={onClose} width={720}>
      <PersonFields kept={kept} />
      <Form.Item name="cleared" label="清除已登记的内容" extra="遮挡显示的号码和地址留空不变；要删去的在这里选择">
        <Select
          mode="multiple"
          options={HIDDEN_FIELDS.filter((field) => kept[field]).map((field) => ({ value: field, label: `${FIELD_NAMES[field]} ${kept[field]}` }))}
        />
      </Form.Item>
      <Form.Item
        name="lockedFields"
        label="本地优先的字段"
        initialValue={person.lockedFields}
        extra="这些字段以本系统填写的为准，外部来源不再覆盖"
      >
        <Select mode="multiple" options={FIELDS.filter((field) => field !== 'category').map((field) => ({ value: field, label: FIELD_NAMES[field] }))} />
      </Form.Item>
    </DrawerForm>
  );
}

function changeOf(person: PersonDetail, { cleared = [], ...values }: Values): PersonChange {
  const said = FIELDS.flatMap((field): (readonly [string, unknown])[] => {
    const value = values[field] ?? null;
    if (HIDDEN_FIELDS.includes(field)) return value ? [[field, value]] : cleared.includes(field) ? [[field, null]] : [];
    return isSame(value, valueOf(person, field)) ? [] : [[field, value]];
  });
  const locked = values.lockedFields && !isSame(values.lockedFields, person.lockedFields) ? { lockedFields: values.lockedFields } : {};
  return { ...Object.fromEntries(said), ...locked };
}
