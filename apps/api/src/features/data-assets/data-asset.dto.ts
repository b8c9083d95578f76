import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const ASSET_TYPES = [
  'lab', 'exam', 'imaging', 'order', 'prescription', 'note', 'checkup', 'diagnosis', 'surgery', 'consultation', 'registration', 'visit', 'appointment',
] as const;

/** What is stored of one type from one department, as far as the caller may see the people. */
export class DataAssetRow {
  @ApiProperty({ enum: ASSET_TYPES }) type: string;
  @ApiProperty({ ...TEXT, description: 'Null: the source names none' }) departmentCode: string | null;
  @ApiProperty({ ...TEXT, description: 'Ours where the code is known, else as the source wrote it' }) departmentName: string | null;
  @ApiProperty({ description: 'False: the source names a department that is not in our tree' }) departmentKnown: boolean;
  @ApiProperty() rows: number;
  @ApiProperty(TIME) firstAt: Date | null;
  @ApiProperty(TIME) lastAt: Date | null;
  @ApiProperty({ ...TIME, description: 'When a row was last written' }) updatedAt: Date | null;
}

export class DataAssetList {
  @RowsOf(() => DataAssetRow, 'By type, the largest department first') items: DataAssetRow[];
}
