import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import { RowOf, RowsOf } from '../../platform/access/row-parts.js';

/** The document names them all, so that a page that asks for an unknown one does not compile. */
const PERMISSION_NAMES = Object.keys(PERMISSIONS);

export class Credentials {
  @ApiProperty({ example: 'office.staff' }) @IsString() @Length(1, 100) username: string;
  @ApiProperty({ format: 'password' }) @IsString() @Length(1, 200) password: string;
}

export class SecondFactorProof {
  /** The challenge that the sign-in answered. */
  @ApiProperty() @IsString() @Length(20, 2000) challenge: string;
  @ApiProperty({ example: '123456', description: 'Of the authenticator, or a recovery code' })
  @Matches(/^(\d{6}|[a-z2-7]{4}(-[a-z2-7]{4}){3})$/)
  code: string;
}

/** One of the two. */
export class Proof {
  @ApiPropertyOptional({ format: 'password' }) @IsOptional() @IsString() @Length(1, 200) password?: string;
  @ApiPropertyOptional({ example: '123456', description: 'Of the second factor' }) @IsOptional() @Matches(/^\d{6}$/) code?: string;
}

export class SecondFactorChallenge {
  @ApiProperty({ description: 'Goes to /auth/login/second-factor with the code; valid five minutes' }) challenge: string;
}

/** Either a token, or the question for the second factor. */
export class SignInAnswer {
  @ApiPropertyOptional({ description: 'Bearer token, valid fifteen minutes; renewed by /auth/refresh' }) accessToken?: string;
  @RowOf(() => SecondFactorChallenge, 'Only for accounts with a second factor', 'nothing') secondFactor?: SecondFactorChallenge;
}

export class AccessTokenAnswer {
  @ApiProperty() accessToken: string;
}

export class RoleName {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
}

/** The signed-in user: who he is and what he may do. */
export class Me {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) staffNo: string | null;
  @RowsOf(() => RoleName) roles: RoleName[];
  @ApiProperty({ type: String, nullable: true }) departmentCode: string | null;
  @ApiProperty({ type: String, nullable: true }) departmentName: string | null;
  @ApiProperty({ enum: PERMISSION_NAMES, isArray: true }) permissions: string[];
  @ApiProperty({ description: 'Whom he sees, in words' }) scopeNote: string;
  @ApiProperty({ type: String, enum: ['change-password', 'enrol-second-factor'], nullable: true, description: 'Comes before everything else' })
  duty: 'change-password' | 'enrol-second-factor' | null;
  @ApiProperty({ description: 'Minutes without a hand on the page until it is covered' }) lockAfterMinutes: number;
  @ApiProperty({ description: 'Whether pages carry his name' }) watermark: boolean;
  @ApiProperty({ enum: ['red', 'high-red-low-blue'], description: 'Colours of abnormal results; arrow and word stand beside them always' }) abnormalColours: string;
}

export class Preference {
  @ApiProperty({ nullable: true, type: 'object', additionalProperties: true }) value: unknown;
}
