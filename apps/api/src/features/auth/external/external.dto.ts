import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { RowOf, RowsOf } from '../../../platform/access/row-parts.js';
import { SignInAnswer } from '../auth.dto.js';
import { PROVIDERS, type ProviderCode } from './external-providers.js';

export class ProviderChoice {
  @ApiProperty({ enum: PROVIDERS }) @IsIn(PROVIDERS) provider: ProviderCode;
}

export class ProviderRow {
  @ApiProperty({ enum: PROVIDERS }) code: ProviderCode;
  @ApiProperty({ example: '企业微信' }) name: string;
}

export class ProviderList {
  @RowsOf(() => ProviderRow) items: ProviderRow[];
}

export class ProviderPlace {
  @ApiProperty({ description: 'Where the browser goes next' }) url: string;
}

/** What the provider sent the browser back with. */
export class ProviderReturn {
  @ApiProperty() @IsString() @Length(1, 512) code: string;
  @ApiProperty() @Matches(/^[\w-]{20,100}$/) state: string;
}

export class UnboundIdentity {
  @ApiProperty({ description: 'Goes to /auth/external/bind with account and password; valid five minutes' }) ticket: string;
  @ApiProperty({ type: String, nullable: true }) displayName: string | null;
}

/** A token, the question for the second factor, or an identity that belongs to no account yet. */
export class ExternalAnswer extends SignInAnswer {
  @RowOf(() => UnboundIdentity, 'No account has it; none is made', 'nothing') unbound?: UnboundIdentity;
}

export class BindingProof {
  @ApiProperty() @Matches(/^[\w-]{20,100}$/) ticket: string;
  @ApiProperty() @IsString() @Length(1, 100) username: string;
  @ApiProperty({ format: 'password' }) @IsString() @Length(1, 200) password: string;
  @ApiPropertyOptional({ description: 'Of the authenticator, when the account has one' }) @IsOptional() @Matches(/^\d{6}$/) code?: string;
}

export class IdentityRow {
  @ApiProperty({ enum: PROVIDERS }) provider: ProviderCode;
  @ApiProperty() providerName: string;
  @ApiProperty({ description: 'False: there is none yet' }) bound: boolean;
  @ApiProperty({ type: String, nullable: true }) displayName: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) boundAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) usedAt: Date | null;
}

export class IdentityList {
  @RowsOf(() => IdentityRow) items: IdentityRow[];
}
