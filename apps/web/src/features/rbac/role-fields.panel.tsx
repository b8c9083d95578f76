import { Radio } from 'antd';
import { HeadRow } from '../../shared/list/head-row.js';
import { type Definition, DISPLAYS, type PermissionTree } from './role-words.js';

interface Props {
  readonly tree: PermissionTree;
  readonly fields: Definition['fields'];
  readonly disabled: boolean;
  readonly onChange: (fields: Definition['fields']) => void;
}

/** How each field of a person is shown; masked where nothing else is said. */
export function RoleFields({ tree, fields, disabled, onChange }: Props) {
  return (
    <>
      <p className="weak">页面和导出都按此显示。多个角色取最开放的一种，单独禁止优先；隐藏的号码也不能用来查找。</p>
      <table className="list-table role-fields">
        <caption className="sr-only">字段权限</caption>
        <HeadRow titles={['字段', '显示方式']} />
        <tbody>
          {tree.fields.map(({ field, name }) => (
            <tr key={field}>
              <td>{name}</td>
              <td>
                <Radio.Group
                  aria-label={name}
                  disabled={disabled}
                  value={fields[field] ?? 'masked'}
                  options={Object.entries(DISPLAYS).map(([value, label]) => ({ value, label }))}
                  onChange={({ target }) => onChange(withDisplay(fields, field, target.value as keyof typeof DISPLAYS))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function withDisplay(fields: Definition['fields'], field: string, display: keyof typeof DISPLAYS): Definition['fields'] {
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
  return display === 'masked' ? others : { ...others, [field]: display };
}
