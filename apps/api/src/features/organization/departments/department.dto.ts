import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../../platform/access/row-parts.js';

export class DepartmentRow {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) parentCode: string | null;
  @ApiProperty({ description: '是否需要处理就诊' }) handlesVisits: boolean;
  @ApiProperty() sort: number;
}

export class DepartmentList {
  @RowsOf(() => DepartmentRow) items: DepartmentRow[];
}
