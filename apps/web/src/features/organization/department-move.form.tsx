import { Form, Input } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { DepartmentSelect } from './department-select.panel.js';
import { type DepartmentNode, readDepartmentsAgain } from './department-words.js';

interface Props {
  readonly department: DepartmentNode | null;
  readonly act: 'move' | 'merge';
  readonly onClose: () => void;
}

/** 移动 under another parent, or 合并 into another department. */
export function DepartmentMoveForm({ department, act, onClose }: Props) {
  async function save({ target, reason }: { target: string | null; reason?: string }): Promise<void> {
    if (!department) return;
    const path = `/departments/${department.code}` as const;
    if (act === 'move') await api.request(`${path}/move`, { method: 'POST', body: { parentCode: target ?? null } });
    else await api.request(`${path}/merge`, { method: 'POST', body: { into: target ?? '', reason: reason ?? '' } });
    await readDepartmentsAgain();
  }
  const name = department?.name ?? '';
  return (
    <DrawerForm<{ target: string | null; reason?: string }>
      open={department !== null}
      title={act === 'move' ? `移动科室：${name}` : `合并科室：${name}`}
      initial={{ target: act === 'move' ? (department?.parentCode ?? null) : null }}
      onSave={save}
      onClose={onClose}
      saveText={act === 'move' ? '移动' : '合并'}
      width={480}
    >
      <p className="weak">
        {act === 'move'
          ? '“本科室及下级”的数据范围随科室树变化，移动后下一次操作即生效。'
          : '本科室的人员账号和下级科室转入目标科室，本科室停用；已有的就诊等记录和统计仍归原科室名下。合并不能自动恢复。'}
      </p>
      <Form.Item name="target" label={act === 'move' ? '新的上级科室' : '合并到'} rules={act === 'merge' ? [{ required: true, message: '请选择科室' }] : []}>
        <DepartmentSelect label="目标科室" placeholder={act === 'move' ? '没有上级（最上层）' : '请选择科室'} />
      </Form.Item>
      {act === 'merge' && (
        <Form.Item name="reason" label="原因（会记入日志）" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </DrawerForm>
  );
}
