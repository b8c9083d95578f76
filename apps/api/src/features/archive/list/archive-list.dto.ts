import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { TellsWho } from '../../../platform/access/person-name.js';
import { OptionalDay, OptionalFlag, OptionalText, SomeOf } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { PersonRow } from '../../../platform/http/person-row.dto.js';
import { NestedQuery, SchemeId } from '../../../platform/query/asked-query.js';
import { Plain } from '../../../platform/access/masked.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

/** What records are looked for; all conditions hold together. */
export class ArchiveQuery extends PageQuery {
  @OptionalText('姓名、拼音或首字母') keyword?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @OptionalText('社保卡号、医保号或保健卡号，须完整') cardNo?: string;
  @OptionalText('诊断：ICD 编码的开头、名称中的文字或拼音首字母') diagnosis?: string;
  @OptionalFlag('曾诊断: also diagnoses older than a year') everDiagnosed?: boolean;
  @ApiPropertyOptional({ enum: ['1', '2'] }) @IsOptional() @IsIn(['1', '2']) sex?: string;
  @ApiPropertyOptional({ minimum: 0, maximum: 130 }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(130) ageFrom?: number;
  @ApiPropertyOptional({ minimum: 0, maximum: 130 }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(130) ageTo?: number;
  @OptionalText('单位名称中的文字', 100) workUnit?: string;
  @OptionalText('责任医生姓名') doctor?: string;
  @OptionalFlag('在院') inHospital?: boolean;
  @OptionalDay('最近就诊不早于') lastVisitFrom?: string;
  @OptionalDay('最近就诊不晚于') lastVisitTo?: string;
  /** Code of the laboratory catalogue; its newest result is compared. */
  @ApiPropertyOptional() @IsOptional() @Matches(/^[A-Z0-9]{1,20}$/) labItem?: string;
  @ApiPropertyOptional({ enum: ['gt', 'lt'] }) @IsOptional() @IsIn(['gt', 'lt']) labIs?: 'gt' | 'lt';
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsNumber({ allowNaN: false, allowInfinity: false }) labValue?: number;
  @OptionalFlag('近一年没有体检') checkupOverdue?: boolean;
  @ApiPropertyOptional({ enum: ['none', 'unsigned', 'signed'], description: 'State of the newest version' }) @IsOptional() @IsIn(['none', 'unsigned', 'signed']) version?: 'none' | 'unsigned' | 'signed';
  @SchemeId() scheme?: string;
}

/** The same with a nested query of its own. */
export class ArchiveSearch extends ArchiveQuery {
  @NestedQuery() query: Record<string, unknown>;
}

export class ArchiveRow extends PersonRow {
  @ApiProperty({ ...TEXT, title: '单位' }) @TellsWho() workUnit: string | null;
  @ApiProperty({ ...TEXT, title: '责任医生' }) @Plain('Name of a member of staff') doctorName: string | null;
  @ApiProperty({ title: '在院' }) inHospital: boolean;
  @ApiProperty({ ...TIME, title: '最近就诊' }) lastVisitAt: Date | null;
  @ApiProperty({ title: '有内容的部分', description: 'Parts of the record, of those the caller may read, that hold something' }) present: number;
  @ApiProperty({ title: '共几部分' }) parts: number;
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'The newest version' }) archiveId: string | null;
  @ApiProperty({ title: '最新版本', type: Number, nullable: true }) version: number | null;
  @ApiProperty({ ...TIME, title: '生成时间' }) generatedAt: Date | null;
  @ApiProperty({ ...TIME, title: '审签时间' }) signedAt: Date | null;
}
export class ArchiveList extends PageOf(ArchiveRow) {}
