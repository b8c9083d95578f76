import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { OptionalText, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

/** What is counted of a unit may be ordered by. */
export const BATCH_SORTS = { unit: 'unit', due: 'due', done: 'done', missing: 'missing', rate: 'rate' } as const;
export const ATTENDANCE = ['done', 'booked', 'missing'] as const;

/** This year by the hospital's clock. */
export const thisYear = (): number => Number(new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 4));

class YearQuery extends PageQuery {
  @ApiPropertyOptional({ minimum: 1990, maximum: 2199, description: '年度，按到检日期；不填为今年' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1990) @Max(2199)
  year?: number;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
}

export class UnitBatchQuery extends YearQuery {
  @OptionalText('单位名称中的文字') workUnit?: string;
  @SortBy(BATCH_SORTS, '-missing') sort: string = '-missing';
}

/** A unit in a year: people, not check-ups. */
export class UnitBatchRow {
  @ApiProperty({ title: '单位' }) unit: string;
  @ApiProperty({ title: '年度' }) year: number;
  @ApiProperty({ title: '应检人数' }) due: number;
  @ApiProperty({ title: '已检人数' }) done: number;
  @ApiProperty({ title: '已预约未到检人数' }) booked: number;
  @ApiProperty({ title: '未检人数', description: 'Due and not done, booked ones included' }) missing: number;
  @ApiProperty({ title: '体检率（%）', type: Number, nullable: true, description: 'Done of due, one decimal' }) rate: number | null;
}

export class UnitBatchPage extends PageOf(UnitBatchRow) {}

export class UnitBatchPeopleQuery extends YearQuery {
  @OptionalText('单位名称，完全一致') unit?: string;
  @SomeOf(ATTENDANCE) attendance?: string[];
}

/** Somebody who is due in a year, and what became of it. */
export class UnitBatchPersonRow extends PersonRow {
  @ApiProperty({ title: '单位' }) unit: string;
  @ApiProperty({ title: '体检情况', enum: ATTENDANCE }) attendance: string;
  @ApiProperty({ title: '本年体检日期', type: String, format: 'date', nullable: true }) checkupDate: string | null;
  @ApiProperty({ title: '上次体检日期', type: String, format: 'date', nullable: true }) lastDate: string | null;
}

export class UnitBatchPersonPage extends PageOf(UnitBatchPersonRow) {}
