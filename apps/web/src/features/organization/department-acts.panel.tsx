import { App, Button, Dropdown } from 'antd';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { type DepartmentNode, readDepartmentsAgain } from './department-words.js';

interface Props {
  readonly department: DepartmentNode;
  readonly onChange: () => void;
  readonly onMove: (act: 'move' | 'merge') => void;
}

/** What can be done to a department; of those of the HIS only what is ours. */
export function DepartmentActs({ department, onChange, onMove }: Props) {
  const { modal, message } = App.useApp();
  const { code, name, active, origin } = department;
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await readDepartmentsAgain();
      void message.success(done);
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  const remove = () =>
    void modal.confirm({
      title: `删除科室“${name}”？`,
      content: '只能删除没有下级、人员和业务记录的科室。',
      okText: '删除',
      okButtonProps: { danger: true },
      onOk: () => act(() => api.request(`/departments/${code}`, { method: 'DELETE' }), '已删除'),
    });
  const toggle = () =>
    void act(() => api.request(`/departments/${code}/${active ? 'disable' : 'enable'}`, { method: 'POST' }), active ? '已停用' : '已启用');
  const items = [
    { key: 'move', label: '移动', onClick: () => onMove('move') },
    { key: 'toggle', label: active ? '停用' : '启用', onClick: toggle },
    { key: 'merge', label: '合并到其他科室', onClick: () => onMove('merge') },
    { key: 'remove', label: '删除', danger: true, onClick: remove },
  ];
  return (
    <>
      <Button type="link" size="small" onClick={onChange}>
        修改
      </Button>
      {origin === 'local' && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button type="link" size="small">
            更多 ▾
          </Button>
        </Dropdown>
      )}
    </>
  );
}
