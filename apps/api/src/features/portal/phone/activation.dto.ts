import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { CleanText } from '../../../platform/http/input-rules.js';

export class Activation {
  @ApiProperty({ description: 'The number that the message came to' }) @CleanText(20, 5) phone: string;
  @ApiProperty({ description: 'The eight digits of the message' }) @Matches(/^\d{8}$/) code: string;
}

export class PhoneSessionAnswer {
  @ApiProperty({ description: 'For the header Authorization: Bearer' }) token: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}
