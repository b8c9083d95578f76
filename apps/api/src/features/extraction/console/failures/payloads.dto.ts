import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { RowsOf } from '../../../../platform/access/row-parts.js';
import { CleanText } from '../../../../platform/http/input-rules.js';
import { FACT_KINDS } from '../../fact-kinds/fact-kinds.js';

const ENTITIES = Object.keys(FACT_KINDS);

export class InboxId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) id: number;
}

export class RecordId {
  @ApiProperty({ enum: ENTITIES }) @IsIn(ENTITIES) entity: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class PayloadRequest {
  @ApiProperty({ minLength: 4, description: 'Why; goes on the access trail' }) @CleanText(200, 4) reason: string;
}

export class PayloadRow {
  @ApiProperty({ description: 'As the source sent it; numbers of people are masked' }) payload: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Whose it is; null: of no person' })
  beneficiaryId: string | null;
}

export class PayloadAnswer {
  @RowsOf(() => PayloadRow, 'Only of people whom the caller sees') items: PayloadRow[];
}
