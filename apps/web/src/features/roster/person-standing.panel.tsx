import { useState } from 'react';
import { Button, Form, Input, Select } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { forgetPeople } from './new-person.form.js';
import type { PersonDetail } from './person-words.js';

type Act = 'status' | 'remove' | 'restore' | 'erase';
const TITLES: Readonly<Record<Act, string>> = { status: '变更状态', remove: '移出名册', restore: '恢复到名册', erase: '彻底删除' };
const WORDS: Readonly<Record<Act, string>> = {
  status: '暂停、转出和已故的对象不再计入在管人数；就诊记录全部保留。',
  remove: '移出后不再出现在名册和搜索中（勾选“含已移出”可以找到），之后的就诊不再采集。已有就诊和操作记录全部保留，可以恢复。',
  restore: '恢复后重新在管，并补取期间的就诊。',
  erase: '只能删除从未产生就诊、关联或匹配记录的档案，用于录入错误。删除后不能恢复。',
};
const STATUSES = [
  { value: 'active', label: '在管' },
  { value: 'suspended', label: '暂停' },
  { value: 'transferred', label: '转出' },
  { value: 'deceased', label: '已故' },
] as const;
interface Values {
  readonly reason: string;
  readonly status?: 'active' | 'suspended' | 'transferred' | 'deceased';
}

/** What may become of a person on the roster, each with a reason. */
export function PersonStandingButtons({ person }: { person: PersonDetail }) {
  const { can } = useAccess();
  const navigate = useNavigate();
  const [act, setAct] = useState<Act | null>(null);
  const removed = person.status === 'cancelled';
  const save = async ({ reason, status }: Values) => {
    const at = `/beneficiaries/${person.id}` as const;
    if (act === 'status' && status) await api.request(`${at}/status`, { method: 'POST', body: { reason, status } });
    if (act === 'remove') await api.request(`${at}/remove`, { method: 'POST', body: { reason } });
    if (act === 'restore') await api.request(`${at}/restore`, { method: 'POST', body: { reason } });
    if (act === 'erase') {
      await api.request(`${at}/erase`, { method: 'POST', body: { reason } });
      void navigate('/beneficiaries');
    }
    forgetPeople();
  };
  return (
    <>
      {can('beneficiary:write') && !removed && <Button onClick={() => setAct('status')}>变更状态</Button>}
      {can('beneficiary:remove') && removed && <Button onClick={() => setAct('restore')}>恢复到名册</Button>}
      {can('beneficiary:remove') && !removed && (
        <Button danger onClick={() => setAct('remove')}>
          移出名册
        </Button>
      )}
      {can('beneficiary:remove') && person.links.length === 0 && (
        <Button danger type="text" onClick={() => setAct('erase')}>
          彻底删除
        </Button>
      )}
      <DrawerForm<Values>
        open={act !== null}
        title={act ? `${TITLES[act]}：${person.name}` : ''}
        saveText={act ? TITLES[act] : '保存'}
        saved="已完成"
        onSave={save}
        onClose={() => setAct(null)}
        width={480}
      >
        <p>{act && WORDS[act]}</p>
        {act === 'status' && (
          <Form.Item name="status" label="改为" rules={[{ required: true, message: '请选择状态' }]}>
            <Select options={STATUSES.filter(({ value }) => value !== person.status)} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label="原因（会记入档案与操作记录）"
          rules={[{ required: true, whitespace: true, message: '请填写原因' }, { min: 2, message: '请至少写 2 个字' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </DrawerForm>
    </>
  );
}
