import { useState } from 'react';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatDate, formatTime } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell, SecrecyTag } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { PHONE_STATES, STATUS_NAMES, type Beneficiary } from './beneficiary.js';
import { BulkSecrecyForm } from './bulk-secrecy.form.js';
import { MaskedNumber } from './masked-number.panel.js';
import { NewPersonForm } from './new-person.form.js';
import { RosterFacts } from './roster-facts.panel.js';
import { RosterTree } from './roster-tree.panel.js';
import './roster.css';

const FILTERS: readonly ListFilter<'/beneficiaries'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、手机或证件后 4 位、卡号、床号' },
  {
    kind: 'multi',
    name: 'category',
    label: '对象类型',
    options: [
      { value: 'cadre', label: '干保' },
      { value: 'vip', label: '特需' },
    ],
  },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  { kind: 'text', name: 'workUnit', label: '单位', placeholder: '单位名称中的文字', more: true },
  {
    kind: 'choice',
    name: 'inHospital',
    label: '是否在院',
    options: [
      { value: 'true', label: '在院' },
      { value: 'false', label: '不在院' },
    ],
    more: true,
  },
  {
    kind: 'multi',
    name: 'status',
    label: '管理状态',
    placeholder: '在管',
    options: [...Object.entries(STATUS_NAMES), ['all', '全部']].map(([value, label]) => ({
      value: String(value),
      label: String(label),
    })),
    more: true,
  },
  { kind: 'choice', name: 'withRemoved', label: '已移出', placeholder: '不含', options: [{ value: 'true', label: '含已移出' }], more: true },
  {
    kind: 'choice',
    name: 'expiresWithin',
    label: '级别到期',
    options: [
      { value: '30', label: '30 天内到期' },
      { value: '90', label: '90 天内到期' },
    ],
    more: true,
  },
];

const column = columnOf<Beneficiary>();
const COLUMNS = [
  column('姓名', 'name', {
    width: 176,
    fixed: 'left',
    sort: true,
    render: (_, person) => (
      <>
        {person.needsOpening ? <b>{person.name}</b> : <PersonCell name={person.name} sex={person.sex} age={person.age} />}{' '}
        {person.needsOpening && <span className="tag tag-secret">需打开</span>}
        {person.isNew && <span className="tag tag-good">新</span>}
      </>
    ),
  }),
  column('级别', 'careLevel', {
    width: 100,
    sort: true,
    render: (level, person) => <CareLevelTag level={level} expired={person.careLevelExpired} />,
  }),
  column('类型', 'categories', {
    width: 116,
    render: (categories, person) => (
      <>
        <CategoryTags categories={categories} /> <SecrecyTag secrecy={person.secrecy} />
      </>
    ),
  }),
  column('手机', 'phone', { width: 140, render: (_, person) => <MaskedNumber person={person} field="phone" /> }),
  column('单位', 'workUnit', { width: 160, sort: true, ellipsis: true }),
  column('职务', 'position', { width: 90, ellipsis: true }),
  column('在院', 'inHospital', { width: 190, ellipsis: true, render: (place) => <InHospital place={place} /> }),
  column('证件号', 'idCardNo', {
    width: 200,
    render: (_, person) => <MaskedNumber person={person} field="idCardNo" />,
  }),
  column('医保号', 'insuranceNo', {
    width: 140,
    render: (_, person) => <MaskedNumber person={person} field="insuranceNo" />,
  }),
  column('保健卡号', 'careCardNo', {
    width: 140,
    render: (_, person) => <MaskedNumber person={person} field="careCardNo" />,
  }),
  column('商业保单号', 'policyNo', { width: 140, hidden: true, render: (numbers) => numbers.join('、') || NOTHING }),
  column('地址', 'address', { width: 180, hidden: true, ellipsis: true }),
  column('级别截止', 'careLevelUntil', { width: 110, hidden: true, render: (day) => (day ? formatDate(day) : '长期') }),
  column('责任医生', 'careDoctorName', { width: 100, hidden: true }),
  column('最近就诊', 'lastVisitAt', { width: 148, render: (at) => formatTime(at) }),
  column('手机端', 'phoneAccount', { width: 90, render: (state) => PHONE_STATES[state] ?? state }),
  column('体检年度', 'checkupYear', { width: 90, hidden: true, render: (year) => year ?? NOTHING }),
  column('联系人', 'contact', { width: 140, hidden: true, ellipsis: true, render: (contact) => contact ?? NOTHING }),
  column('保健编号', 'rosterNo', { width: 110 }),
  column('出生日期', 'birthDate', { width: 110, sort: true, hidden: true, render: (day) => formatDate(day) }),
  column('管理状态', 'status', { width: 90, hidden: true, render: (status) => STATUS_NAMES[status] ?? status }),
  column('已关联来源', 'linkedSources', { width: 130, hidden: true, note: '在这些系统中已认出本人' }),
  column('更新时间', 'updatedAt', { width: 148, sort: true, hidden: true, render: (at) => formatTime(at) }),
];
const TOPICS = ['roster'] as const;
const EXPORTING = { path: '/beneficiaries/export', permission: 'beneficiary:export' } as const;
const NOTE =
  '默认列出在管对象，按姓名拼音排序。年龄按今天计算；手机、证件号、医保号、保健卡号默认遮挡，查看完整号码须填写原因并留痕。数字都在您的数据范围内。标有“需打开”的是您可以打开的机密对象，列表和导出只显示化名。';

