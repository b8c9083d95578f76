import type { EntityManager } from 'typeorm';
import type { ImportColumn } from '../transfers/importer.port.js';

const SEXES = [{ word: '男', code: '1' }, { word: '女', code: '2' }, { word: '未知', code: '0' }, { word: '未说明', code: '9' }];
const CATEGORY_WORDS = [{ word: '干保', code: 'cadre' }, { word: '特需', code: 'vip' }];
const YES_NO = [{ word: '是', code: 'true' }, { word: '否', code: 'false' }];

/** The headings of the roster's file; what may stand under them comes from the dictionaries as they are. */
export async function rosterColumns(em: EntityManager): Promise<readonly ImportColumn[]> {
  const items: { system: string; code: string; name: string }[] = await em.query(
    `select system, code, name from dictionary_item where active and system in ('CARE_LEVEL', 'PERSON_CATEGORY', 'ID_TYPE') order by system, sort, code`,
  );
  const choices = (system: string) => items.filter((item) => item.system === system).map(({ code, name }) => ({ word: name, code }));
  const text = (field: string, title: string, example: string, note: string): ImportColumn => ({ field, title, example, note });
  return [
    text('rosterNo', '保健编号', '', '更新已有对象时填写；新增时留空，由系统编号'),
    { field: 'name', title: '姓名', required: true, example: '张三', note: '不超过 64 字' },
    { field: 'sex', title: '性别', required: true, example: '男', note: '', choices: SEXES },
    { field: 'category', title: '对象类型', required: true, example: '干保', note: '可填两种，用、分开', choices: CATEGORY_WORDS, kind: 'many' },
    { field: 'careLevel', title: '保健级别', example: choices('CARE_LEVEL')[1]?.word ?? '', note: '对象类型含干保时必填', choices: choices('CARE_LEVEL') },
    { field: 'careLevelFrom', title: '级别起始', example: '2026-01-01', note: '日期', kind: 'day' },
    { field: 'careLevelUntil', title: '级别截止', example: '', note: '日期，长期有效时留空', kind: 'day' },
    { field: 'idType', title: '证件类型', example: '', note: '居民身份证可留空', choices: choices('ID_TYPE') },
    text('idCardNo', '证件号', '', '新增时必填；与已有对象相同时更新该对象。请设为文本格式'),
    { field: 'birthDate', title: '出生日期', example: '', note: '居民身份证可留空', kind: 'day' },
    text('phone', '手机', '', '11 位手机号'),
    text('insuranceNo', '医保号', '', ''),
    text('socialSecurityNo', '社保电脑号', '', ''),
    text('careCardNo', '保健卡号', '', ''),
    text('policyNo', '商业保单号', '', '一行一张保单；已登记的不再登记，其余保单在个人页补充'),
    text('insurer', '保险公司', '', '填写商业保单号时必填'),
    text('workUnit', '单位', '市发展研究院', '不超过 128 字'),
    text('unitDepartment', '部门', '', ''),
    text('position', '职务', '', ''),
    text('rank', '职级', '', ''),
    { field: 'personCategories', title: '人员类别', example: '', note: '可填多种，用、分开', choices: choices('PERSON_CATEGORY'), kind: 'many' },
    text('address', '住址', '', '不超过 200 字'),
    text('allergies', '过敏史', '', '不超过 500 字'),
    text('careDoctorNo', '责任医生工号', '', ''),
    text('careNurseNo', '责任护士工号', '', ''),
    text('careDepartmentCode', '保健科室代码', '', ''),
    { field: 'keyCare', title: '重要保健', example: '否', note: '', choices: YES_NO },
  ];
}
