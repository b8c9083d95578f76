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
  criticalNotifiedAt: '危急值通知时间', criticalNotifiedTo: '危急值接报人', criticalHandledAt: '危急值处理时间', organism: '细菌名称', susceptibility: '药敏结果',
  checkupNo: '体检编号', checkupDate: '体检日期', concludedDate: '总检日期', year: '年度', sectionNo: '分科报告号', examinedAt: '检查时间',
  itemNo: '明细编号', state: '检查状态', wardName: '病区', admissionDepartmentCode: '入院科室代码', admissionDiagnosis: '入院诊断',
  mainDiagnosisCode: '主要诊断编码', chiefComplaint: '主诉', organizationCode: '机构代码', organizationName: '机构', fromDepartmentCode: '转出科室代码',
  toDepartmentCode: '转入科室代码', toDepartmentName: '转入科室', toWardCode: '转入病区代码', toBedNo: '转入床号', channel: '渠道', queueNo: '号序', vip: '特需标志',
  requestingDoctor: '申请医生', panelCode: '检验组合代码', tester: '检验者', verifier: '审核者', patientAgeText: '报告上的年龄', unit: '单位', rangeText: '参考区间',
  method: '方法', instrument: '仪器', loinc: 'LOINC 代码', packageName: '体检套餐', workUnit: '工作单位', chiefDoctor: '总检医生', conclusion: '体检结论', advice: '建议',
  groupName: '分组', summary: '小结', doctor: '医生', sectionName: '分科', startedAt: '开始时间', endedAt: '结束时间',
  orderNo: '医嘱号', groupNo: '组号', category: '类别', term: '医嘱期限', specification: '规格', dose: '剂量', doseUnit: '剂量单位', route: '用法',
  frequency: '频次', frequencyCode: '频次代码', quantity: '数量', quantityUnit: '数量单位', orderedAt: '开立时间', stoppedAt: '停止时间',
  orderDepartmentCode: '开立科室代码', orderDepartmentName: '开立科室', orderingDoctor: '开立医生', executingDepartmentName: '执行科室', skinTest: '皮试结果', note: '备注',
  prescriptionNo: '处方号', prescribedAt: '开方时间', diagnosis: '诊断', amount: '金额', validDays: '有效天数', drugCode: '药品代码', drugName: '药品', days: '天数',
  surgeryNo: '手术号', scheduledAt: '计划时间', room: '手术间', preDiagnosis: '术前诊断', postDiagnosis: '术后诊断', anesthesia: '麻醉方式', surgeonName: '主刀',
  firstAssistant: '一助', secondAssistant: '二助', anesthetist: '麻醉医生', procedureNo: '手术操作序号', level: '手术级别', site: '手术部位', main: '主要手术标志',
  consultationNo: '会诊号', urgent: '急会诊标志', requestedAt: '申请时间', requestDepartmentCode: '申请科室代码', requestDepartmentName: '申请科室', reason: '会诊理由',
  purpose: '会诊目的', participantNo: '受邀序号', arrivedAt: '到达时间', opinion: '会诊意见',
  noteNo: '文书号', typeCode: '文书类型代码', typeName: '文书类型', title: '文书标题', author: '书写者', writtenAt: '书写时间', signedAt: '签名时间', format: '文书格式', body: '文书内容',
  examNo: '检查号', accessionNo: '检查流水号', studyUid: '影像检查标识', modality: '设备类型', bodyPart: '部位', endoscopyKind: '内镜类型', reporter: '报告者', findings: '检查所见',
  impression: '检查诊断', positive: '阳性标志', hasImages: '有影像标志', studyId: '影像检查号', description: '描述', modalities: '设备类型', institution: '机构',
  referringDoctor: '送检医生', seriesCount: '序列数', instanceCount: '影像幅数', patientNameText: '影像中的姓名', seriesUid: '序列标识', seriesNo: '序列号',
  appointmentNo: '预约号', appointedAt: '预约时间', endsAt: '结束时间', slotNo: '号源号', priority: '优先标志', feeWaived: '免费标志', bookedAt: '登记时间', bookedBy: '登记人',
  contactPhone: '联系电话', confirmedBy: '确认人', confirmedAt: '确认时间', cancelledAt: '取消时间', date: '日期', session: '午别', startsAt: '开始时间', total: '总号数',
  used: '已用号数', reserved: '预留号数', reservedUsed: '预留已用', stopped: '停诊标志', parentCode: '上级科室代码', clinic: '门诊标志', ward: '病区标志', tech: '医技标志',
  ratedBeds: '核定床位', standardCode: '标准科室代码', pinyinCode: '拼音码', sort: '排序', active: '启用标志', staffNo: '工号', position: '岗位', expert: '专家标志',
  prescribes: '处方权标志', alsoIn: '兼职科室代码',
};

const PARTS: Readonly<Record<string, string>> = { results: '结果', diagnoses: '诊断', transfers: '转科', sections: '分科', items: '明细', procedures: '手术操作', participants: '受邀者', series: '影像序列' };

/** `collectedAt` → 采样时间, `results[3].lineNo` → 结果第 3 行的打印序号. */
export function fieldName(path: string): string {
  const inPart = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path);
  if (!inPart) return NAMES[path] ?? path;
  const [, part, line, field] = inPart as unknown as [string, string, string, string];
  return `${PARTS[part] ?? part}第 ${line} 行的${NAMES[field] ?? field}`;
}
