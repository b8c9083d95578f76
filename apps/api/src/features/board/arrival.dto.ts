import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked } from '../../platform/access/masked.js';
import { OptionalText, SomeCodes, SomeOf } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

const TEXT = { type: String, nullable: true } as const;
export const ARRIVAL_KINDS = ['registration', 'outpatient', 'emergency', 'inpatient', 'checkup'] as const;
export const ARRIVAL_STATES = ['registered', 'in_visit', 'finished', 'refunded', 'in_hospital', 'discharged', 'cancelled'] as const;

export class ArrivalQuery extends PageQuery {
  @OptionalText('姓名、拼音或就诊号') keyword?: string;
  @SomeOf(ARRIVAL_KINDS) kind?: string[];
  @SomeOf(ARRIVAL_STATES) status?: string[];
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
}

/** Somebody who came, or registered to come, today. */
export class ArrivalRow extends PersonRow {
  @ApiProperty({ enum: ARRIVAL_KINDS, description: 'A registration that led to no visit yet, a visit, an admission, a check-up' }) kind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The visit, where there is one' }) visitId: string | null;
  @ApiProperty({ format: 'date-time' }) arrivedAt: Date;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) number: string | null;
  @ApiProperty({ description: `One of ${ARRIVAL_STATES.join(', ')}, or the state of a check-up` }) status: string;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
}

export class ArrivalPage extends PageOf(ArrivalRow) {}
