import { mixin, type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { RowsOf } from '../access/row-parts.js';

export const PAGE_SIZES = [10, 20, 50, 100] as const;
/** Beyond this many rows a total is "10 000+" and pages are walked, not jumped to. */
export const EXACT_TOTAL = 10_000;

/** Which page of a list. */
export class PageQuery {
  /** Page number from 1; pages past row 10 000 are reached by narrowing the filters. */
  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 1 })
  @IsOptional() @Convert(() => Number) @IsInt() @Min(1) @Max(1000)
  page: number = 1;

  @ApiPropertyOptional({ enum: PAGE_SIZES, default: 20 })
  @IsOptional() @Convert(() => Number) @IsIn(PAGE_SIZES)
  pageSize: number = 20;
}

export interface Page<T> {
  items: T[];
  total: number;
  /** False when there are more rows than were counted. */
  totalIsExact: boolean;
}

/** The answer class of a list of `Row`. */
export function PageOf<T>(row: Type<T>): Type<Page<T>> {
  @ApiSchema({ name: `${row.name}Page` })
  class ListAnswer implements Page<T> {
    @RowsOf(() => row) items: T[];
    @ApiProperty() total: number;
    @ApiProperty({ description: 'False: there are more than this many rows' }) totalIsExact: boolean;
  }
  return mixin(ListAnswer);
}
