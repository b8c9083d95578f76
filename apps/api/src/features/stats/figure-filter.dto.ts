import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { CalendarDate } from '../../platform/http/input-rules.js';
import { OptionalFlag, SomeOf } from '../../platform/http/list-input.js';
import { LEVEL_COLUMNS, MEASURE_NAMES, type MeasureName } from './measures.js';

export const ATTRIBUTIONS = ['executing', 'requesting'] as const;
export const DEPARTMENT_VIEWS = ['current', 'recorded'] as const;

/** The days a figure is of. */
export class PeriodQuery {
  @ApiProperty({ format: 'date', description: '统计首日' }) @CalendarDate() from: string;
  @ApiProperty({ format: 'date', description: '统计末日，含当日' }) @CalendarDate() to: string;
}

/** How figures are put to departments. */
export class DepartmentRule extends PeriodQuery {
  /** 胃肠镜、会诊归执行（应邀）科室或申请科室 */
  @ApiPropertyOptional({ enum: ATTRIBUTIONS, default: 'executing' }) @IsOptional() @IsIn(ATTRIBUTIONS) attribution: (typeof ATTRIBUTIONS)[number] = 'executing';
  /** 合并的科室归入现科室，或按发生时的科室 */
  @ApiPropertyOptional({ enum: DEPARTMENT_VIEWS, default: 'current' }) @IsOptional() @IsIn(DEPARTMENT_VIEWS) departments: (typeof DEPARTMENT_VIEWS)[number] = 'current';
}

/** What exactly a figure counts. The same object makes the figure, opens its rows and exports them. */
export class FigureFilter extends DepartmentRule {
  @ApiProperty({ enum: MEASURE_NAMES }) @IsIn(MEASURE_NAMES) measure: MeasureName;
  @SomeOf(LEVEL_COLUMNS) level?: string[];
  /** 只计这一科室 */
  @ApiPropertyOptional() @IsOptional() @Matches(/^[\p{L}\p{N}@._-]{1,64}$/u) departmentCode?: string;
  @OptionalFlag('不含下级科室') own?: boolean;
  @OptionalFlag('只计未对照的科室') unmapped?: boolean;
  /** 只计这一对象 */
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) beneficiaryId?: string;
  @OptionalFlag('末日 24 点（今天则此刻）在院的住院，不按入院时间') inHouse?: boolean;
  @OptionalFlag('按例数：也列出只计例数、不计人次的业务') cases?: boolean;
  /** 只计这份工作报告所计的：不含机密对象；报告已锁定时为锁定的那些业务 */
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() reportId?: string;
  @OptionalFlag('只列这份报告锁定之后新增的业务；没有锁定的没有') addedSince?: boolean;
}
