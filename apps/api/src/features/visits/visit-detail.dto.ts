import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { hidden, Masked, Plain } from '../../platform/access/masked.js';
import { RowOf, RowsOf } from '../../platform/access/row-parts.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const VISIT_CLASSES = ['outpatient', 'emergency', 'inpatient'] as const;
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export class PersonVisitsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: VISIT_CLASSES }) @IsOptional() @IsIn(VISIT_CLASSES) class?: string;
}

/** A visit or stay, as one line of a person's history. */
export class VisitRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() visitNo: string;
  @ApiProperty({ enum: VISIT_CLASSES }) visitClass: string;
  @ApiProperty(TEXT) visitType: string | null;
  @ApiProperty({ format: 'date-time', description: 'Seen, else registered; of a stay the admission' }) startedAt: Date;
  @ApiProperty(TIME) endedAt: Date | null;
  @ApiProperty() waiting: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a stay' }) stayDays: number | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) wardName: string | null;
  @ApiProperty(TEXT) bedNo: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty(TEXT) organizationName: string | null;
  @ApiProperty() status: string;
  @ApiProperty({ type: Number, nullable: true }) @Masked(hidden, 'lab:read') abnormalCount: number | null;
}

export class VisitPage extends PageOf(VisitRow) {}

export class VisitDiagnosisRow {
  @ApiProperty({ ...TEXT, enum: ['outpatient', 'admission', 'discharge', 'preoperative'] }) kind: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') code: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') name: string | null;
  @ApiProperty({ type: Number, nullable: true }) rank: number | null;
  @ApiProperty() suspected: boolean;
}

export class VisitTransferRow {
  @ApiProperty({ format: 'date-time' }) movedAt: Date;
  @ApiProperty({ enum: ['admission', 'department', 'bed'] }) kind: string;
  @ApiProperty(TEXT) fromDepartmentName: string | null;
  @ApiProperty(TEXT) toDepartmentName: string | null;
  @ApiProperty(TEXT) toWardName: string | null;
  @ApiProperty(TEXT) toBedNo: string | null;
  @ApiProperty() cancelled: boolean;
}

/** A report of a visit, in short; the results stand under /lab-reports. */
export class VisitLabReportRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() reportNo: string;
  @ApiProperty() panelName: string;
  @ApiProperty({ format: 'date-time' }) collectedAt: Date;
  @ApiProperty(TIME) reportedAt: Date | null;
  @ApiProperty({ enum: ['final', 'corrected', 'withdrawn'] }) status: string;
  @ApiProperty() abnormalCount: number;
}

const COUNT = { type: Number, nullable: true } as const;

/** How many records a visit has of each kind; null: the reader may not read that kind. */
export class VisitRecordCounts {
  @ApiProperty(COUNT) labs: number | null;
  @ApiProperty(COUNT) exams: number | null;
  @ApiProperty(COUNT) orders: number | null;
  @ApiProperty(COUNT) prescriptions: number | null;
  @ApiProperty(COUNT) notes: number | null;
  @ApiProperty(COUNT) surgeries: number | null;
  @ApiProperty(COUNT) consultations: number | null;
}

/** Everything known of one visit or stay. */
export class VisitDetail extends PersonRow {
  @ApiProperty() visitNo: string;
  @ApiProperty({ enum: VISIT_CLASSES }) visitClass: string;
  @ApiProperty(TEXT) visitType: string | null;
  @ApiProperty() status: string;
  @ApiProperty() vipVisit: boolean;
  @ApiProperty(TIME) registeredAt: Date | null;
  @ApiProperty({ format: 'date-time' }) startedAt: Date;
  @ApiProperty(TIME) seenAt: Date | null;
  @ApiProperty(TIME) endedAt: Date | null;
  @ApiProperty() waiting: boolean;
  @ApiProperty({ type: Number, nullable: true }) stayDays: number | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) wardName: string | null;
  @ApiProperty(TEXT) bedNo: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) careGrade: string | null;
  @ApiProperty(TEXT) @Plain('The number of the paper chart; a column of the tender') medicalRecordNo: string | null;
  @ApiProperty(TEXT) inpatientNo: string | null;
  @ApiProperty({ type: Number, nullable: true }) admissionCount: number | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') admissionDiagnosis: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') chiefComplaint: string | null;
  @ApiProperty(TEXT) organizationName: string | null;
  @ApiProperty(TEXT) chargeType: string | null;
  @ApiProperty() sourceSystem: string;
  @ApiProperty({ format: 'date-time', description: 'Version of the source' }) sourceVersion: Date;
  @RowOf(() => VisitRecordCounts, 'Records of this visit by kind', 'never') counts: VisitRecordCounts;
  @ApiProperty({ type: Number, nullable: true, description: 'Laboratory reports of the last week that the caller has not opened' })
  @Masked(hidden, 'lab:read') unreadCount: number | null;
  @RowsOf(() => VisitDiagnosisRow) diagnoses: VisitDiagnosisRow[];
  @RowsOf(() => VisitTransferRow) transfers: VisitTransferRow[];
  @RowsOf(() => VisitLabReportRow, 'Empty for those who may not read results') labReports: VisitLabReportRow[];
}
