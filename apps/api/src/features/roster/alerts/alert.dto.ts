import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PersonName } from '../../../platform/access/person-name.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { CARE_LEVELS } from '../person.js';

export const ALERT_KINDS = ['level-expiry', 'arrival', 'admission'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
export const ALERT_STATUSES = ['open', 'acknowledged', 'closed'] as const;

export class AlertQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ALERT_STATUSES, description: 'Without it: those that are not closed' })
  @IsOptional() @IsIn(ALERT_STATUSES)
  status?: string;

  @ApiPropertyOptional({ enum: ALERT_KINDS }) @IsOptional() @IsIn(ALERT_KINDS) kind?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() beneficiaryId?: string;
  @ApiPropertyOptional({ enum: ['at', '-at'], default: '-at' }) @IsOptional() @IsIn(['at', '-at']) sort: string = '-at';
}

export class AlertRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ enum: ALERT_KINDS }) kind: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ description: 'The rule in words' }) rule: string;
  @ApiProperty({ description: 'What set it off' }) value: string;
  @ApiProperty({ enum: ALERT_STATUSES }) status: string;
  @ApiProperty({ type: String, nullable: true }) handledBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) handledAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class AlertPage extends PageOf(AlertRow) {}

export class AlertId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class AlertHandling {
  @ApiProperty({ enum: ['acknowledged', 'closed'] }) @IsIn(['acknowledged', 'closed']) status: 'acknowledged' | 'closed';
  @ApiPropertyOptional() @IsOptional() @CleanText(200) note?: string;
}

export class AlertChoice {
  @ApiProperty() @IsBoolean() enabled: boolean;
  @ApiPropertyOptional({ minimum: 1, maximum: 366, description: 'Only of level-expiry: how long before' })
  @IsOptional() @IsInt() @Min(1) @Max(366)
  days?: number;
}

export class LevelAndKind {
  @ApiProperty({ enum: CARE_LEVELS }) @IsIn(CARE_LEVELS) careLevel: string;
  @ApiProperty({ enum: ALERT_KINDS }) @IsIn(ALERT_KINDS) kind: AlertKind;
}

export class PersonAndKind {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty({ enum: ALERT_KINDS }) @IsIn(ALERT_KINDS) kind: AlertKind;
}

export class LevelRule {
  @ApiProperty({ enum: CARE_LEVELS }) careLevel: string;
  @ApiProperty({ enum: ALERT_KINDS }) kind: string;
  @ApiProperty() enabled: boolean;
  @ApiProperty({ type: Number, nullable: true }) days: number | null;
}

export class LevelRules {
  @RowsOf(() => LevelRule) items: LevelRule[];
}

export class PersonSetting {
  @ApiProperty({ enum: ALERT_KINDS }) kind: string;
  @ApiProperty({ description: 'As it holds for him' }) enabled: boolean;
  @ApiProperty({ type: Number, nullable: true }) days: number | null;
  @ApiProperty({ description: 'His own; otherwise that of his level' }) personal: boolean;
}

export class PersonSettings {
  @RowsOf(() => PersonSetting) items: PersonSetting[];
}
