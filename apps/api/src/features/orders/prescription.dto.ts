import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;

export class PrescriptionItemRow {
  @ApiProperty(TEXT) groupNo: string | null;
  @ApiProperty() drugName: string;
  @ApiProperty(TEXT) specification: string | null;
  @ApiProperty(TEXT) dose: string | null;
  @ApiProperty(TEXT) doseUnit: string | null;
  @ApiProperty(TEXT) route: string | null;
  @ApiProperty(TEXT) frequency: string | null;
  @ApiProperty(NUMBER) days: number | null;
  @ApiProperty(TEXT) quantity: string | null;
  @ApiProperty(TEXT) quantityUnit: string | null;
  @ApiProperty(TEXT) note: string | null;
}

export class PrescriptionRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() prescriptionNo: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty({ format: 'date-time' }) prescribedAt: Date;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty({ ...TEXT, description: 'western, herbal, narcotic, psychotropic, other, or the code of the source' }) kind: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') diagnosis: string | null;
  @ApiProperty({ ...TEXT, description: 'Yuan, as written' }) amount: string | null;
  @ApiProperty(NUMBER) validDays: number | null;
  @ApiProperty(TEXT) chargeType: string | null;
  @ApiProperty({ ...TEXT, description: 'active, dispensed, cancelled, or the code of the source' }) status: string | null;
  @RowsOf(() => PrescriptionItemRow) items: PrescriptionItemRow[];
}

export class PrescriptionPage extends PageOf(PrescriptionRow) {}
