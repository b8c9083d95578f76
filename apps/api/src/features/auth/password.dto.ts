import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class PasswordChange {
  @ApiProperty({ format: 'password' }) @IsString() @Length(1, 200) password: string;
  @ApiProperty({ format: 'password' }) @IsString() @Length(1, 200) newPassword: string;
}

/** How well the caller's own account is protected. */
export class OwnSecurity {
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) passwordChangedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it does not run out' }) passwordEndsAt: Date | null;
  @ApiProperty({ type: [String], description: 'What a new password has to be, in words' }) passwordRules: string[];
  @ApiProperty() hasSecondFactor: boolean;
  @ApiProperty({ description: 'By his roles and the parameters' }) wantsSecondFactor: boolean;
  @ApiProperty({ description: 'Recovery codes that were not used yet' }) recoveryCodes: number;
}
