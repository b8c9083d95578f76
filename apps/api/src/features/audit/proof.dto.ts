import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class ProofState {
  @ApiProperty({ type: Number, nullable: true, description: 'Newest group of the chain' }) block: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) chainedAt: Date | null;
  @ApiProperty({ description: 'sha256 or hmac-sm3' }) algorithm: string;
  @ApiProperty({ type: String, nullable: true, description: 'Hash of the newest group, hex' }) hash: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastAnchorAt: string | null;
  @ApiProperty({ description: 'Anchors outside the database' }) anchors: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Rows are on-line from this day' }) onlineFrom: Date | null;
  @ApiProperty({ description: 'Days that rows stay on-line, at least 180' }) retentionDays: number;
  @ApiProperty({ description: 'Clock and zone of all times' }) timeZone: string;
}

export class VerifyRequest {
  @ApiProperty({ description: 'True: only what came after the last check that found everything right' }) @IsBoolean() onlyNew: boolean;
}

export class VerifyAnswer {
  @ApiProperty() whole: boolean;
  @ApiProperty({ description: 'In one Chinese sentence' }) sentence: string;
  @ApiProperty({ type: Number, nullable: true, description: 'First number that is not as it was written' }) firstBad: number | null;
  @ApiProperty({ type: String, nullable: true, enum: ['access', 'change'] }) log: string | null;
  @ApiProperty() rows: number;
  @ApiProperty() blocks: number;
  @ApiProperty({ description: 'Written within the last seconds, not chained yet' }) unchained: number;
  @ApiProperty() anchors: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastAnchorAt: string | null;
}
