import type { BodyOf } from '@cadre/api-client/typed-paths';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { LikePeople } from './like-people.panel.js';
import { PersonFields, RESIDENT_CARD } from './person-fields.form.js';

type NewPerson = BodyOf<'/beneficiaries', 'post'>;
const FIRST: Partial<NewPerson> = { idType: RESIDENT_CARD, category: ['cadre'] };

/** What was read of people is old. */
export function forgetPeople(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/beneficiaries') });
}

/** 新增对象: his history is fetched as soon as he is on the roster. */
export function NewPersonForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const enrol = async (person: NewPerson) => {
    await api.request('/beneficiaries', { method: 'POST', body: person });
    forgetPeople();
  };
  return (
    <DrawerForm<NewPerson>
      open={open}
      title="新增对象"
      initial={FIRST}
      onSave={enrol}
      onClose={onClose}
      saveText="加入名册"
      saved="已加入名册，正在补取其就诊历史"
      width={720}
    >
      <LikePeople />
      <PersonFields />
    </DrawerForm>
  );
}
