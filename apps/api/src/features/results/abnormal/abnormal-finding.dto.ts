import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { WATCH_KINDS } from '@cadre/clinical/watch-reasons';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { OptionalDay, OptionalText, SomeCodes, SomeOf, SortBy } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { PersonRow } from '../../../platform/http/person-row.dto.js';
import { FLAG } from '../lab-report.dto.js';

export const FINDING_STATUSES = ['unread', 'known', 'in_progress', 'closed'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];
export const FINDING_OWNERS = ['mine', 'nobody', 'others'] as const;

/** urgency: the most urgent kind first, within it the oldest first. */
export const FINDING_SORTS = {
  urgency: '(v.severity, v.found_at)', foundAt: 'v.found_at', collectedAt: 'v.collected_at', name: 'b.name_sort', careLevel: 'b.care_level',
} as const;

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

/** Filters and page; the counts take the filters alone. */
export class AbnormalFindingQuery extends PageQuery {
  @OptionalText('姓名、拼音或报告单号') keyword?: string;
  @SomeOf(WATCH_KINDS) kind?: string[];
  @SomeOf(FINDING_STATUSES) status?: string[];
  @ApiPropertyOptional({ enum: FINDING_OWNERS }) @IsOptional() @IsIn(FINDING_OWNERS) owner?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeCodes('送检科室，含下级科室') departmentCode?: string[];
  @OptionalText('检验项目名称中的文字，或项目代码') item?: string;
  @OptionalDay('采样日期自') from?: string;
  @OptionalDay('采样日期至，含当日') to?: string;
  @SortBy(FINDING_SORTS, 'urgency') sort: string = 'urgency';
}

export class AbnormalFindingReason {
  @ApiProperty({ enum: WATCH_KINDS }) kind: string;
  @ApiProperty({ description: 'Chinese, with the figures it was reckoned from' }) sentence: string;
}

/** A result that somebody has to look at. */
export class AbnormalFindingRow extends PersonRow {
  @ApiProperty({ format: 'uuid' }) reportId: string;
  @ApiProperty() reportNo: string;
  @ApiProperty() itemCode: string;
  @ApiProperty() @Plain('Name of a laboratory test') itemName: string;
  @ApiProperty({ format: 'date-time' }) collectedAt: Date;
  @ApiProperty({ ...TEXT, description: 'As the laboratory wrote it' }) text: string | null;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) range: string | null;
  @ApiProperty(FLAG) flag: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty({ enum: WATCH_KINDS, isArray: true, description: 'The most urgent first' }) kinds: string[];
  @RowsOf(() => AbnormalFindingReason) reasons: AbnormalFindingReason[];
  @ApiProperty({ enum: FINDING_STATUSES }) status: string;
  @ApiProperty(TEXT) ownerName: string | null;
  @ApiProperty({ description: 'The caller has taken it on' }) mine: boolean;
  @ApiProperty({ format: 'date-time' }) foundAt: Date;
  @ApiProperty({ description: 'Whole days since it was found; of a closed one until it was closed' }) ageDays: number;
  @ApiProperty(TEXT) statusBy: string | null;
  @ApiProperty(TIME) statusAt: Date | null;
  @ApiProperty(TEXT) note: string | null;
  @ApiProperty({ ...TIME, description: 'As the laboratory says; null: it does not say' }) notifiedAt: Date | null;
  @ApiProperty(TEXT) notifiedTo: string | null;
  @ApiProperty(TIME) handledAt: Date | null;
  @ApiProperty() version: number;
}

export class AbnormalFindingPage extends PageOf(AbnormalFindingRow) {}

/** Of the same filters but kind and status; kinds count what is not closed. */
export class AbnormalFindingCounts {
  @ApiProperty() critical: number;
  @ApiProperty() change: number;
  @ApiProperty() worsening: number;
  @ApiProperty() fresh: number;
  @ApiProperty() unread: number;
  @ApiProperty() known: number;
  @ApiProperty() inProgress: number;
  @ApiProperty() closed: number;
  @ApiProperty() mine: number;
}

export class AbnormalFindingHandling {
  @ApiProperty({ enum: ['known', 'in_progress', 'closed'], description: 'in_progress: the caller takes it on; closed needs a note' })
  @IsIn(['known', 'in_progress', 'closed'])
  status: 'known' | 'in_progress' | 'closed';

  @ApiPropertyOptional() @IsOptional() @CleanText(500) note?: string;
  @ApiProperty({ minimum: 1, description: 'The version that was read' }) @IsInt() @Min(1) @Max(1_000_000) version: number;
}
