import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CleanText } from '../../../platform/http/input-rules.js';

export const REPORT_KINDS = ['own', 'compare'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export class ReportQuery {
  @ApiPropertyOptional({ enum: REPORT_KINDS, default: 'own', description: '含小结版，或另附历年对比' })
  @IsOptional() @IsIn(REPORT_KINDS)
  kind: ReportKind = 'own';
}

/** The check-ups of a unit in a year, as 单位批次 counts them. */
export class ReportBatchAsked extends ReportQuery {
  @ApiProperty({ maxLength: 200, description: '单位名称，与单位批次所列完全一致' }) @CleanText(200, 1) unit: string;
  @ApiProperty({ minimum: 1990, maximum: 2199, description: '年度，按到检日期' }) @Type(() => Number) @IsInt() @Min(1990) @Max(2199) year: number;
}

export class ReportBatchStarted {
  @ApiProperty({ format: 'uuid', description: 'The job; followed at /jobs/:id' }) id: string;
  @ApiProperty() checkups: number;
}
