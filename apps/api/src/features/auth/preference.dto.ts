import { ApiProperty } from '@nestjs/swagger';
import { IsObject, Matches } from 'class-validator';

export class PreferenceKey {
  @ApiProperty({ description: 'Which setting, e.g. columns.outpatient' }) @Matches(/^[a-z][\w.-]{0,63}$/) key: string;
}

export class PreferenceValue {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'At most 16 kB' }) @IsObject() value: Record<string, unknown>;
}
