import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Masked, hidden } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { TellsWho } from '../../platform/access/person-name.js';
import { SortBy } from '../../platform/http/list-input.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';
import { FigureFilter } from './figure-filter.dto.js';

export const DRILL_SORTS = { at: 'v.at', name: 'b.name_sort', departmentName: '"departmentName"', careLevel: 'v.level' } as const;
export const UNITS = ['visits', 'people'] as const;
const TEXT = { type: String, nullable: true } as const;

/** Which rows, and which page of them. */
export class DrillQuery extends IntersectionType(FigureFilter, PageQuery) {
  /** 人次：一行一次业务；人数：一行一人 */
  @ApiPropertyOptional({ enum: UNITS, default: 'visits' }) @IsOptional() @IsIn(UNITS) unit: (typeof UNITS)[number] = 'visits';
  @SortBy(DRILL_SORTS, '-at') sort: string = '-at';
}

/** One event that was counted, or one person with how often he was. */
export class DrillRow extends PersonRow {
  @ApiProperty({ ...TEXT, title: '单位' }) @TellsWho() workUnit: string | null;
  @ApiProperty({ title: '统计类型', enum: ['cadre', 'vip'], description: 'As he was counted' }) snapType: string;
  @ApiProperty({ title: '业务类型', description: 'Kind of event; of a person: of his latest one' }) kind: string;
  @ApiProperty({ title: '业务时间', format: 'date-time' }) at: Date;
  @ApiProperty({ ...TEXT, title: '科室' }) departmentName: string | null;
  @ApiProperty({ ...TEXT, title: '医生' }) doctorName: string | null;
  @ApiProperty({ ...TEXT, title: '主要诊断' }) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty({ ...TEXT, title: '体检或项目' }) item: string | null;
  @ApiProperty({ ...TEXT, title: '机构' }) organizationName: string | null;
  @ApiProperty({ ...TEXT, title: '来源号' }) sourceNo: string | null;
  @ApiProperty({ title: '人次' }) visits: number;
  @ApiProperty({ title: '例数' }) cases: number;
}

export class DrillPage {
  @RowsOf(() => DrillRow) items: DrillRow[];
  @ApiProperty() total: number;
  @ApiProperty({ description: 'Always: a figure is never a guess' }) totalIsExact: boolean;
  @ApiProperty({ description: '人次 of all rows' }) visits: number;
  @ApiProperty({ description: '例数 of all rows' }) cases: number;
  @ApiProperty({ description: '人数 of all rows' }) people: number;
}
