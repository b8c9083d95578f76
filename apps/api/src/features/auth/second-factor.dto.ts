import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class SecondFactorOffer {
  @ApiProperty({ description: 'Base32, to be typed where no camera is at hand' }) secret: string;
  @ApiProperty({ description: 'otpauth: address, to be drawn as a QR code on this machine' }) uri: string;
}

export class SecondFactorCode {
  @ApiProperty({ example: '123456' }) @Matches(/^\d{6}$/, { message: '请输入 6 位数字验证码。' }) code: string;
}

/** Shown once. */
export class RecoveryCodes {
  @ApiProperty({ type: [String] }) codes: string[];
}
