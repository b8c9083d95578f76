import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { OptionalFlag } from '../../platform/http/list-input.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { DepartmentRule } from './figure-filter.dto.js';
import { LEVEL_COLUMNS } from './measures.js';

/** The six measures in their order; 住院 is one of two, 体检分科 stands beside 体检 when asked for. */
export const WORKLOAD_MEASURES = ['checkup', 'checkupSection', 'outpatient', 'discharge', 'admission', 'surgery', 'endoscopy', 'consultation'] as const;
export type WorkloadMeasure = (typeof WORKLOAD_MEASURES)[number];
const TEXT = { type: String, nullable: true } as const;
const DAY = { type: String, format: 'date' } as const;

export class WorkloadQuery extends DepartmentRule {
  /** 住院按出院人次（出院科室）或入院人次（入院科室） */
  @ApiPropertyOptional({ enum: ['discharge', 'admission'], default: 'discharge' }) @IsOptional() @IsIn(['discharge', 'admission']) inpatient: 'discharge' | 'admission' = 'discharge';
  @OptionalFlag('另列体检分科的项次') sections?: boolean;
  @OptionalFlag('同时统计人数（科室之间、级别之间不可相加）') withPeople?: boolean;
}

/** A figure of one department and measure. Cells without anything are left out. */
export class WorkloadCell {
  @ApiProperty({ enum: WORKLOAD_MEASURES }) measure: string;
  @ApiProperty({ enum: [...LEVEL_COLUMNS, 'all'] }) column: string;
  @ApiProperty({ title: '人次' }) visits: number;
  @ApiProperty({ title: '例数' }) cases: number;
  @ApiProperty({ title: '人数', type: Number, nullable: true, description: 'Null: not asked for' }) people: number | null;
}

export class WorkloadRow {
  @ApiProperty({ description: 'all：合计；none：未映射；otherwise the department, with :own its figures without the lower ones' }) key: string;
  @ApiProperty({ ...TEXT, title: '科室代码' }) departmentCode: string | null;
  @ApiProperty({ title: '科室' }) name: string;
  @ApiProperty({ ...TEXT, description: 'Key of the row above it' }) parentKey: string | null;
  @ApiProperty({ description: 'Only its own figures, not those of lower departments' }) own: boolean;
  @ApiProperty({ ...TEXT, description: 'What was merged into it' }) note: string | null;
  @RowsOf(() => WorkloadCell) cells: WorkloadCell[];
}

export class Workload {
  @ApiProperty(DAY) from: string;
  @ApiProperty(DAY) to: string;
  @ApiProperty() definitionVersion: string;
  @ApiProperty({ type: Number, nullable: true }) hidden: number | null;
  @ApiProperty({ type: [String], enum: WORKLOAD_MEASURES, isArray: true }) measures: string[];
  @RowsOf(() => WorkloadRow, 'Departments in the order of the tree, those without anything too; then 未映射; the sum last') rows: WorkloadRow[];
}
