import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsUUID, Matches, Max, Min, ValidateIf } from 'class-validator';
import { RowsOf } from '../../../../platform/access/row-parts.js';
import { CleanText } from '../../../../platform/http/input-rules.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const orNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null);
const text = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

/** What can be wrong with a source, and within which bounds a threshold makes sense. */
export const ALARM_KINDS = {
  failures: { label: '连续失败', least: 1, most: 100 },
  rate: { label: '失败率', least: 0.1, most: 100 },
  silence: { label: '长时间无成功', least: 1, most: 10_080 },
  backlog: { label: '积压', least: 1, most: 1_000_000 },
  difference: { label: '对账不符', least: 1, most: 1_000_000 },
  missed: { label: '没有按时读取', least: 2, most: 100 },
} as const;

export type AlarmKind = keyof typeof ALARM_KINDS;
const KINDS = Object.keys(ALARM_KINDS) as AlarmKind[];

export class AlarmRuleId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class AlarmRuleInput {
  @ApiProperty({ ...text, description: 'null: every source that has no rule of this kind of its own' })
  @orNull()
  @Matches(/^[a-z][a-z0-9-]{0,31}$/)
  source: string | null;
  @ApiProperty({
    enum: KINDS,
    description:
      'failures: tries in a row; rate: percent of records set aside within the window; silence: minutes without a success; backlog: histories waiting; difference: records that the last comparison found; missed: intervals without any run',
  })
  @IsIn(KINDS)
  kind: AlarmKind;
  @ApiProperty() @IsNumber() @Min(0.1) @Max(1_000_000) threshold: number;
  @ApiProperty({ minimum: 1, maximum: 10_080 }) @IsInt() @Min(1) @Max(10_080) windowMinutes: number;
  @ApiPropertyOptional({ ...text, description: 'HH:MM; nobody is told from then on' })
  @IsOptional()
  @orNull()
  @Matches(CLOCK)
  quietFrom?: string | null;
  @ApiPropertyOptional({ ...text, description: 'HH:MM; what is still wrong then is told' })
  @IsOptional()
  @orNull()
  @Matches(CLOCK)
  quietUntil?: string | null;
  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'A second notice after so many minutes; null: none',
  })
  @IsOptional()
  @orNull()
  @IsInt()
  @Min(1)
  @Max(10_080)
  escalateMinutes?: number | null;
  @ApiProperty() @IsBoolean() enabled: boolean;
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}

export class AlarmRuleRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty(text) source: string | null;
  @ApiProperty({ enum: KINDS }) kind: AlarmKind;
  @ApiProperty({ description: 'Chinese' }) label: string;
  @ApiProperty() threshold: number;
  @ApiProperty() windowMinutes: number;
  @ApiProperty(text) quietFrom: string | null;
  @ApiProperty(text) quietUntil: string | null;
  @ApiProperty({ type: Number, nullable: true }) escalateMinutes: number | null;
  @ApiProperty() enabled: boolean;
  @ApiProperty() changedBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) changedAt: Date;
  @ApiProperty({ description: 'Sources that are wrong by it now' }) alarming: number;
  @ApiProperty({ description: 'Notices that were held back: at most one an hour, none in quiet hours' })
  suppressed: number;
}

export class AlarmRuleList {
  @RowsOf(() => AlarmRuleRow) items: AlarmRuleRow[];
}

export class AlarmRow {
  @ApiProperty({ format: 'uuid' }) ruleId: string;
  @ApiProperty() source: string;
  @ApiProperty({ enum: KINDS }) kind: AlarmKind;
  @ApiProperty({ enum: ['ok', 'alarming'] }) state: string;
  @ApiProperty({ type: String, format: 'date-time' }) since: Date;
  @ApiProperty({ type: Number, nullable: true }) value: number | null;
  @ApiProperty() threshold: number;
  @ApiProperty(nullableTime) notifiedAt: Date | null;
  @ApiProperty(nullableTime) escalatedAt: Date | null;
  @ApiProperty() suppressed: number;
}

export class AlarmList {
  @RowsOf(() => AlarmRow, 'What is wrong now, the longest first, then what is in order') items: AlarmRow[];
  @ApiProperty({ ...nullableTime, description: 'When the rules were last looked at; long ago: nobody watches' })
  lookedAt: Date | null;
}
