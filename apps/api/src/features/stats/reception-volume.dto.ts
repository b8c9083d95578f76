import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { RowOf, RowsOf } from '../../platform/access/row-parts.js';
import { OptionalFlag } from '../../platform/http/list-input.js';
import { PeriodQuery } from './figure-filter.dto.js';
import { LEVEL_COLUMNS } from './measures.js';

export const GROUPINGS = ['day', 'week', 'month'] as const;
export const SOURCES = ['checkup', 'outpatient', 'inpatient'] as const;
/** What stands beside the sources when asked for, in no sum. */
export const STAY_SOURCES = ['discharge', 'inHouse'] as const;
export type StaySource = (typeof STAY_SOURCES)[number];
/** Columns of 接待量: the levels, 干保 together, everybody. */
export const VOLUME_COLUMNS = [...LEVEL_COLUMNS, 'cadre', 'all'] as const;
/** Whether events of a level stand in a column. */
export const belongs = (level: string | null, column: string): boolean => column === 'all' || column === level || column === 'cadre' && level !== 'VIP';
const DAY = { type: String, format: 'date' } as const;

export class VolumeQuery extends PeriodQuery {
  @ApiPropertyOptional({ enum: GROUPINGS, default: 'day' }) @IsOptional() @IsIn(GROUPINGS) groupBy: (typeof GROUPINGS)[number] = 'day';
  @OptionalFlag('另列出院人次与区间末日在院，不进合计') stays?: boolean;
}

/** A figure of the table. `all`: the sum over its dimension, people counted once. */
export class VolumeCell {
  @ApiProperty({ enum: [...SOURCES, ...STAY_SOURCES, 'all'], description: '体检、门诊、住院（入院）；all：合计；discharge、inHouse：另列的出院、末日在院' }) source: string;
  @ApiProperty({ enum: VOLUME_COLUMNS, description: '级别列；VIP：特需；cadre：干保小计；all：合计' }) column: string;
  @ApiProperty({ title: '人次' }) visits: number;
  @ApiProperty({ title: '人数' }) people: number;
}

export class VolumeBucket {
  @ApiProperty({ ...DAY, description: 'First day inside the period' }) from: string;
  @ApiProperty({ ...DAY, description: 'Last day inside the period' }) to: string;
  @ApiProperty({ title: '体检人次' }) checkup: number;
  @ApiProperty({ title: '门诊人次' }) outpatient: number;
  @ApiProperty({ title: '住院人次' }) inpatient: number;
  @ApiProperty({ title: '合计人次' }) visits: number;
  @ApiProperty({ title: '合计人数' }) people: number;
}

/** The same figures of another period, beside which they are compared. */
export class ComparedPeriod {
  @ApiProperty(DAY) from: string;
  @ApiProperty(DAY) to: string;
  @RowsOf(() => VolumeCell) cells: VolumeCell[];
}

export class ReceptionVolume {
  @ApiProperty(DAY) from: string;
  @ApiProperty(DAY) to: string;
  @ApiProperty({ description: 'Version of the definitions (口径)' }) definitionVersion: string;
  @ApiProperty({ type: Number, nullable: true, description: 'People’s 人次 that the caller may not see, where the hospital shows that there are some' }) hidden: number | null;
  @RowsOf(() => VolumeCell) cells: VolumeCell[];
  @RowOf(() => ComparedPeriod, '环比：the period before', 'never') previous: ComparedPeriod;
  @RowOf(() => ComparedPeriod, '同比：the year before', 'never') lastYear: ComparedPeriod;
  @RowsOf(() => VolumeBucket) buckets: VolumeBucket[];
}
