import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Matches } from 'class-validator';
import { OptionalDay, OptionalFlag, OptionalText, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { NestedQuery, SchemeId } from '../../platform/query/asked-query.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';
import { TellsWho } from '../../platform/access/person-name.js';

export const CHECKUP_STATUSES = ['booked', 'registered', 'examining', 'pending_summary', 'summarized', 'issued', 'cancelled'] as const;
/** Of the newest edition; `none` where nobody has begun one. */
export const SUMMARY_STATES = ['none', 'draft', 'submitted', 'approved', 'published', 'withdrawn'] as const;

/** What the list may be ordered by. */
export const CHECKUP_SORTS = {
  checkupDate: 'v.checkup_date', name: 'b.name_sort', careLevel: 'b.care_level', checkupNo: 'v.checkup_no', abnormalCount: 'v.abnormal_count',
  workUnit: `case when not b.confidential then coalesce(v.work_unit, b.work_unit) end`,
} as const;

/** Filters and page; the export takes the filters alone. */
export class CheckupQuery extends PageQuery {
  @OptionalText('姓名、拼音或体检号') keyword?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @OptionalDay('体检日期自') from?: string;
  @OptionalDay('体检日期至，含当日') to?: string;
  @ApiPropertyOptional({ type: [String], description: '体检年度，按体检（到检）日期' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]))
  @ArrayMaxSize(20) @Matches(/^(19|20|21)\d\d$/, { each: true })
  year?: string[];
  @OptionalText('单位名称中的文字') workUnit?: string;
  @OptionalText('套餐名称') packageName?: string;
  @SomeOf(CHECKUP_STATUSES) status?: string[];
  @OptionalText('异常项目的名称中的文字，或其代码') abnormalItem?: string;
  @OptionalFlag('仅有异常的体检') abnormal?: boolean;
  @OptionalFlag('仅有重大异常（危急值或显著超出范围）的体检') critical?: boolean;
  @SomeOf(SUMMARY_STATES) summaryStatus?: string[];
  @SchemeId() scheme?: string;
  @SortBy(CHECKUP_SORTS, '-checkupDate') sort: string = '-checkupDate';
}

/** The same with a nested query of its own. */
export class CheckupSearch extends CheckupQuery {
  @NestedQuery() query: Record<string, unknown>;
}

export class CheckupListRow extends PersonRow {
  @ApiProperty({ title: '体检日期', format: 'date' }) checkupDate: string;
  @ApiProperty({ title: '套餐', type: String, nullable: true }) packageName: string | null;
  @ApiProperty({ title: '体检号' }) checkupNo: string;
  @ApiProperty({ title: '单位', type: String, nullable: true }) @TellsWho() workUnit: string | null;
  @ApiProperty({ title: '进度', enum: CHECKUP_STATUSES }) status: string;
  @ApiProperty({ title: '已检项目' }) doneCount: number;
  @ApiProperty({ title: '缺项', description: 'Items refused or not yet taken' }) missingCount: number;
  @ApiProperty({ title: '异常', description: 'Items out of order' }) abnormalCount: number;
  @ApiProperty({ title: '重大异常', description: 'Critical values, or far out of range' }) criticalCount: number;
  @ApiProperty({ title: '小结状态', enum: SUMMARY_STATES, description: 'Of the newest edition' }) summaryStatus: string;
  @ApiProperty({ description: 'The report was changed after the summary was written' }) summaryOutdated: boolean;
  @ApiProperty({ description: 'How often the report was issued; above 1 it was corrected' }) revision: number;
}

export class CheckupPage extends PageOf(CheckupListRow) {}

/** What the filters of the list offer: what occurs among the check-ups that the caller sees. */
export class CheckupChoices {
  @ApiProperty({ type: [String], description: 'The newest first' }) years: string[];
  @ApiProperty({ type: [String] }) packages: string[];
}
