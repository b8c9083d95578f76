import { ApiProperty } from '@nestjs/swagger';
import { PersonName } from '../../platform/access/person-name.js';
import { DrillRow } from './drill.dto.js';

const TEXT = { type: String, nullable: true } as const;

/** An event as it stands behind a page of figures: once, with the figure and the cell that it is in. */
export class CountedRow extends DrillRow {
  @ApiProperty({ title: '计入项目' }) counted: string;
  @ApiProperty({ title: '计入级别' }) level: string;
  @ApiProperty({ ...TEXT, title: '统计科室', description: 'Where the figures put it: 未映射 where nobody knows its department' }) place: string | null;
}

/** What one of the staff took part in: a row for each of them, with the columns of 医护接待量 that it is in. */
export class StaffWorkRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ ...TEXT, format: 'uuid' }) beneficiaryId: string | null;
  @ApiProperty({ title: '工号' }) staffNo: string;
  @ApiProperty({ title: '人员' }) staffName: string;
  @ApiProperty({ ...TEXT, title: '科室' }) departmentName: string | null;
  @ApiProperty({ title: '对象或任务', description: 'Of the person, the title of the mission, or the place of a check-up' }) @PersonName() name: string;
  @ApiProperty({ ...TEXT, title: '级别' }) careLevel: string | null;
  @ApiProperty({ title: '来源' }) what: string;
  @ApiProperty({ title: '类别' }) kind: string;
  @ApiProperty({ title: '开始时间', format: 'date-time' }) startedAt: Date;
  @ApiProperty({ title: '计入列', isArray: true, type: String }) columns: string[];
  @ApiProperty({ title: '人次', description: 'A share where several share one; 0 of a mission that began earlier' }) visits: number;
  @ApiProperty({ title: '体检工作人次', description: 'What was entered of a check-up as a number, else the 人次' }) checkups: number;
  @ApiProperty({ title: '合计行人次', description: '1 in one row of each reception, so that it adds up to the sum row' }) once: number;
  @ApiProperty({ title: '时长（分钟）', type: Number, nullable: true, description: 'Of a mission, what lies in the period' }) minutes: number | null;
}
