import { DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Values {
  readonly secrecy: 'R' | 'V' | 'N';
  readonly aliasName?: string;
  readonly reviewOn?: string | null;
  readonly reason: string;
}

interface Props {
  readonly person: { readonly id: string; readonly name: string; readonly secrecy: string; readonly aliasName: string | null };
  readonly open: boolean;
  readonly onClose: () => void;
}

const LEVELS = [
  { value: 'N', label: '普通' },
  { value: 'R', label: '内部' },
  { value: 'V', label: '机密' },
];

/** 设定密级: counts from everybody's next request on. */
export function ClassifyForm({ person, open, onClose }: Props) {
  const save = async ({ secrecy, aliasName, reviewOn, reason }: Values) => {
    const at = `/beneficiaries/${person.id}` as const;
    if (secrecy === 'N') await api.request(`${at}/declassify`, { method: 'POST', body: { reason } });
    else
      await api.request(`${at}/classify`, {
        method: 'POST', body: { secrecy, reason, ...(aliasName ? { aliasName } : {}), ...(reviewOn ? { reviewOn } : {}) },
      });
    await queries.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith('/beneficiaries') });
  };
  return (
    <DrawerForm<Values>
      open={open}
      title={`设定密级：${person.name}`}
      initial={person.aliasName ? { aliasName: person.aliasName } : {}}
      saveText="确认"
      saved="已设定"
      width={520}
      onSave={save}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className="weak">现在的密级：{LEVELS.find(({ value }) => value === person.secrecy)?.label}</p>
          <Form.Item name="secrecy" label="改为" rules={[{ required: true, message: '请选择密级' }]}>
            <Radio.Group options={LEVELS.filter(({ value }) => value !== person.secrecy)} />
          </Form.Item>
          <Form.Item noStyle dependencies={['secrecy']}>
            {() =>
              person.secrecy === 'V' &&
              form.getFieldValue('secrecy') && (
                <p className="notice-line">从各处的下一次操作起，数据范围内的人员都能按姓名看到此人的全部档案，不必打开，也不再逐次告知隐私负责人。</p>
              )
            }
          </Form.Item>
          <Form.Item noStyle dependencies={['secrecy']}>
            {() =>
              form.getFieldValue('secrecy') === 'V' && (
                <>
                  <p className="notice-line">
                    从各处的下一次操作起，只有获授权并打开档案的人员和照护团队成员能看到此人；其他人的列表、搜索、统计、导出中都不再有此人。
                  </p>
                  <Form.Item name="aliasName" label="化名（看板、列表中代替姓名）" rules={[{ min: 2, message: '请至少写 2 个字' }]}>
                    <Input maxLength={30} placeholder="例如：保健零壹" autoComplete="off" />
                  </Form.Item>
                  <Form.Item
                    name="reviewOn"
                    label="复核日期（可不填；到期不会自动解除）"
                    getValueProps={(value?: string | null) => ({ value: value ? dayjs(value) : null })}
                    normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD') ?? null}
                  >
                    <DatePicker format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D']} showNow={false} style={{ width: '100%' }} />
                  </Form.Item>
                </>
              )
            }
          </Form.Item>
          <Form.Item
            name="reason"
            label="理由（会记入档案与操作记录）"
            rules={[{ required: true, whitespace: true, message: '请填写理由' }, { min: 4, message: '请至少写 4 个字' }]}
          >
            <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
          </Form.Item>
        </>
      )}
    </DrawerForm>
  );
}
