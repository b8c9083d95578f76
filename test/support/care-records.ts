import { randomUUID } from 'node:crypto';
import type { Target } from '@cadre/connector-kit/connector';
import { FACT_KINDS } from '../../apps/api/src/features/extraction/fact-kinds/fact-kinds.js';
import type { TestDatabase } from './database.js';
import { insertRows, type Person } from './facts.js';
import type { ToldRecord } from './told.js';

const CHANGED = '2026-03-04T12:00:00+08:00';
const DEPARTMENT = { departmentCode: '100110', departmentName: '干部保健科（特诊科）' };

/** One record of every kind that hangs on a person, as a source would tell of it; patient P1 unless said. */
export const CARE_RECORDS: Readonly<Partial<Record<Target, ToldRecord>>> = {
  order: {
    orderNo: 'YZ1', patientId: 'P1', changedAt: CHANGED, visitNo: 'ZY1', patientClass: 'inpatient', groupNo: '1', category: 'drug', term: 'long',
    itemCode: 'A1', itemName: '氨氯地平片', specification: '5mg×28片', dose: '5', doseUnit: 'mg', route: '口服', frequency: '每日一次', frequencyCode: 'QD',
    quantity: '1', quantityUnit: '盒', orderedAt: '2026-03-03T08:30:00+08:00', startedAt: '2026-03-03T09:00:00+08:00', stoppedAt: null,
    orderDepartmentCode: '100110', orderDepartmentName: '干部保健科（特诊科）', orderingDoctor: '测试医生', executingDepartmentName: '药房',
    status: 'active', skinTest: null, note: '餐后',
  },
  prescription: {
    prescriptionNo: 'CF1', patientId: 'P1', changedAt: CHANGED, visitNo: 'MZ1', registrationNo: 'GH1', prescribedAt: '2026-03-03T10:00:00+08:00',
    ...DEPARTMENT, doctorName: '测试医生', doctorCode: 'D1', kind: 'western', diagnosis: '高血压病', amount: '128.50', validDays: '3', chargeType: '干部保健',
    status: 'dispensed',
    items: [
      { itemNo: 'CF1-1', groupNo: '1', drugCode: 'A1', drugName: '氨氯地平片', specification: '5mg×28片', dose: '5', doseUnit: 'mg', route: '口服', frequency: '每日一次', days: '14', quantity: '1', quantityUnit: '盒', note: null, lineNo: '1' },
      { itemNo: 'CF1-2', groupNo: '2', drugCode: 'B1', drugName: '阿司匹林肠溶片', specification: '100mg×30片', dose: '100', doseUnit: 'mg', route: '口服', frequency: '每晚一次', days: '14', quantity: '1', quantityUnit: '盒', note: null, lineNo: '2' },
    ],
  },
  surgery: {
    surgeryNo: 'SS1', patientId: 'P1', changedAt: CHANGED, visitNo: 'ZY1', requestNo: 'SQ1', status: 'completed', scheduledAt: '2026-03-04T08:00:00+08:00',
    startedAt: '2026-03-04T08:30:00+08:00', endedAt: '2026-03-04T10:10:00+08:00', departmentCode: '100201', departmentName: '普通外科', room: '3',
    preDiagnosis: '胆囊结石', postDiagnosis: '胆囊结石伴慢性胆囊炎', anesthesia: '全身麻醉', surgeonName: '主刀医生', firstAssistant: '一助医生',
    secondAssistant: null, anesthetist: '麻醉医生', emergency: 'N',
    procedures: [{ procedureNo: '1', rank: '1', code: '51.2300', name: '腹腔镜下胆囊切除术', level: '3', site: '胆囊', main: 'Y' }],
  },
  consultation: {
    consultationNo: 'HZ1', patientId: 'P1', changedAt: CHANGED, visitNo: 'ZY1', kind: 'multidisciplinary', status: 'finished', urgent: 'N',
    requestedAt: '2026-03-03T11:00:00+08:00', startedAt: '2026-03-03T15:00:00+08:00', endedAt: '2026-03-03T16:00:00+08:00',
    requestDepartmentCode: '100110', requestDepartmentName: '干部保健科（特诊科）', requestingDoctor: '测试医生', reason: '血压控制不佳', purpose: '协助调整用药',
    participants: [
      { participantNo: '1', departmentCode: '100101', departmentName: '心血管内科', doctorName: '会诊医生', arrivedAt: '2026-03-03T15:05:00+08:00', opinion: '加用缬沙坦' },
    ],
  },
  'clinical-note': {
    noteNo: 'WS1', patientId: 'P1', changedAt: CHANGED, visitNo: 'ZY1', patientClass: 'inpatient', typeCode: 'C0034', typeName: '入院记录', title: '入院记录',
    author: '测试医生', ...DEPARTMENT, writtenAt: '2026-03-03T09:00:00+08:00', signedAt: '2026-03-03T12:00:00+08:00', revision: '1', format: 'html',
    body: '<p>主诉：头晕三天。<script>alert(1)</script></p>', status: 'signed',
  },
  'exam-report': {
    examNo: 'JC1', patientId: 'P1', changedAt: CHANGED, visitNo: 'ZY1', patientClass: 'inpatient', requestNo: 'SQ9', accessionNo: 'ACC1', studyUid: '1.2.826.1',
    category: 'CT', modality: 'CT', itemCode: 'CT01', itemName: '胸部CT平扫', bodyPart: '胸部', endoscopyKind: null, departmentCode: '3001', departmentName: '放射科',
    requestDepartmentCode: '100110', requestDepartmentName: '干部保健科（特诊科）', requestingDoctor: '测试医生', requestedAt: '2026-03-03T09:00:00+08:00',
    examinedAt: '2026-03-03T14:00:00+08:00', reportedAt: '2026-03-03T16:00:00+08:00', verifiedAt: '2026-03-03T17:00:00+08:00', reporter: '报告医生', verifier: '审核医生',
    findings: '右肺上叶见磨玻璃结节。', impression: '右肺上叶结节，建议随访。', advice: '三个月后复查', positive: 'Y', critical: 'N', hasImages: 'Y', status: 'final', revision: '1',
  },
  'imaging-study': {
    studyUid: '1.2.826.1', patientId: 'P1', changedAt: CHANGED, accessionNo: 'ACC1', studyId: 'S1', description: '胸部平扫', modalities: 'CT', bodyPart: '胸部',
    startedAt: '2026-03-03T14:00:00+08:00', institution: '测试医院', referringDoctor: '测试医生', seriesCount: '1', instanceCount: '120', patientNameText: 'ZHANG GUOQING',
    series: [{ seriesUid: '1.2.826.1.1', seriesNo: '1', modality: 'CT', description: '5mm', bodyPart: '胸部', instanceCount: '120' }],
  },
  appointment: {
    appointmentNo: 'YY1', patientId: 'P1', changedAt: CHANGED, kind: 'exam', itemName: '胃镜检查', departmentCode: '3005', departmentName: '内镜中心', doctorCode: null,
    doctorName: null, appointedAt: '2026-03-09T09:00:00+08:00', endsAt: '2026-03-09T09:30:00+08:00', slotNo: 'HY1', queueNo: '3', priority: 'Y', feeWaived: 'N',
    status: 'confirmed', bookedAt: '2026-03-04T09:00:00+08:00', bookedBy: '测试登记员', contactPhone: '13800138000', channel: '电话', confirmedBy: '测试登记员',
    confirmedAt: '2026-03-04T10:00:00+08:00', cancelledAt: null, visitNo: null, note: '空腹',
  },
};

