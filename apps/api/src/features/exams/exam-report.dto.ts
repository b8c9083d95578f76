import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const EXAM_CATEGORIES = ['CT', 'MR', 'DR', 'US', 'NM', 'ECG', 'ENDOSCOPY', 'PATHOLOGY', 'OTHER'] as const;

export class ExamReportRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() examNo: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty(TEXT) patientClass: string | null;
  @ApiProperty(TEXT) accessionNo: string | null;
  @ApiProperty({ ...TEXT, description: 'DICOM study instance UID' }) studyUid: string | null;
  @ApiProperty({ description: `One of ${EXAM_CATEGORIES.join(', ')}, or the code of the source` }) category: string;
  @ApiProperty(TEXT) modality: string | null;
  @ApiProperty() itemName: string;
  @ApiProperty(TEXT) bodyPart: string | null;
  @ApiProperty({ ...TEXT, description: 'gastro, colon, broncho' }) endoscopyKind: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) requestDepartmentName: string | null;
  @ApiProperty(TEXT) requestingDoctor: string | null;
  @ApiProperty(TIME) requestedAt: Date | null;
  @ApiProperty({ format: 'date-time' }) examinedAt: Date;
  @ApiProperty(TIME) reportedAt: Date | null;
  @ApiProperty(TIME) verifiedAt: Date | null;
  @ApiProperty(TEXT) reporter: string | null;
  @ApiProperty(TEXT) verifier: string | null;
  @ApiProperty(TEXT) findings: string | null;
  @ApiProperty(TEXT) impression: string | null;
  @ApiProperty(TEXT) advice: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: nobody said' }) positive: boolean | null;
  @ApiProperty() critical: boolean;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether there are images, as the report says' }) hasImages: boolean | null;
  @ApiProperty({ enum: ['final', 'corrected', 'withdrawn'] }) status: string;
  @ApiProperty() revision: number;
}

export class ExamReportPage extends PageOf(ExamReportRow) {}
