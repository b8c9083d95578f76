import { randomUUID } from 'node:crypto';
import type { TestHospital } from '../../support/app.js';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { addCareFacts } from '../../support/care-records.js';
import {
  addCheckup,
  addLabReport,
  diagnosis,
  insertRows,
  measured,
  outpatientVisit,
  stay,
} from '../../support/facts.js';
import { patientLike, RosterBench } from '../../support/people.js';

/** Somebody of whom there is something in every table, all of it with words that nobody else has. */
export interface SecretPerson {
  readonly id: string;
  readonly name: string;
  readonly rosterNo: string;
  /** By what an answer would give him away. */
  readonly marks: readonly string[];
  /** Ids under which he or his facts could be asked for. */
  readonly ids: readonly string[];
  /** What somebody who suspects him would type into a search, by the name of the parameter. */
  readonly guesses: Readonly<Record<string, readonly string[]>>;
}

export async function addSecretPerson(hospital: TestHospital, secrecy: 'V' | 'N' = 'V'): Promise<SecretPerson> {
  const db = hospital.database;
  const bench = new RosterBench(hospital);
  const person = await bench.enrol(
    {
      name: '阙密君',
      aliasName: '保健柒玖',
      secrecy,
      workUnit: '幽字单位',
      position: '幽字职务',
      phone: '13912349876',
      insuranceNo: 'YB7390001',
      socialSecurityNo: 'SB7390002',
      careCardNo: 'GB7390003',
      address: '幽字街道',
      allergies: '幽字过敏',
    },
    { department: '100110' },
  );
  const access = { beneficiary_id: person.id, department_code: '', staff_no: '', reason: 'test' };
  await insertRows(db, 'person_access', [
    { ...access, department_code: '@today' },
    { ...access, staff_no: 'D1' },
  ]);
  const confidential = secrecy === 'V';
  const mark = { confidential, patient_id: 'P739' };
  const clinic = outpatientVisit(person, {
    ...mark,
    visit_no: 'MZ739',
    doctor_name: '幽医',
    doctor_code: 'D1',
    main_diagnosis: '幽病',
    main_diagnosis_code: 'Q73.900',
  });
  const bed = stay(person, {
    ...mark,
    visit_no: 'ZY739',
    medical_record_no: 'BA739',
    bed_no: 'B739',
    doctor_name: '幽医',
    main_diagnosis: '幽病',
    main_diagnosis_code: 'Q73.901',
  });
  const hangs = { beneficiary_id: person.id, confidential };
  await insertRows(db, 'person_contact', [{ ...hangs, name: '幽联系人', relation: '1' }]);
  await insertRows(db, 'insurance_policy', [{ ...hangs, insurer: '幽保险', policy_cipher: hospital.app.get(FieldCipher, { strict: false }).seal('BD7390001') }]);
  const phone = { ...hangs, account_id: randomUUID() };
  await insertRows(db, 'phone_account', [{ ...hangs, id: phone.account_id, state: 'active', wechat_name: '幽微信', state_reason: '幽由', created_by: 't' }]);
  await insertRows(db, 'phone_message', [{ ...phone, phone_cipher: 'x', phone_mark: 'x', code_mark: 'x', expires_at: '2099-01-01' }]);
  await insertRows(db, 'phone_session', [{ ...phone, token_hash: '幽令', device: '幽机', expires_at: '2099-01-01' }]);
  await insertRows(db, 'phone_act', [{ ...phone, actor_name: '幽代理', relation: '幽秘书', act: 'list' }]);
  await insertRows(db, 'alert_setting', [{ ...hangs, kind: 'arrival', enabled: true }]);
  await insertRows(db, 'person_alert', [{ ...hangs, kind: 'arrival', about: '幽到院', rule: '幽规则', value: '幽值' }]);
  await insertRows(db, 'role_person', [{ ...hangs, role_code: 'NURSE', added_by: 'test' }]);
  const archive = {
    id: randomUUID(), version: 1, number: 'DA-739', template_id: '5e0c1a4e-0000-4000-8000-000000000001', template_version: 1, template_name: '幽模板', audience: 'patient',
    rule_version: 1, as_of: '2026-03-01', content: { sections: [] }, content_hash: '幽摘要', missing: [], generated_by: '幽生成', generated_name: '幽生成', generated_at: '2026-03-01',
  };
  const delivery = { id: randomUUID(), archive_id: archive.id, status: 'sent', sent_by: '幽发送', sent_name: '幽发送', sent_at: '2026-03-01', expires_at: '2099-01-01' };
  await insertRows(db, 'archive_version', [{ ...hangs, ...archive }]);
  await insertRows(db, 'archive_file', [{ ...hangs, id: randomUUID(), archive_id: archive.id, code: '幽码', signed: false, made_by: '幽制', made_at: '2026-03-01' }]);
  await insertRows(db, 'archive_delivery', [{ ...hangs, ...delivery }]);
  await insertRows(db, 'archive_notice', [{ ...hangs, id: randomUUID(), delivery_id: delivery.id, text: '幽通知', status: 'waiting', made_at: '2026-03-01' }]);
  await insertRows(db, 'visit', [clinic, bed]);
  await insertRows(db, 'visit_diagnosis', [diagnosis(clinic, { name: '幽他病' }), diagnosis(bed, { name: '幽他病' })]);
  await insertRows(db, 'visit_transfer', [
    {
      visit_id: bed.id,
      transfer_no: 'T1',
      beneficiary_id: person.id,
      confidential,
      kind: 'bed',
      to_bed_no: 'B738',
      moved_at: '2026-03-03T10:00:00+08:00',
    },
  ]);
  const {
    registered_at,
    department_code,
    department_name,
    vip,
    source_system,
    source_key,
    source_version,
    source_rank,
    content_hash,
    patient_numbers_of,
  } = clinic as Record<string, unknown>;
  await insertRows(db, 'registration', [
    {
      source_system,
      source_key: `${String(source_key)}R`,
      source_version,
      source_rank,
      content_hash,
      patient_numbers_of,
      ...mark,
      beneficiary_id: person.id,
      registered_at,
      department_code,
      department_name,
      vip,
      queue_no: 'Q739',
      doctor_name: '幽医',
    },
  ]);
  const report = await addLabReport(db, person, {
    ...mark,
    report_no: 'BG739',
    panel_name: '幽检',
    results: [measured('WBC', '73.91', { confidential })],
  });
  const hung = { ...hangs, report_id: report.id };
  await insertRows(db, 'abnormal_finding', [
    {
      ...hung,
      result_no: '1',
      item_code: 'WBC',
      item_name: '幽项',
      collected_at: '2026-03-02T07:30:00+08:00',
      value_text: '73.91',
      kinds: ['critical', 'change', 'worsening', 'new'],
      severity: 1,
      reasons: [{ kind: 'new', sentence: '幽因', figures: {} }],
    },
  ]);
  await insertRows(db, 'report_print', [
    { ...hung, report_kind: 'lab', revision: 1, nth: 1, copies: 1, medium: 'paper', paper: 'A4', printed_by: 'test', printed_by_name: '测试' },
  ]);
  const checkup = await addCheckup(db, person, {
    ...mark,
    checkup_no: 'TJ739',
    conclusion: '幽论',
    sections: [{ summary: '幽结' }],
    items: [measured('WBC', '73.92')],
  });
  const written = { checkup_id: checkup.id, content_hash: 'x', author: 't', author_name: '幽作者', edited_by: 't', edited_by_name: '幽作者' };
  await insertRows(db, 'checkup_summary', [{ ...hangs, ...written, edition: 1, status: 'published', body: '幽小结' }]);
  await insertRows(db, 'recall', [{ ...hangs, origin: 'manual', line: 1, item: '幽复查', due_date: '2026-05-01', created_by: 't', created_by_name: '幽安排' }]);
  const standing = { snap_type: 'cadre', snap_level: 'L1', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: '幽登记' };
  const [reception, mission] = [randomUUID(), randomUUID()];
  await insertRows(db, 'reception', [{ ...hangs, ...standing, id: reception, kind: 'CLINIC', status: 'done', origin: 'blank', place: '幽地', doctor_name: '幽医', started_at: '2026-03-02T09:00:00+08:00', ended_at: '2026-03-02T10:00:00+08:00' }]);
  await insertRows(db, 'reception_staff', [{ ...hangs, reception_id: reception, staff_no: 'D1', staff_name: '幽员' }]);
  const { created_by, created_by_name, ...snapshot } = standing;
  await insertRows(db, 'mission', [{ id: mission, mission_no: 'RW739', title: '幽任务', kind: 'TRAVEL', status: 'done', received_at: '2026-03-01T00:00:00Z', starts_at: '2026-03-02T00:00:00Z', ends_at: '2026-03-02T05:00:00Z', created_by, created_by_name }]);
  await insertRows(db, 'mission_person', [{ ...hangs, mission_id: mission, ...snapshot }]);
  const care = Object.values(
    await addCareFacts(db, person, mark, (text) => (/^[ -~]+$/.test(text) ? `${text}739` : `幽${text}`)),
  );
  await db.query('insert into note_text (note_id, beneficiary_id, confidential, content_hash, body) select id, beneficiary_id, confidential, content_hash, body from clinical_note where beneficiary_id = $1', [person.id]);
  // A patient like him, told by a source, and a doubt about another.
  await bench.resolve(
    patientLike(person, { patientId: 'P739' }),
    patientLike(person, {
      patientId: 'P740',
      idCardNo: null,
      careCardNo: null,
      insuranceNo: null,
      socialSecurityNo: null,
    }),
  );
  const [known] = await db.query<{ roster_no: string }>('select roster_no from beneficiary where id = $1', [person.id]);
  const candidates = await db.query<{ id: string }>('select id from match_candidate where patient_id in ($1, $2)', [
    'P739',
    'P740',
  ]);
  return {
    id: person.id,
    name: person.name,
    rosterNo: known!.roster_no,
    marks: [
      '阙密君',
      '保健柒玖',
      '幽',
      '13912349876',
      // As a mask leaves them; the bare digits turn up in somebody's random id sooner or later.
      '*9876',
      '7390001',
      '7390002',
      '7390003',
      person.idCardNo!,
      `*${person.idCardNo!.slice(-4)}`,
      known!.roster_no,
      person.id,
      clinic.id,
      bed.id,
      report.id,
      checkup.id,
      ...care,
      'P739',
      'P740',
      'MZ739',
      'ZY739',
      'BA739',
      'B739',
      'Q739',
      'BG739',
      'TJ739',
      '73.91',
      '73.92',
      ...candidates.map(({ id }) => id),
    ],
    ids: [person.id, clinic.id, bed.id, report.id, checkup.id, archive.id, delivery.id, ...care, ...candidates.map(({ id }) => id)],
    guesses: {
      keyword: [
        '阙密君',
        '阙',
        'qmj',
        '保健柒玖',
        known!.roster_no,
        '13912349876',
        '9876',
        person.idCardNo!,
        person.idCardNo!.slice(-4),
        'GB7390003',
        'MZ739',
        'BA739',
      ],
      q: ['阙密君', 'qmj', '保健柒', '9876', person.idCardNo!, 'GB7390003'],
      workUnit: ['幽字'],
      doctor: ['幽医', 'D1'],
      diagnosis: ['幽', 'Q73'],
      bedNo: ['B739'],
      organization: ['H01'],
      source: ['his'],
    },
  };
}
