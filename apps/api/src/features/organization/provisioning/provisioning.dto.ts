import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, Matches, ValidateIf } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

const TEXT = { type: String, nullable: true } as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const filled = (_: object, value: unknown): boolean => value !== null && value !== '';

export class RuleInput {
  @ApiPropertyOptional({ ...TEXT, description: 'With everything below it; null: any' })
  @IsOptional() @ValidateIf(filled) @Matches(CODE) departmentCode?: string | null;
  @ApiPropertyOptional({ ...TEXT, maxLength: 50, description: 'As the HIS writes it; null: any' }) @IsOptional() @CleanText(50) title?: string | null;
  @ApiProperty({ description: 'Never one with 机密, exports or administration' }) @Matches(/^[A-Z][A-Z0-9_]{1,63}$/) roleCode: string;
  @ApiProperty() @IsBoolean() enabled: boolean;
}

export class ProvisioningRuleRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty(TEXT) departmentCode: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) title: string | null;
  @ApiProperty() roleCode: string;
  @ApiProperty() roleName: string;
  @ApiProperty() enabled: boolean;
  @ApiProperty() createdBy: string;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
}

export class ProvisioningRuleList {
  @RowsOf(() => ProvisioningRuleRow, 'The more exact ones first: they win') items: ProvisioningRuleRow[];
}

export class DefaultRole {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
}

export class DefaultRoleList {
  @RowsOf(() => DefaultRole, 'Those that may be given without anybody looking') items: DefaultRole[];
}

export class ExpectedAccount {
  @ApiProperty() staffNo: string;
  @ApiProperty() name: string;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) title: string | null;
  @ApiProperty() roleName: string;
}

export class ExpectedAccounts {
  @RowsOf(() => ExpectedAccount, 'At most 200 of them') items: ExpectedAccount[];
  @ApiProperty() total: number;
}
