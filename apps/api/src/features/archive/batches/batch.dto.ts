import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { OptionalText, SomeOf } from '../../../platform/http/list-input.js';

/** For whom: a unit, levels, or both. */
export class BatchAsked {
  @ApiProperty({ format: 'uuid' }) @IsUUID() templateId: string;
  @OptionalText('单位，须完整', 100) workUnit?: string;
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
}

export class BatchStarted {
  @ApiProperty({ format: 'uuid', description: 'The job; followed at /jobs/:id' }) id: string;
  @ApiProperty() people: number;
}
