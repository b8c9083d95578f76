import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, Matches } from 'class-validator';
import { PersonName } from '../../../platform/access/person-name.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;

export class ReportFactKey {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty({ description: 'Key of the figure' }) @Matches(/^[\p{L}\p{N}.-]{1,32}$/u) fact: string;
}

export class ReportFactQuery extends PageQuery {}

/** One of what a figure beside the form is made of. */
export class ReportFactRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'Null: it is not of one person' }) beneficiaryId: string | null;
  @ApiProperty({ ...TEXT, title: '对象' }) @PersonName() name: string | null;
  @ApiProperty({ ...TEXT, title: '级别' }) careLevel: string | null;
  @ApiProperty({ title: '时间', format: 'date-time' }) at: Date;
  @ApiProperty({ ...TEXT, title: '科室' }) departmentName: string | null;
  @ApiProperty({ ...TEXT, title: '内容', description: 'What it is, in words or as a kind of event' }) what: string | null;
}

export class ReportFactPage extends PageOf(ReportFactRow) {}
