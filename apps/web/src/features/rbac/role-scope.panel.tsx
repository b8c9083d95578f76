import { Checkbox, Radio, Select, TreeSelect } from 'antd';
import { useDepartments, useDictionary } from '../../shared/api/dictionaries.js';
import { treeOf } from '../../shared/list/department-tree.js';
import { type Definition, type RoleDetail, SCOPES, SCOPES_WITHOUT_PEOPLE } from './role-words.js';

interface Props {
  readonly role: RoleDetail;
  readonly value: Definition;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<Definition>) => void;
}
const CATEGORIES = [
  { value: 'cadre', label: '干保' },
  { value: 'vip', label: '特需' },
];

/** Whom the role sees: which people, narrowed to levels and categories. */
export function RoleScope({ role, value, disabled, onChange }: Props) {
  const departments = useDepartments();
  const levels = useDictionary('CARE_LEVEL');
  const care = role.power === 'care';
  const scopes = (Object.keys(SCOPES) as Definition['dataScope'][]).filter((scope) => care || SCOPES_WITHOUT_PEOPLE.includes(scope));
  return (
    <div className="role-scope">
      <h3>看到哪些人</h3>
      <Radio.Group
        disabled={disabled}
        value={value.dataScope}
        onChange={({ target }) => onChange({ dataScope: target.value as Definition['dataScope'] })}
        options={scopes.map((scope) => ({ value: scope, label: SCOPES[scope] }))}
        style={{ display: 'grid', gap: 6 }}
      />
      {value.dataScope === 'none' && <p className="weak">没有数据范围的角色看不到任何保健对象。</p>}
      {value.dataScope === 'persons' && <p className="weak">已指定 {role.people} 人（不含机密对象）。系统管理员看不到人员，由干保办主任在“固定服务对象”中指定。</p>}
      {value.dataScope === 'departments' && (
        <TreeSelect
          aria-label="指定科室"
          multiple
          treeCheckable
          treeCheckStrictly
          disabled={disabled}
          value={value.scopeDepartments.map((code) => ({ value: code, label: departments.find((one) => one.code === code)?.name ?? code }))}
          treeData={treeOf(departments)}
          onChange={(chosen: readonly { value: string }[]) => onChange({ scopeDepartments: chosen.map((one) => one.value) })}
          showSearch={{ treeNodeFilterProp: 'title' }}
          placeholder="请选择科室"
          style={{ width: '100%' }}
        />
      )}
      {care && (
        <>
          <Checkbox disabled={disabled} checked={value.pastAccess} onChange={({ target }) => onChange({ pastAccess: target.checked })}>
            含已结束的就诊（不勾选时，就诊结束 30 天后不再可见）
          </Checkbox>
          <h3>再限定</h3>
          <Narrowing label="保健级别" options={levels} value={value.levels} disabled={disabled} onChange={(chosen) => onChange({ levels: chosen })} />
          <Narrowing label="对象类型" options={CATEGORIES} value={value.categories} disabled={disabled} onChange={(chosen) => onChange({ categories: chosen })} />
          <h3>机密</h3>
          <Checkbox disabled={disabled} checked={value.mayBeCleared} onChange={({ target }) => onChange({ mayBeCleared: target.checked })}>
            机密许可对该角色有效（本人还须单独获得有期限的机密许可，两者同时具备才能看到机密对象）
          </Checkbox>
        </>
      )}
    </div>
  );
}

interface NarrowingProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[] | null;
  readonly disabled: boolean;
  readonly onChange: (value: string[] | null) => void;
}

/** Nothing chosen is no narrowing; that is said, so that nobody takes it for "nobody". */
function Narrowing({ label, options, value, disabled, onChange }: NarrowingProps) {
  return (
    <label className="role-narrowing">
      <span>{label}</span>
      <Select
        mode="multiple"
        aria-label={label}
        disabled={disabled}
        value={[...(value ?? [])]}
        options={[...options]}
        placeholder="不限"
        onChange={(chosen: string[]) => onChange(chosen.length ? chosen : null)}
        style={{ flex: 1 }}
      />
    </label>
  );
}
