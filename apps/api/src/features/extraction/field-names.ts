/** What our record fields are called on screen. A field without a name is shown as it is. */
const NAMES: Readonly<Record<string, string>> = {
  patientId: '患者编号', personId: '体检人员编号', name: '姓名', patientName: '姓名', personName: '姓名', sex: '性别', patientSex: '性别',
  birthDate: '出生日期', idCardNo: '身份证号', phone: '电话', insuranceNo: '医保号', careCardNo: '保健卡号', chargeType: '费别', changedAt: '修改时间',
  mergeId: '合并记录号', fromPatientId: '原患者编号', intoPatientId: '新患者编号', action: '合并操作', vipFlag: '特需标志', aliasName: '加密姓名标志',
  registrationNo: '挂号记录号', registeredAt: '挂号时间', registrationClass: '挂号类别', refunded: '退号标志', refundedAt: '退号时间', fee: '费用',
  visitNo: '就诊流水号', visitType: '就诊类型', visitClass: '门急诊标志', seenAt: '接诊时间', finishedAt: '完成时间', status: '状态',
  departmentCode: '科室代码', departmentName: '科室', doctorCode: '医生工号', doctorName: '医生', mainDiagnosis: '主要诊断',
  inpatientNo: '住院号', medicalRecordNo: '病案号', admissionCount: '住院次数', admittedAt: '入院时间', dischargedAt: '出院时间', wardCode: '病区代码',
  bedNo: '床号', careGrade: '护理级别', transferNo: '转科记录号', movedAt: '转科时间', kind: '类型', diagnosisNo: '诊断记录号', rank: '诊断顺序',
  code: '诊断编码', suspected: '疑诊标志', diagnosedAt: '诊断时间', emergency: '急诊标志', cancelled: '撤销标志',
  reportNo: '报告单号', requestNo: '申请单号', collectedAt: '采样时间', receivedAt: '接收时间', testedAt: '检验时间', reportedAt: '报告时间',
  verifiedAt: '审核时间', panelName: '检验组合', specimen: '标本', revision: '版本号', patientClass: '门诊住院标志', resultNo: '结果流水号',
  lineNo: '打印序号', itemCode: '项目代码', itemName: '项目名称', valueText: '结果', critical: '危急值标志',
  checkupNo: '体检编号', checkupDate: '体检日期', concludedDate: '总检日期', year: '年度', sectionNo: '分科报告号', examinedAt: '检查时间',
  itemNo: '明细编号', state: '检查状态',
};

const PARTS: Readonly<Record<string, string>> = { results: '结果', diagnoses: '诊断', transfers: '转科', sections: '分科', items: '明细' };

/** `collectedAt` → 采样时间, `results[3].lineNo` → 结果第 3 行的打印序号. */
export function fieldName(path: string): string {
  const inPart = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path);
  if (!inPart) return NAMES[path] ?? path;
  const [, part, line, field] = inPart as unknown as [string, string, string, string];
  return `${PARTS[part] ?? part}第 ${line} 行的${NAMES[field] ?? field}`;
}
