import { ageText } from '@cadre/clinical/age';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { careLevelOn } from '../../../platform/http/person-row.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';

export interface PersonBasics {
  readonly rosterNo: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly profile: readonly (readonly [label: string, value: string | null])[];
  readonly background: readonly (readonly [label: string, value: string | null])[];
}

type Stored = Readonly<Record<string, unknown>>;

const SEX: Readonly<Record<string, string>> = { '0': '未知', '1': '男', '2': '女', '9': '未说明' };
const LEVEL: Readonly<Record<string, string>> = { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' };
const CATEGORY: Readonly<Record<string, string>> = { cadre: '干保', vip: '特需' };

/** Who the person is, as the roster said at the moment: earlier words of the roster stand in its change log. */
@Injectable()
export class PersonFactQueries {
  /** Throws NotFound when the person is not the caller's to see. */
  async of(em: EntityManager, beneficiaryId: string, moment: string): Promise<PersonBasics> {
    const [[now], [changed]]: [Stored[], { before: Stored }[]] = await Promise.all([
      em.query(
        `select to_jsonb(b) || jsonb_build_object('level', ${careLevelOn('least($2::timestamptz, now())')},
           'doctor', (select s.name from staff s where s.staff_no = b.care_doctor_no and s.deleted_at is null limit 1)) as row
         from beneficiary b where b.id = $1`,
        [beneficiaryId, moment],
      ).then((rows: { row: Stored }[]) => rows.map(({ row }) => row)),
      em.query(
        `select before from person_changes($1) where table_name = 'beneficiary' and action = 'update' and at > $2 order by seq limit 1`,
        [beneficiaryId, moment],
      ),
    ]);
    if (!now) throw new NotFound('保健对象');
    return basicsOf({ ...now, ...changed?.before, level: now['level'], doctor: now['doctor'] }, moment);
  }
}

function basicsOf(row: Stored, moment: string): PersonBasics {
  const text = (name: string): string | null => (typeof row[name] === 'string' && row[name] !== '' ? row[name] : null);
  const at = moment === 'infinity' ? new Date() : new Date(moment);
  const birth = text('birth_date');
  const blood = [text('blood_abo') && `${text('blood_abo')} 型`, text('blood_rh') && `Rh ${text('blood_rh')}`].filter(Boolean).join('，');
  const categories = Array.isArray(row['categories']) ? row['categories'].map((code) => CATEGORY[String(code)] ?? String(code)).join('、') : null;
  return {
    rosterNo: text('roster_no') ?? '',
    version: Number(row['version']),
    updatedAt: new Date(String(row['updated_at'])).toISOString(),
    profile: [
      ['姓名', text('name')], ['性别', SEX[text('sex') ?? ''] ?? null], ['出生日期', birth], ['年龄', birth ? ageText(birth, at) : null],
      ['民族', text('nation')], ['婚姻', text('marital')], ['对象类型', categories], ['保健级别', LEVEL[text('level') ?? ''] ?? text('level')],
      ['工作单位', text('work_unit')], ['职务', text('position')], ['保健编号', text('roster_no')], ['责任医生', text('doctor')],
    ],
    background: [['过敏史', text('allergies')], ['既往史', text('past_history')], ['血型', blood || null]],
  };
}
