import { useState } from 'react';
import type { BodyOf, Schema } from '@cadre/api-client/typed-paths';
import { AutoComplete, Checkbox, Form, Input } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { Answered } from '../../shared/problem/answered.js';
import { HangingCard } from './hanging-card.panel.js';
import { forgetPeople } from './new-person.form.js';
import { AS_DAY, DayBox } from './person-fields.form.js';

type Contact = Schema<'ContactRow'>;
type Values = BodyOf<`/beneficiaries/${string}/contacts`, 'post'>;
const RELATIONS = ['配偶', '子女', '秘书', '司机', '单位联系人', '保健联络员', '其他'].map((value) => ({ value }));
const FIRST: Partial<Values> = { seesAppointments: false, books: false, readsReports: false };

/** 联系人与代理人: whom to call, and who may act for him until when. */
export function ContactsCard({ personId }: { personId: string }) {
  const answer = useApi(`/beneficiaries/${personId}/contacts`, { topics: ['roster'], beneficiaryId: personId });
  const [shown, setShown] = useState<Contact | 'new' | null>(null);
  const edited = shown === 'new' ? null : shown;
  const at = `/beneficiaries/${personId}/contacts` as const;
  const save = async ({ phone, ...values }: Values) => {
    const body = { ...values, ...(phone ? { phone } : {}) };
    if (edited) await api.request(`${at}/${edited.id}`, { method: 'PUT', body: { ...body, version: edited.version } });
    else await api.request(at, { method: 'POST', body });
    forgetPeople();
  };
  return (
    <Answered answer={answer} rows={2}>
      {({ items }) => (
        <>
          <HangingCard
            title="联系人与代理人"
            none="还没有登记联系人。"
            heads={['姓名', '关系', '电话', '代理权限']}
            rows={items}
            nameOf={({ name }) => `联系人 ${name}`}
            cells={(row) => [
              row.name,
              row.relation,
              row.phone ?? '—',
              [row.seesAppointments && '看预约', row.books && '代预约', row.readsReports && '看报告'].filter(Boolean).join('、') || '仅联系',
            ]}
            onAdd={() => setShown('new')}
            onEdit={setShown}
            onRemove={async ({ id }) => {
              await api.request(`${at}/${id}`, { method: 'DELETE' });
              forgetPeople();
            }}
          />
          <DrawerForm<Values>
            open={shown !== null}
            title={edited ? `修改联系人 ${edited.name}` : '新增联系人'}
            initial={edited ? { ...edited, phone: undefined } as Partial<Values> : FIRST}
            onSave={save}
            onClose={() => setShown(null)}
            width={480}
          >
            <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
              <Input maxLength={64} autoFocus />
            </Form.Item>
            <Form.Item name="relation" label="关系" rules={[{ required: true, whitespace: true, message: '请填写关系' }]}>
              <AutoComplete options={RELATIONS} showSearch={{ filterOption: true }} />
            </Form.Item>
            <Form.Item name="phone" label="电话">
              <Input maxLength={32} placeholder={edited?.phone ? `已登记 ${edited.phone}，留空不变` : undefined} />
            </Form.Item>
            <p className="weak">代理权限：只在有效期内起作用，每次代办都会同时记下两个人的名字。</p>
            <Form.Item name="seesAppointments" valuePropName="checked" noStyle>
              <Checkbox>看预约</Checkbox>
            </Form.Item>
            <Form.Item name="books" valuePropName="checked" noStyle>
              <Checkbox>代预约</Checkbox>
            </Form.Item>
            <Form.Item name="readsReports" valuePropName="checked" noStyle>
              <Checkbox>看报告</Checkbox>
            </Form.Item>
            <Validity />
          </DrawerForm>
        </>
      )}
    </Answered>
  );
}

/** From, until and a note: of contacts and policies alike. */
export function Validity() {
  return (
    <>
      <div className="form-pair">
        <Form.Item name="validFrom" label="有效期起" {...AS_DAY}>
          <DayBox />
        </Form.Item>
        <Form.Item name="validUntil" label="有效期止" {...AS_DAY}>
          <DayBox />
        </Form.Item>
      </div>
      <Form.Item name="note" label="备注">
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}
