import type { BodyOf } from '@cadre/api-client/typed-paths';
import { readIdCard } from '@cadre/clinical/id-card';
import { DatePicker, Form, Input, Radio, Select, type FormInstance } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { api, queries } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

type NewPerson = BodyOf<'/beneficiaries', 'post'>;

const RESIDENT_CARD = '01';
const FIRST: Partial<NewPerson> = { idType: RESIDENT_CARD, category: ['cadre'] };
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
const AS_DAY = {
  getValueProps: (day?: string) => ({ value: day ? dayjs(day) : null }),
  normalize: (day: Dayjs | null) => day?.format('YYYY-MM-DD'),
};

/** 新增对象: the id card fills in birth date and sex; his history is fetched as soon as he is on the roster. */
export function NewPersonForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const enrol = async (person: NewPerson) => {
    await api.request('/beneficiaries', { method: 'POST', body: person });
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/beneficiaries') });
  };
  return (
    <DrawerForm<NewPerson>
      open={open}
      title="新增对象"
      initial={FIRST}
      onSave={enrol}
      onClose={onClose}
      saveText="加入名册"
      saved="已加入名册，正在补取其就诊历史"
    >
      {(form) => <Fields form={form} />}
    </DrawerForm>
  );
}

function Fields({ form }: { form: FormInstance<NewPerson> }) {
  const idTypes = useDictionary('ID_TYPE');
  const levels = useDictionary('CARE_LEVEL');
  const idType = Form.useWatch('idType', form) ?? RESIDENT_CARD;
  const isCadre = (Form.useWatch('category', form) ?? FIRST.category)?.includes('cadre');
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
  return (
    <>
      <h3 className="form-part">基本信息</h3>
      <div className="form-pair">
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input maxLength={64} autoFocus placeholder="与证件一致" />
        </Form.Item>
        <Form.Item name="idType" label="证件类型">
          <Select options={[...idTypes]} />
        </Form.Item>
        <Form.Item
          name="idCardNo"
          label="证件号"
          dependencies={['idType']}
          validateTrigger="onBlur"
          rules={[{ validator: checkCard }]}
          extra="填写身份证号后自动带出出生日期和性别"
        >
          <Input maxLength={32} onChange={({ target }) => fillFromCard(target.value)} />
        </Form.Item>
        <Form.Item name="phone" label="手机">
          <Input maxLength={32} inputMode="tel" />
        </Form.Item>
        <Form.Item name="birthDate" label="出生日期" {...AS_DAY}>
          <DatePicker
            format={DAY_FORMATS}
            maxDate={dayjs()}
            showNow={false}
            style={{ width: '100%' }}
            placeholder="如 19580103"
          />
        </Form.Item>
        <Form.Item name="sex" label="性别" rules={[{ required: true, message: '请选择性别' }]}>
          <Radio.Group options={SEXES} />
        </Form.Item>
      </div>
      <h3 className="form-part">身份与级别</h3>
      <div className="form-pair">
        <Form.Item name="category" label="对象类型" rules={[{ required: true, message: '请选择对象类型' }]}>
          <Select mode="multiple" options={CATEGORIES} />
        </Form.Item>
        <Form.Item name="careLevel" label="保健级别" extra={isCadre ? undefined : '只有干保对象才有保健级别'}>
          <Select options={[...levels]} allowClear disabled={!isCadre} placeholder="未定" />
        </Form.Item>
        <Form.Item name="careLevelFrom" label="级别起始日期" {...AS_DAY}>
          <DatePicker format={DAY_FORMATS} disabled={!isCadre} showNow={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="position" label="职务">
          <Input maxLength={128} />
        </Form.Item>
      </div>
      <Form.Item name="workUnit" label="单位">
        <Input maxLength={128} />
      </Form.Item>
      <h3 className="form-part">识别号码</h3>
      <p className="weak">证件号、医保号、社保电脑号、保健卡号至少填写一项，系统凭它从各业务系统识别本人。</p>
      <div className="form-pair">
        <Form.Item name="insuranceNo" label="医保号">
          <Input maxLength={32} />
        </Form.Item>
        <Form.Item name="careCardNo" label="保健卡号">
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="socialSecurityNo" label="社保电脑号">
          <Input maxLength={32} />
        </Form.Item>
      </div>
    </>
  );
}
