import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export const ORDER_CATEGORIES = ['drug', 'exam', 'lab', 'surgery', 'treatment', 'material', 'instruction', 'transfusion', 'other'] as const;
export const ORDER_STATUSES = ['active', 'completed', 'stopped', 'cancelled'] as const;

/** One line of the orders of a stay or a visit. Orders of one group are given together. */
export class OrderRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() orderNo: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty(TEXT) groupNo: string | null;
  @ApiProperty({ description: `One of ${ORDER_CATEGORIES.join(', ')}, or the code of the source` }) category: string;
  @ApiProperty({ ...TEXT, description: 'long or temporary' }) term: string | null;
  @ApiProperty() itemName: string;
  @ApiProperty(TEXT) specification: string | null;
  @ApiProperty(TEXT) dose: string | null;
  @ApiProperty(TEXT) doseUnit: string | null;
  @ApiProperty(TEXT) route: string | null;
  @ApiProperty(TEXT) frequency: string | null;
  @ApiProperty(TEXT) quantity: string | null;
  @ApiProperty(TEXT) quantityUnit: string | null;
  @ApiProperty({ format: 'date-time' }) orderedAt: Date;
  @ApiProperty(TIME) startedAt: Date | null;
  @ApiProperty(TIME) stoppedAt: Date | null;
  @ApiProperty(TEXT) orderDepartmentName: string | null;
  @ApiProperty(TEXT) orderingDoctor: string | null;
  @ApiProperty(TEXT) executingDepartmentName: string | null;
  @ApiProperty({ description: `One of ${ORDER_STATUSES.join(', ')}, or the code of the source` }) status: string;
  @ApiProperty(TEXT) skinTest: string | null;
  @ApiProperty(TEXT) note: string | null;
}

export class OrderPage extends PageOf(OrderRow) {}