type Row = Record<string, unknown>;

/**
 * Writes one row of every such kind, with its parts, past the sources. `word` changes each text and number of a record, so that
 * they can be told from anybody else's; codes stay.
 */
export async function addCareFacts(db: TestDatabase, person: Person, given: Row = {}, word = (text: string): string => text): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [target, record] of Object.entries(CARE_RECORDS)) {
    const { table, parts } = FACT_KINDS[target]!;
    const id = (ids[target] = randomUUID());
    const own = { beneficiary_id: person.id, confidential: false, recorded_from: '2026-03-04T12:00:00+08:00' };
    const { patientId: _, changedAt, ...fields } = record;
    const key = word(`${target}|1`);
    await insertRows(db, table.name, [{
      id, source_system: 'HIS', source_key: key, source_version: changedAt, source_rank: 1, content_hash: key, patient_numbers_of: 'HIS', patient_id: 'P1',
      ...own, ...columns(fields, word), ...given,
    }]);
    const lines = Object.values(record).find(Array.isArray) as Row[] | undefined;
    const label = 'confidential' in given ? { confidential: given['confidential'] } : {};
    if (lines) await insertRows(db, parts[0]!.table.name, lines.map((line) => ({ [parts[0]!.parentColumn]: id, ...own, ...label, ...columns(line, word) })));
  }
  return ids;
}

function columns(fields: Row, word: (text: string) => string): Row {
  const told = Object.entries(fields).filter(([, value]) => !Array.isArray(value));
  return Object.fromEntries(told.map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), typeof value === 'string' && isWord(name, value) ? word(value) : value,
  ]));
}

const isWord = (name: string, value: string): boolean => /\p{Script=Han}/u.test(value) || /[^\d:+T.-]/.test(value) && /(No|Uid)$/.test(name);
