import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsOptional, Matches, ValidateIf } from 'class-validator';

/** zhang@example.com is z***@example.com. */
export const maskEmail = (email: string): string => email.replace(/^(.).*@/u, '$1***@');

const filled = (_: object, value: unknown): boolean => value !== null && value !== '';

/** A mobile number of eleven digits; null or empty takes it away. */
export function MobilePhone(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ type: String, nullable: true, example: '13800138000' }), IsOptional(), ValidateIf(filled), Matches(/^1[3-9]\d{9}$/));
}

/** A mail address; null or empty takes it away. */
export function MailAddress(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ type: String, nullable: true, format: 'email' }), IsOptional(), ValidateIf(filled), IsEmail());
}