/** 对象名册: everybody the office looks after, within the caller's scope. */
export function RosterPage() {
  const { can } = useAccess();
  const [adding, setAdding] = useState(false);
  const [classified, setClassified] = useState<{ ids: readonly string[]; clear: () => void } | null>(null);
  const add = can('beneficiary:write') && (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
        新增对象
      </Button>
      <Link to="/system/imports?new=roster">批量导入</Link>
    </>
  );
  const ways = (
    <div className="roster-ways">
      <p className="weak">
        名册还没有人。可以{can('beneficiary:write') ? '手工新增、批量导入' : '请干保办新增'}
        ，或由管理员按部署说明载入名册文件；各业务系统中疑似的保健对象会出现在待匹配，确认后入册。
      </p>
      <span>
        {add} {can('match:read') && <Link to="/matching">去待匹配与冲突</Link>}
      </span>
    </div>
  );
  return (
    <>
      <ListPage
        id="beneficiaries"
        title="对象名册"
        note={NOTE}
        path="/beneficiaries"
        permission="beneficiary:read"
        filters={FILTERS}
        columns={COLUMNS}
        sort="name"
        keyOf={(person) => person.id}
        href={(person) => `/p/${person.id}`}
        exporting={EXPORTING}
        topics={TOPICS}
        summary={(list) => <RosterFacts list={list} />}
        aside={(list) => <RosterTree list={list} />}
        actions={add}
        emptyAction={ways}
        {...(can('confidential:classify') && {
          batch: (ids: readonly string[], clear: () => void) => (
            <>
              <Button size="small" type="primary" disabled={ids.length < 2} onClick={() => setClassified({ ids, clear })}>
                设定密级
              </Button>
              <Button size="small" onClick={clear}>
                取消选择
              </Button>
            </>
          ),
        })}
      />
      <BulkSecrecyForm ids={classified?.ids ?? []} open={classified !== null} onDone={() => classified?.clear()} onClose={() => setClassified(null)} />
      <NewPersonForm open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function InHospital({ place }: { place: Beneficiary['inHospital'] }) {
  if (!place) return NOTHING;
  const where = [place.departmentName, place.bedNo && `${place.bedNo} 床`].filter(Boolean).join(' ');
  return (
    <span title={where}>
      <span className="tag tag-good">在院</span> {where}
    </span>
  );
}
