import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;

/** Where the images of an examination are. */
export const IMAGE_STATES = ['archived', 'not-archived', 'none'] as const;

/** One examination: what was reported and what the archive holds of it, either of which may be missing. */
export class ImagingStudyRow {
  @ApiProperty({ format: 'uuid', description: 'Of the report, or of the study where nothing is reported' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'Null: the archive holds nothing of it' }) studyId: string | null;
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'Null: not reported yet, or reported elsewhere' }) reportId: string | null;
  @ApiProperty({ enum: IMAGE_STATES, description: 'not-archived: there should be images, the archive does not hold them yet' }) images: string;
  @ApiProperty({ format: 'date-time' }) examinedAt: Date;
  @ApiProperty(TEXT) itemName: string | null;
  @ApiProperty(TEXT) bodyPart: string | null;
  @ApiProperty({ ...TEXT, description: 'As DICOM calls it; several are joined by /' }) modality: string | null;
  @ApiProperty({ ...TEXT, description: 'CT, MR, DR, US, NM, ECG, ENDOSCOPY, PATHOLOGY, OTHER, or the code of the source' }) category: string | null;
  @ApiProperty(NUMBER) seriesCount: number | null;
  @ApiProperty({ ...NUMBER, description: '影像 n 幅' }) instanceCount: number | null;
  @ApiProperty(TEXT) accessionNo: string | null;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TIME) reportedAt: Date | null;
  @ApiProperty(TIME) verifiedAt: Date | null;
  @ApiProperty(TEXT) reporter: string | null;
  @ApiProperty(TEXT) verifier: string | null;
  @ApiProperty({ ...TEXT, enum: ['final', 'corrected', 'withdrawn'] }) status: string | null;
  @ApiProperty(NUMBER) revision: number | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: nobody said' }) positive: boolean | null;
  @ApiProperty() critical: boolean;
  @ApiProperty(TEXT) findings: string | null;
  @ApiProperty(TEXT) impression: string | null;
  @ApiProperty(TEXT) advice: string | null;
}

export class ImagingStudyPage extends PageOf(ImagingStudyRow) {}
