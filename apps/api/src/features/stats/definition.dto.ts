import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';
import { IN_HOUSE, MEASURE_NAMES } from './measures.js';

export class Definition {
  @ApiProperty({ enum: [...MEASURE_NAMES, IN_HOUSE.id] }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() definition: string;
}

/** 口径: what each figure counts. */
export class DefinitionList {
  @ApiProperty() version: string;
  @ApiProperty({ type: [String] }) rules: string[];
  @RowsOf(() => Definition) items: Definition[];
}
