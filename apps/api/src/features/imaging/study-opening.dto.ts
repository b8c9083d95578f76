import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { PersonName } from '../../platform/access/person-name.js';
import { RowsOf } from '../../platform/access/row-parts.js';

const TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;
/** PS3.5 §9.1: numbers joined by dots, at most 64 characters, no leading zeros. */
const UID = /^(?=.{3,64}$)(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/;

export class OpenedInstance {
  @ApiProperty() instanceUid: string;
  @ApiProperty(NUMBER) number: number | null;
  @ApiProperty({ description: 'Frames in it; 1 for a single picture' }) frames: number;
  @ApiProperty({ description: 'Lets this session fetch this image until `until`' }) key: string;
}

export class OpenedSeries {
  @ApiProperty() seriesUid: string;
  @ApiProperty(NUMBER) number: number | null;
  @ApiProperty(TEXT) modality: string | null;
  @ApiProperty(TEXT) description: string | null;
  @RowsOf(() => OpenedInstance, 'In their order') instances: OpenedInstance[];
}

/** An earlier study of the same kind or part of the body. */
export class PriorStudy {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) startedAt: Date;
  @ApiProperty(TEXT) description: string | null;
  @ApiProperty(TEXT) modalities: string | null;
}

/** A study as it is opened for looking at its images. */
export class StudyOpening {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ description: 'GB/T 2261.1 code' }) sex: string;
  @ApiProperty({ ...TEXT, description: 'As the archive has it' }) @Plain('Shown beside the name so that a wrong patient is noticed') patientNameText: string | null;
  @ApiProperty({ format: 'date-time' }) startedAt: Date;
  @ApiProperty(TEXT) description: string | null;
  @ApiProperty(TEXT) modalities: string | null;
  @ApiProperty(TEXT) bodyPart: string | null;
  @ApiProperty({ description: 'Milliseconds since 1970; later the study has to be opened again' }) until: number;
  @RowsOf(() => OpenedSeries) series: OpenedSeries[];
  @RowsOf(() => PriorStudy, 'The newest first') priors: PriorStudy[];
}

/** How long the page took from asking for the study to its first picture. */
export class FirstImage {
  @ApiProperty({ minimum: 0, maximum: 600_000, description: 'Milliseconds' }) @IsInt() @Min(0) @Max(600_000) ms: number;
}

export class ImagePlace {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty({ maxLength: 64 }) @Matches(UID) seriesUid: string;
  @ApiProperty({ maxLength: 64 }) @Matches(UID) instanceUid: string;
}

export class ImageTicket {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) until: number;
  @ApiProperty() @Matches(/^[0-9a-f]{32}$/) key: string;
}
