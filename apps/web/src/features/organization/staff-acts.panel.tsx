import { App, Button, Dropdown } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { readStaffAgain, type Staff } from './staff.form.js';

interface Props {
  readonly staff: Staff;
  readonly onChange: () => void;
  readonly onAccount: () => void;
}

/** What can be done to one person, by right and origin. */
export function StaffActs({ staff, onChange, onAccount }: Props) {
  const { can } = useAccess();
  const { modal, message } = App.useApp();
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await readStaffAgain();
      void message.success(done);
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  const remove = () =>
    void modal.confirm({
      title: `删除“${staff.name}”？`,
      content: '只能删除没有账号和业务记录的人员；其他人员请设为离职。',
      okText: '删除',
      okButtonProps: { danger: true },
      onOk: () => act(() => api.request(`/staff/${staff.id}`, { method: 'DELETE' }), '已删除'),
    });
  const leave = () => void act(() => api.request(`/staff/${staff.id}/${staff.active ? 'leave' : 'return'}`, { method: 'POST' }), staff.active ? '已设为离职' : '已设为在职');
  const items = [
    { key: 'leave', label: staff.active ? '设为离职' : '设为在职', onClick: leave },
    { key: 'remove', label: '删除', danger: true, onClick: remove },
  ];
  return (
    <>
      {can('staff:write') && (
        <Button type="link" size="small" onClick={onChange}>
          修改
        </Button>
      )}
      {can('user:write') && staff.username === null && staff.active && (
        <Button type="link" size="small" onClick={onAccount}>
          开通账号
        </Button>
      )}
      {can('staff:write') && staff.origin === 'local' && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button type="link" size="small">
            更多 ▾
          </Button>
        </Dropdown>
      )}
    </>
  );
}
