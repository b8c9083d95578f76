import { ageYears } from '@cadre/clinical/age';
import { ApiProperty } from '@nestjs/swagger';
import { PersonName } from '../access/person-name.js';

/** Whose visit, registration … a row is about. A property with a title is a column of the export. */
export class PersonRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ title: '姓名' }) @PersonName() name: string;
  @ApiProperty({ title: '性别', description: 'GB/T 2261.1 code' }) sex: string;
  @ApiProperty({ title: '年龄', type: Number, nullable: true, description: 'Completed years, today' }) age: number | null;
  @ApiProperty({ title: '保健级别', type: String, nullable: true, enum: ['L1', 'L2', 'L3', 'L9'], description: 'As it held at the time of the record' }) careLevel: string | null;
  @ApiProperty({ title: '对象类型', isArray: true, enum: ['cadre', 'vip'] }) categories: string[];
}

/**
 * The level of a person `b` that held on the day of `at`. With periods on record it is that of the latest begun by then, unless it
 * has ended; before the first of them, the first; without any, today's. Stands in its statement: a function of PostgreSQL's would
 * be planned and run apart for every row.
 */
export const careLevelOn = (at: string): string => {
  const day = `((${at}) at time zone 'Asia/Shanghai')::date`;
  return `(select case when count(*) = 0 then b.care_level
      when bool_or(c.valid_from <= ${day}) then (array_agg(c.care_level order by c.valid_from desc)
        filter (where c.valid_from <= ${day} and coalesce(c.valid_until, 'infinity') >= ${day}))[1]
      else (array_agg(c.care_level order by c.valid_from))[1] end
    from care_identity c where c.beneficiary_id = b.id)`;
};

/**
 * Columns of {@link PersonRow} in a statement over the list's table as `v`, joined with `beneficiary b`. The level is the one
 * that held `at` the time of the record: who has lost it since keeps the mark there, and has none later.
 */
export const personColumns = (at: string): string => `v.id, v.beneficiary_id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate",
  ${careLevelOn(at)} as "careLevel", b.categories`;

/**
 * The employer of a person `b`, as lists filter, sort and group by it: that of somebody 机密 is no way to find him, open or not,
 * so that every count agrees with its rows.
 */
export const LISTED_UNIT = `case when not b.confidential then b.work_unit end`;

/** A row as PostgreSQL gives it: the birth date becomes the age and stays inside. */
export function withAge<T extends { birthDate: string | null }>({ birthDate, ...row }: T): Omit<T, 'birthDate'> & { age: number | null } {
  return { ...row, age: birthDate ? ageYears(birthDate, new Date()) : null };
}
