import type { Schema } from '@cadre/api-client/typed-paths';
import { Form, Input, Select } from 'antd';
import { DrawerForm } from '../form/drawer-form.js';
import { keepFilter, type SavedFilter } from './use-saved-filters.js';

interface Values {
  readonly name: string;
  readonly sharedRoles?: string[];
}
interface Props {
  readonly list: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly query: Record<string, unknown> | null;
  /** One's own filter that was opened: saving under its name changes it. */
  readonly start: SavedFilter | undefined;
  readonly roles: readonly Schema<'FieldOption'>[];
  readonly onClose: () => void;
  readonly onKept: (filter: SavedFilter) => void;
}

/** Gives a query its name and, for those who may, the roles that may use it too. */
export function KeepFilterForm({ list, filters, query, start, roles, onClose, onKept }: Props) {
  const mine = start?.own && start.name !== null ? start : undefined;
  const save = async ({ name, sharedRoles = [] }: Values): Promise<void> => {
    const { scheme: _scheme, ...kept } = filters;
    const input = { list, name, filters: kept, query, sharedRoles };
    onKept(await keepFilter(input, mine?.name === name ? mine : undefined));
  };
  return (
    <DrawerForm<Values>
      open
      title="保存为方案"
      width={480}
      initial={{ name: mine?.name ?? '', sharedRoles: mine ? [...mine.sharedRoles] : [] }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="name" label="方案名称" rules={[{ required: true, whitespace: true, message: '请填写方案名称' }]}>
        <Input maxLength={40} placeholder="例如：高血压且近一年糖化血红蛋白偏高" />
      </Form.Item>
      {roles.length > 0 && (
        <Form.Item
          name="sharedRoles"
          label="共享给角色"
          extra="共享的是条件，不是结果：每个人用它只能查到自己有权查看的记录。"
        >
          <Select mode="multiple" options={[...roles]} optionFilterProp="label" placeholder="仅自己使用" />
        </Form.Item>
      )}
    </DrawerForm>
  );
}
