import { useState, type ReactNode } from 'react';
import { Button, Tooltip } from 'antd';
import { LockOutlined } from '@ant-design/icons';
import { useAccess } from '../../shared/access/access.js';
import { useDepartments, useDictionary } from '../../shared/api/dictionaries.js';
import { formatDate, formatFullTime, NOTHING } from '../../shared/format/dates.js';
import { CareLevelTag, type CareLevel, sexName } from '../../shared/format/people.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ContactsCard } from './contacts.panel.js';
import { EditPersonForm } from './edit-person.form.js';
import { MaskedNumber } from './masked-number.panel.js';
import { PersonStandingButtons } from './person-standing.panel.js';
import { FIELD_NAMES, type PersonDetail, type PersonField, sourceName } from './person-words.js';
import { PoliciesCard } from './policies.panel.js';
import './roster.css';

type Fact = readonly [field: PersonField, value: ReactNode];

/** 基本资料: everything the office keeps of a person, each field with who said it last. */
export function PatientProfilePanel({ person }: { person: PersonDetail }) {
  const { can } = useAccess();
  // As he was when the form was opened: what others change meanwhile must meet the version that was read, not slip under it.
  const [editing, setEditing] = useState<PersonDetail | null>(null);
  const word = useWords();
  const number = (field: 'phone' | 'idCardNo' | 'insuranceNo' | 'careCardNo' | 'socialSecurityNo' | 'socialCardNo') => (
    <MaskedNumber person={person} field={field} />
  );
  const groups: readonly (readonly [string, readonly Fact[]])[] = [
    ['基本信息', [
      ['name', person.name], ['aliasName', person.aliasName], ['sex', sexName(person.sex)],
      ['birthDate', `${formatDate(person.birthDate)}${person.age === null ? '' : `（${person.age} 岁）`}`],
      ['idType', word('ID_TYPE', person.idType)], ['idCardNo', number('idCardNo')], ['nation', word('NATION', person.nation)],
      ['marital', word('MARITAL', person.marital)], ['nationality', person.nationality],
    ]],
    ['身份与级别', [
      ['category', person.categories.map((one) => (one === 'cadre' ? '干保' : '特需')).join('、')],
      ['careLevel', <CareLevelTag key="level" level={person.careLevel} expired={person.careLevelExpired} />],
      ['careLevelFrom', formatDate(person.careLevelFrom)], ['careLevelUntil', person.careLevelUntil ? formatDate(person.careLevelUntil) : '长期'],
      ['personCategories', person.personCategories.join('、')], ['keyCare', person.keyCare ? '是' : '否'], ['workUnit', person.workUnit],
      ['unitCode', person.unitCode], ['unitDepartment', person.unitDepartment], ['position', person.position], ['rank', person.rank],
    ]],
    ['联系方式', [
      ['phone', number('phone')], ['landline', person.landline], ['email', person.email], ['address', person.address], ['postcode', person.postcode],
    ]],
    ['识别号码', [
      ['insuranceNo', number('insuranceNo')], ['careCardNo', number('careCardNo')], ['socialSecurityNo', number('socialSecurityNo')],
      ['socialCardNo', number('socialCardNo')],
    ]],
    ['健康背景与服务安排', [
      ['allergies', person.allergies], ['pastHistory', person.pastHistory], ['bloodAbo', word('BLOOD_ABO', person.bloodAbo)],
      ['bloodRh', word('BLOOD_RH', person.bloodRh)],
      ['careDoctorNo', [person.careDoctorName, person.careDoctorNo].filter(Boolean).join(' ')], ['careNurseNo', person.careNurseNo],
      ['careDepartmentCode', word('department', person.careDepartmentCode)], ['note', person.note],
    ]],
  ];
  return (
    <div className="profile">
      <div className="profile-actions">
        {can('beneficiary:write') && person.status !== 'cancelled' && (
          <Button type="primary" onClick={() => setEditing(person)}>
            修改资料
          </Button>
        )}
        <PersonStandingButtons person={person} />
        {person.statusReason && <span className="weak">状态原因：{person.statusReason}</span>}
      </div>
      {groups.map(([title, facts]) => (
        <section key={title} className="patient-card">
          <h2>{title}</h2>
          <dl className="profile-facts">
            {facts.map(([field, value]) => (
              <div key={field}>
                <dt>
                  <Origin person={person} field={field} />
                </dt>
                <dd>{value || NOTHING}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Levels person={person} />
      <ContactsCard personId={person.id} />
      <PoliciesCard personId={person.id} />
      <EditPersonForm person={editing ?? person} open={editing !== null} onClose={() => setEditing(null)} />
    </div>
  );
}

/** The name of a field; who said it last and when, and whether sources may change it. */
function Origin({ person, field }: { person: PersonDetail; field: PersonField }) {
  const own = person.fieldOrigins.find((origin) => origin.field === (field === 'category' ? 'categories' : field));
  const first = person.sources.find(({ source }) => source !== 'his');
  const said = own ?? first;
  const locked = person.lockedFields.includes(field);
  return (
    <Tooltip title={`${said ? `来源：${sourceName(said.source)}，${formatFullTime(said.at)}` : '来源未记录'}${locked ? '；本地优先，外部来源不覆盖' : ''}`}>
      <span tabIndex={0}>
        {FIELD_NAMES[field]} {locked && <LockOutlined aria-label="本地优先" />}
      </span>
    </Tooltip>
  );
}

/** Every level he had, with the time it held for. */
function Levels({ person }: { person: PersonDetail }) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return (
    <section className="patient-card">
      <h2>级别历史</h2>
      {person.levels.length === 0 && <p className="weak">还没有级别记录。</p>}
      {person.levels.length > 0 && (
        <table className="person-table">
          <HeadRow titles={['级别', '起始', '截止']} />
          <tbody>
            {person.levels.map(({ careLevel, from, until }) => (
              <tr key={`${careLevel}${from}`}>
                <td>
                  <CareLevelTag level={careLevel as CareLevel} expired={until !== null && until < today} />
                </td>
                <td>{formatDate(from)}</td>
                <td>{until ? formatDate(until) : '长期'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Words of codes by their dictionary; a code without a word stays as it is. */
function useWords(): (system: string, code: string | null) => string | null {
  const systems = ['ID_TYPE', 'NATION', 'MARITAL', 'BLOOD_ABO', 'BLOOD_RH'] as const;
  const [idType, nation, marital, abo, rh] = [
    useDictionary(systems[0]), useDictionary(systems[1]), useDictionary(systems[2]), useDictionary(systems[3]), useDictionary(systems[4]),
  ];
  const departments = useDepartments().map(({ code, name }) => ({ value: code, label: name }));
  const words = { ID_TYPE: idType, NATION: nation, MARITAL: marital, BLOOD_ABO: abo, BLOOD_RH: rh, department: departments };
  return (system, code) => words[system as keyof typeof words]?.find(({ value }) => value === code)?.label ?? code;
}
