import { ApiProperty } from '@nestjs/swagger';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;
export const FLAG = { ...TEXT, enum: ['H', 'L', 'HH', 'LL', 'A', 'N'], description: 'Null: nobody judged' } as const;
export const FLAG_SOURCE = { ...TEXT, enum: ['lis', 'printed', 'local'], description: 'Who judged' } as const;
export const COMPARATOR = { ...TEXT, enum: ['<', '>', '<=', '>='] } as const;

export class LabReportRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() reportNo: string;
  @ApiProperty() panelName: string;
  @ApiProperty(TEXT) specimen: string | null;
  @ApiProperty({ format: 'date-time' }) collectedAt: Date;
  @ApiProperty(TIME) reportedAt: Date | null;
  @ApiProperty({ enum: ['final', 'corrected', 'withdrawn'] }) status: string;
  @ApiProperty() revision: number;
  @ApiProperty() abnormalCount: number;
  @ApiProperty(TEXT) departmentName: string | null;
}

export class LabReportPage extends PageOf(LabReportRow) {}

/** One line of a report, as the laboratory sent it and as it was judged. */
export class LabResultRow {
  @ApiProperty({ description: 'Same code: comparable results' }) code: string;
  @ApiProperty() @Plain('Name of a laboratory test') name: string;
  @ApiProperty({ ...TEXT, description: 'As the laboratory wrote it' }) text: string | null;
  @ApiProperty(NUMBER) number: number | null;
  @ApiProperty(COMPARATOR) comparator: string | null;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) range: string | null;
  @ApiProperty(FLAG) flag: string | null;
  @ApiProperty(FLAG_SOURCE) flagSource: string | null;
  @ApiProperty({ description: '标记不一致: the laboratory and the range say different things' }) disagrees: boolean;
  @ApiProperty() critical: boolean;
  @ApiProperty(TEXT) method: string | null;
  @ApiProperty({ ...TEXT, description: 'Of a culture: the germ; the item is then the drug' }) organism: string | null;
  @ApiProperty({ ...TEXT, description: 'S, I or R' }) susceptibility: string | null;
  @ApiProperty({ ...TIME, description: 'Critical value: when somebody was told, as the laboratory says' }) notifiedAt: Date | null;
  @ApiProperty(TEXT) notifiedTo: string | null;
  @ApiProperty(TIME) handledAt: Date | null;
}

/** A version that was replaced. */
export class EarlierReport {
  @ApiProperty() revision: number;
  @ApiProperty({ enum: ['preliminary', 'final', 'corrected', 'withdrawn'] }) status: string;
  @ApiProperty({ format: 'date-time' }) recordedUntil: Date;
}

export class LabReportDetail extends LabReportRow {
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty(TEXT) requestNo: string | null;
  @ApiProperty(TEXT) requestingDoctor: string | null;
  @ApiProperty(TIME) receivedAt: Date | null;
  @ApiProperty(TIME) testedAt: Date | null;
  @ApiProperty(TIME) verifiedAt: Date | null;
  @ApiProperty(TEXT) tester: string | null;
  @ApiProperty(TEXT) verifier: string | null;
  @ApiProperty({ ...TEXT, description: 'Age as printed on the report' }) patientAgeText: string | null;
  @ApiProperty() sourceSystem: string;
  @ApiProperty({ format: 'date-time', description: 'Version of the source' }) sourceVersion: Date;
  @RowsOf(() => LabResultRow) results: LabResultRow[];
  @RowsOf(() => EarlierReport, 'Versions that this one replaced, the newest first') earlier: EarlierReport[];
}
