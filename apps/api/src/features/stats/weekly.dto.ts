import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';

const COUNT = { type: Number, nullable: true } as const;
const DAY = { type: String, format: 'date' } as const;

export class WeekQuery {
  /** ISO 周，如 2026-W05；缺省为本周 */
  @ApiPropertyOptional({ example: '2026-W05' }) @IsOptional() @Matches(/^(19|20|21)\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/) week?: string;
}

/** What happened on one day. A day to come has nothing, which is not zero. */
export class WeekDay {
  @ApiProperty(DAY) day: string;
  @ApiProperty({ enum: ['past', 'today', 'future'] }) state: string;
  @ApiProperty({ ...COUNT, title: '门诊人次' }) outpatient: number | null;
  @ApiProperty({ ...COUNT, title: '门诊人数' }) outpatientPeople: number | null;
  @ApiProperty({ ...COUNT, title: '新入院人次' }) admission: number | null;
  @ApiProperty({ ...COUNT, title: '新入院人数' }) admissionPeople: number | null;
  @ApiProperty({ ...COUNT, title: '当日在院', description: 'Stays that went on at midnight, today now' }) inHouse: number | null;
  @ApiProperty({ ...COUNT, title: '在院人数' }) inHousePeople: number | null;
  @ApiProperty({ ...COUNT, title: '全院人数', description: 'Distinct people of out-patient visits, admissions and check-ups' }) allPeople: number | null;
  @ApiProperty({ ...COUNT, title: '全院人次' }) all: number | null;
  @ApiProperty({ ...COUNT, title: '应接待', description: 'People with a confirmed appointment or a registration' }) due: number | null;
  @ApiProperty({ ...COUNT, title: '已完成接待', description: 'Those of them with a finished reception of that day' }) done: number | null;
}

export class Week {
  @ApiProperty() week: string;
  @ApiProperty(DAY) from: string;
  @ApiProperty(DAY) to: string;
  @ApiProperty() definitionVersion: string;
  @ApiProperty(COUNT) hidden: number | null;
  @RowsOf(() => WeekDay, 'Monday to Sunday') days: WeekDay[];
}
