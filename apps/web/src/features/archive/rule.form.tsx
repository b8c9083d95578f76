import { isIcdRange } from '@cadre/clinical/icd-range';
import { Form, Input, Select } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import type { Rule } from './archive-types.js';
import { RulePreview } from './rule-preview.panel.js';
import { rulesChanged } from './rule-table.panel.js';
import { ITEM_CHOICES, SIGN_CHOICES } from './rule-words.js';

/** What is being edited, and on which version: another one meanwhile, and the server refuses. */
export interface EditedRule {
  /** Null: a new one. */
  readonly rule: Rule | null;
  readonly basedOn: number;
  /** Codes that a new one cannot have. */
  readonly taken: readonly string[];
}

const NONE: Rule = { code: '', name: '', icd: [], items: [], exams: [], drugs: [], signs: [] };
const SEPARATORS = [',', '，', '、', ' '];
const upper = (codes: string[]): string[] => codes.map((code) => code.toUpperCase());

/** One diagnosis group in a drawer, tried on a person before it is saved; saving makes a new version of the whole set. */
export function RuleForm({ edited, onClose }: { edited: EditedRule | null; onClose: () => void }) {
  const save = async (values: Rule) => {
    const { code, ...body } = { ...NONE, ...values };
    await api.request(`/archive-rules/${edited?.rule?.code ?? code}`, { method: 'PUT', body: { ...body, basedOn: edited!.basedOn } });
    await rulesChanged();
  };
  return (
    <DrawerForm<Rule>
      open={edited !== null}
      title={edited?.rule ? `修改诊断规则：${edited.rule.name}` : '新增诊断规则'}
      width={680}
      initial={edited?.rule ?? NONE}
      saveText="保存为新版本"
      saved="已保存，新版本立即生效"
      onSave={save}
      onClose={onClose}
    >
      {(form) => (
        <>
          {edited?.rule === null && (
            <Form.Item
              name="code"
              label="代码"
              extra="大写字母开头，可含数字和下划线；保存后不能修改"
              normalize={(text: string) => text.toUpperCase()}
              rules={[
                { required: true, message: '请填写代码' },
                { pattern: /^[A-Z][A-Z0-9_]{1,19}$/, message: '2～20 位大写字母、数字或下划线，字母开头' },
                { validator: (_, code: string) => (edited.taken.includes(code) ? Promise.reject(new Error('这个代码已有规则')) : Promise.resolve()) },
              ]}
            >
              <Input maxLength={20} />
            </Form.Item>
          )}
          <Form.Item name="name" label="诊断组名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item
            name="icd"
            label="诊断编码范围"
            extra="如 I10、E10-E14、K76.0；输入后回车，可填多个"
            normalize={upper}
            rules={[
              { required: true, message: '请至少填写一个编码范围' },
              { validator: (_, ranges: string[]) => refusalOf(ranges.find((range) => !isIcdRange(range))) },
            ]}
          >
            <Select mode="tags" open={false} tokenSeparators={SEPARATORS} maxCount={20} />
          </Form.Item>
          <Form.Item name="items" label="关键检验">
            <Select mode="multiple" options={ITEM_CHOICES} showSearch={{ optionFilterProp: 'label' }} maxCount={40} placeholder="项目名称或缩写" />
          </Form.Item>
          <Form.Item name="exams" label="检查" extra="检查名称中的文字，如“颈动脉”；输入后回车">
            <Select mode="tags" open={false} tokenSeparators={SEPARATORS} maxCount={20} />
          </Form.Item>
          <Form.Item name="drugs" label="用药" extra="药品名称中的文字，如“沙坦”；输入后回车">
            <Select mode="tags" open={false} tokenSeparators={SEPARATORS} maxCount={30} />
          </Form.Item>
          <Form.Item name="signs" label="体征" extra="体检测量项目；列表中没有的，输入其项目代码后回车" normalize={upper}>
            <Select mode="tags" options={SIGN_CHOICES} tokenSeparators={SEPARATORS} maxCount={20} />
          </Form.Item>
          <RulePreview draft={() => form.validateFields(['name', 'icd', 'items', 'exams', 'drugs', 'signs'])} />
        </>
      )}
    </DrawerForm>
  );
}

const refusalOf = (wrong: string | undefined): Promise<void> =>
  wrong ? Promise.reject(new Error(`“${wrong}”不是有效的编码范围`)) : Promise.resolve();
