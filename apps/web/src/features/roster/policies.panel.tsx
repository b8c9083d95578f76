import { useState } from 'react';
import type { BodyOf, Schema } from '@cadre/api-client/typed-paths';
import { Checkbox, Form, Input } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { Answered } from '../../shared/problem/answered.js';
import { Validity } from './contacts.panel.js';
import { HangingCard } from './hanging-card.panel.js';
import { forgetPeople } from './new-person.form.js';

type Policy = Schema<'PolicyRow'>;
type Values = BodyOf<`/beneficiaries/${string}/policies`, 'post'>;
const FIRST: Partial<Values> = { directBilling: false };

/** 商业保险: several policies, each with its insurer and the time it holds for. */
export function PoliciesCard({ personId }: { personId: string }) {
  const answer = useApi(`/beneficiaries/${personId}/policies`, { topics: ['roster'], beneficiaryId: personId });
  const [shown, setShown] = useState<Policy | 'new' | null>(null);
  const edited = shown === 'new' ? null : shown;
  const at = `/beneficiaries/${personId}/policies` as const;
  const save = async ({ policyNo, ...values }: Values) => {
    const body = { ...values, ...(policyNo ? { policyNo } : {}) };
    if (edited) await api.request(`${at}/${edited.id}`, { method: 'PUT', body: { ...body, version: edited.version } });
    else await api.request(at, { method: 'POST', body });
    forgetPeople();
  };
  return (
    <Answered answer={answer} rows={2}>
      {({ items }) => (
        <>
          <HangingCard
            title="商业保险"
            none="还没有登记商业保单。"
            heads={['保险公司', '保单号', '直付']}
            rows={items}
            nameOf={({ insurer, policyNo }) => `${insurer}的保单 ${policyNo}`}
            cells={(row) => [row.insurer, row.policyNo, row.directBilling ? '可直付' : '—']}
            onAdd={() => setShown('new')}
            onEdit={setShown}
            onRemove={async ({ id }) => {
              await api.request(`${at}/${id}`, { method: 'DELETE' });
              forgetPeople();
            }}
          />
          <DrawerForm<Values>
            open={shown !== null}
            title={edited ? `修改保单 ${edited.policyNo}` : '新增保单'}
            initial={edited ? { ...edited, policyNo: undefined } as Partial<Values> : FIRST}
            onSave={save}
            onClose={() => setShown(null)}
            width={480}
          >
            <Form.Item name="insurer" label="保险公司" rules={[{ required: true, whitespace: true, message: '请填写保险公司' }]}>
              <Input maxLength={128} autoFocus />
            </Form.Item>
            <Form.Item name="policyNo" label="保单号" rules={[{ required: !edited, message: '请填写保单号' }]}>
              <Input maxLength={64} placeholder={edited ? `已登记 ${edited.policyNo}，留空不变` : undefined} />
            </Form.Item>
            <Form.Item name="directBilling" valuePropName="checked">
              <Checkbox>可直付</Checkbox>
            </Form.Item>
            <Validity />
          </DrawerForm>
        </>
      )}
    </Answered>
  );
}
