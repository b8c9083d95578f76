import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { type Contact, ContactFields } from './contact.form.js';
import type { User } from './user-words.js';

/** 修改资料: name, staff number and how to reach the holder; the name of the account itself stays. */
export function UserChangeForm({ user, onClose }: { user: User | null; onClose: () => void }) {
  async function save(body: Contact): Promise<void> {
    if (!user) return;
    await api.request(`/users/${user.id}`, { method: 'PATCH', body });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/users') });
  }
  return (
    <DrawerForm<Contact>
      open={user !== null}
      title={`修改资料：${user?.username ?? ''}`}
      initial={user ? { name: user.name, staffNo: user.staffNo, phone: user.phone, email: user.email } : {}}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      <ContactFields />
    </DrawerForm>
  );
}
