import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { OptionalFlag, OptionalText, SomeCodes, SomeOf } from '../../platform/http/list-input.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

const TEXT = { type: String, nullable: true } as const;

export class BoardQuery {
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
  @OptionalText('病区名称') ward?: string;
  @OptionalText('责任医师的姓名或工号') doctor?: string;
  @OptionalFlag('大屏：姓名以代称出现，不含诊断') screen?: boolean;
}

/** Who lies in a bed now. */
export class BoardBed extends PersonRow {
  @ApiProperty() visitNo: string;
  @ApiProperty(TEXT) wardName: string | null;
  @ApiProperty(TEXT) bedNo: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) careGrade: string | null;
  @ApiProperty({ format: 'date-time' }) admittedAt: Date;
  @ApiProperty({ description: 'The day of admission is the first' }) dayNo: number;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty({ type: Number, nullable: true }) @Masked(hidden, 'lab:read') abnormalCount: number | null;
  @ApiProperty({ type: Number, nullable: true }) @Masked(hidden, 'lab:read') criticalCount: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Reports since the reader last opened the stay, of the last week' })
  @Masked(hidden, 'lab:read') unreadCount: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Examinations asked for or made today' }) @Masked(hidden, 'exam:view') examsToday: number | null;
  @ApiProperty({ type: Number, nullable: true }) @Masked(hidden, 'surgery:read') surgeriesToday: number | null;
  @ApiProperty({ description: 'Somebody else is said to lie in this bed too' }) doublyTaken: boolean;
}

export class WardBoard {
  @RowsOf(() => BoardBed, 'By ward and bed') items: BoardBed[];
  @ApiProperty() inHospital: number;
  @ApiProperty() admittedToday: number;
  @ApiProperty() dischargedToday: number;
  @ApiProperty({ format: 'date-time' }) at: Date;
}
