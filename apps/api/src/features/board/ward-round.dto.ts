import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { OptionalText, SomeCodes } from '../../platform/http/list-input.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

const TEXT = { type: String, nullable: true } as const;

export class RoundQuery {
  @OptionalText('病区名称') ward?: string;
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
  @OptionalText('责任医师的姓名或工号') doctor?: string;
}

export class RoundResult {
  @ApiProperty() name: string;
  @ApiProperty(TEXT) value: string | null;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) range: string | null;
  @ApiProperty(TEXT) flag: string | null;
  @ApiProperty() critical: boolean;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class RoundOrder {
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Dose, route and frequency as written' }) detail: string;
  @ApiProperty(TEXT) term: string | null;
  @ApiProperty({ description: 'Ordered today' }) fresh: boolean;
}

export class RoundExam {
  @ApiProperty() name: string;
  @ApiProperty(TEXT) impression: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** One patient of a ward round: what whoever stands at the bed wants to know. */
export class RoundPatient extends PersonRow {
  @ApiProperty(TEXT) wardName: string | null;
  @ApiProperty(TEXT) bedNo: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) careGrade: string | null;
  @ApiProperty({ description: 'The day of admission is the first' }) dayNo: number;
  @ApiProperty({ format: 'date-time' }) admittedAt: Date;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty({ type: [String] }) @Masked(() => '****', 'diagnosis:read') otherDiagnoses: string[];
  @ApiProperty(TEXT) allergies: string | null;
  @RowsOf(() => RoundResult, 'Abnormal results of the last three days; empty for those who may not read results') results: RoundResult[];
  @RowsOf(() => RoundOrder, 'Long orders in force and what was ordered today; empty for those who may not read orders') orders: RoundOrder[];
  @RowsOf(() => RoundExam, 'Reports of the last seven days; empty for those who may not read them') exams: RoundExam[];
}

export class RoundSheet {
  @RowsOf(() => RoundPatient, 'By ward and bed') items: RoundPatient[];
  @ApiProperty({ format: 'date-time' }) at: Date;
}
