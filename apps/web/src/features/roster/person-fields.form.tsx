import { readIdCard } from '@cadre/clinical/id-card';
import { Checkbox, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useDepartments, useDictionary } from '../../shared/api/dictionaries.js';
import { FIELD_NAMES, PERSON_CATEGORIES, type PersonField } from './person-words.js';

export const RESIDENT_CARD = '01';
const SEXES = [
  { value: '1', label: '男' },
  { value: '2', label: '女' },
  { value: '9', label: '未说明' },
];
const CATEGORIES = [
  { value: 'cadre', label: '干保对象' },
  { value: 'vip', label: '特需人员' },
];
const DAY_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY年M月D日'];

/** The form keeps days as `YYYY-MM-DD`, the box wants its own kind. */
export const AS_DAY = {
  getValueProps: (day?: string | null) => ({ value: day ? dayjs(day) : null }),
  normalize: (day: Dayjs | null) => day?.format('YYYY-MM-DD') ?? null,
};
export const DayBox = (props: { value?: Dayjs; disabled?: boolean; placeholder?: string }) => (
  <DatePicker {...props} format={DAY_FORMATS} showNow={false} style={{ width: '100%' }} />
);

interface Props {
  /** What is kept of hidden fields, masked; an empty box leaves it. */
  readonly kept?: Partial<Record<PersonField, string | null>>;
}

/** Every field of a person in groups; the id card fills in birth date and sex. */
export function PersonFields({ kept = {} }: Props) {
  const form = Form.useFormInstance();
  const idTypes = useDictionary('ID_TYPE');
  const levels = useDictionary('CARE_LEVEL');
  const marital = useDictionary('MARITAL');
  const nations = useDictionary('NATION');
  const abo = useDictionary('BLOOD_ABO');
  const rh = useDictionary('BLOOD_RH');
  const departments = useDepartments();
  const idType = Form.useWatch<string>('idType', form) ?? RESIDENT_CARD;
  const isCadre = (Form.useWatch<string[]>('category', form) ?? ['cadre']).includes('cadre');
  const fillFromCard = (text: string) => {
    const card = readIdCard(text);
    if (idType === RESIDENT_CARD && card.kind === 'resident')
      form.setFieldsValue({ birthDate: card.birthDate, sex: card.sex });
  };
  const checkCard = (_rule: unknown, text?: string) => {
    const card = text?.trim() ? readIdCard(text) : null;
    if (card?.kind === 'invalid') return Promise.reject(new Error(card.reason));
    return card?.kind === 'other' && idType === RESIDENT_CARD
      ? Promise.reject(new Error('居民身份证号应为 18 位或 15 位'))
      : Promise.resolve();
  };
  const text = (name: PersonField, longest: number) => (
    <Form.Item name={name} label={FIELD_NAMES[name]}>
      <Input maxLength={longest} placeholder={kept[name] ? `已登记 ${kept[name]}，留空不变` : undefined} />
    </Form.Item>
  );
  const choice = (name: PersonField, options: readonly { value: string; label: string }[]) => (
    <Form.Item name={name} label={FIELD_NAMES[name]}>
      <Select options={[...options]} allowClear showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  );
  return (
    <>
      <h3 className="form-part">基本信息</h3>
      <div className="form-pair">
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input maxLength={64} autoFocus placeholder="与证件一致" />
        </Form.Item>
        {text('aliasName', 64)}
        {choice('idType', idTypes)}
        <Form.Item
          name="idCardNo"
          label="证件号"
          dependencies={['idType']}
          validateTrigger="onBlur"
          rules={[{ validator: checkCard }]}
          extra="填写身份证号后自动带出出生日期和性别"
        >
          <Input
            maxLength={32}
            placeholder={kept.idCardNo ? `已登记 ${kept.idCardNo}，留空不变` : undefined}
            onChange={({ target }) => fillFromCard(target.value)}
          />
        </Form.Item>
        <Form.Item name="birthDate" label="出生日期" {...AS_DAY}>
          <DayBox placeholder="如 19580103" />
        </Form.Item>
        <Form.Item name="sex" label="性别" rules={[{ required: true, message: '请选择性别' }]}>
          <Radio.Group options={SEXES} />
        </Form.Item>
        {nations.length ? choice('nation', nations) : text('nation', 4)}
        {choice('marital', marital)}
        {text('nationality', 3)}
      </div>
      <h3 className="form-part">身份与级别</h3>
      <div className="form-pair">
        <Form.Item name="category" label="对象类型" rules={[{ required: true, message: '请选择对象类型' }]}>
          <Select mode="multiple" options={CATEGORIES} />
        </Form.Item>
        <Form.Item name="careLevel" label="保健级别" extra={isCadre ? undefined : '只有干保对象才有保健级别'}>
          <Select options={[...levels]} allowClear disabled={!isCadre} placeholder="未定" />
        </Form.Item>
        <Form.Item name="careLevelFrom" label="级别起始" {...AS_DAY}>
          <DayBox disabled={!isCadre} />
        </Form.Item>
        <Form.Item name="careLevelUntil" label="级别截止" extra="到期后显示已过期，不再享受优先" {...AS_DAY}>
          <DayBox disabled={!isCadre} />
        </Form.Item>
        <Form.Item name="personCategories" label="人员类别">
          <Select mode="multiple" options={PERSON_CATEGORIES.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="keyCare" label="重要保健" valuePropName="checked">
          <Checkbox>列为重要保健对象</Checkbox>
        </Form.Item>
        {text('workUnit', 128)}
        {text('unitCode', 18)}
        {text('unitDepartment', 128)}
        {text('position', 128)}
        {text('rank', 32)}
      </div>
      <h3 className="form-part">联系方式</h3>
      <div className="form-pair">
        {text('phone', 32)}
        {text('landline', 32)}
        {text('email', 128)}
        {text('postcode', 10)}
      </div>
      {text('address', 200)}
      <h3 className="form-part">识别号码</h3>
      <p className="weak">证件号、医保号、社保电脑号、保健卡号至少填写一项，系统凭它从各业务系统识别本人。</p>
      <div className="form-pair">
        {text('insuranceNo', 32)}
        {text('careCardNo', 64)}
        {text('socialSecurityNo', 32)}
        {text('socialCardNo', 32)}
      </div>
      <h3 className="form-part">健康背景与服务安排</h3>
      <div className="form-pair">
        {choice('bloodAbo', abo)}
        {choice('bloodRh', rh)}
        {text('careDoctorNo', 32)}
        {text('careNurseNo', 32)}
        {choice('careDepartmentCode', departments.map(({ code, name }) => ({ value: code, label: name })))}
      </div>
      {text('allergies', 500)}
      <Form.Item name="pastHistory" label="既往史">
        <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea maxLength={1_000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </>
  );
}
