import { maskName, maskPhone } from '@cadre/clinical/mask';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import { Masked, MaskedField, Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { PageOf } from '../../../platform/http/page.dto.js';
import { PHONE_STATES } from '../phone-state.port.js';

const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const MESSAGE_STATES = ['waiting', 'taken', 'used', 'withdrawn', 'expired'] as const;
export const PHONE_ACTS = ['sign-in', 'list', 'read', 'download'] as const;

/** Whose account: his own, or that of one of his proxies. */
export class AccountOf {
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'The contact who is his proxy; left out: his own account' })
  @IsOptional() @IsUUID() contactId?: string | null;
}

export class AccountChange extends AccountOf {
  @ApiPropertyOptional({ description: 'Of the account, as it was read' }) @IsOptional() @IsInt() @Min(1) version?: number;
}

export class AccountChangeWithReason extends AccountChange {
  @ApiProperty() @CleanText(200, 2) reason: string;
}

export class ChangedAccount {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ enum: PHONE_STATES }) state: string;
  @ApiProperty() version: number;
}

export class PhoneDevice {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'As the browser calls itself' }) device: string;
  @ApiProperty({ format: 'date-time' }) startedAt: Date;
  @ApiProperty({ format: 'date-time' }) lastUsedAt: Date;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}

export class PhoneAccountRow {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: never opened' }) id: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: the person himself' }) contactId: string | null;
  @ApiProperty() @Plain('Whoever keeps the account has to know whose it is') name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a proxy to the person' }) relation: string | null;
  @ApiProperty({ description: '看预约' }) seesAppointments: boolean;
  @ApiProperty({ description: '代预约' }) books: boolean;
  @ApiProperty({ description: '看报告' }) readsReports: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ description: 'A proxy outside his dates' }) expired: boolean;
  @ApiProperty({ enum: PHONE_STATES }) state: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why he cannot have an account now, in Chinese' }) obstacle: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where it would be, or was, sent: the number on the roster' }) @MaskedField('phone', maskPhone) phone: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The number that was proved' }) @MaskedField('phone', maskPhone) boundPhone: string | null;
  @ApiProperty({ description: 'The number on the roster is another by now: the account cannot be used' }) phoneChanged: boolean;
  @ApiProperty({ type: String, nullable: true }) @Masked(maskName) wechatName: string | null;
  @ApiProperty(TIME) activatedAt: Date | null;
  @ApiProperty(TIME) lastUsedAt: Date | null;
  @ApiProperty(TIME) lockedUntil: Date | null;
  @ApiProperty({ type: String, nullable: true }) stateReason: string | null;
  @ApiProperty({ enum: MESSAGE_STATES, nullable: true, type: String, description: 'What became of the latest activation message' }) messageState: string | null;
  @ApiProperty(TIME) messageAt: Date | null;
  @RowsOf(() => PhoneDevice, 'Those signed in now') devices: PhoneDevice[];
  @ApiProperty({ type: Number, nullable: true }) version: number | null;
}

export class PhoneAccountSheet {
  @RowsOf(() => PhoneAccountRow, 'His own first, then those of his proxies') items: PhoneAccountRow[];
  @ApiProperty({ description: 'Whether messages are taken from the outbox by a gateway' }) gatewayConnected: boolean;
}

export class PhoneActRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty() @Plain('The record of who acted names him') actorName: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a proxy to the person; null: himself' }) relation: string | null;
  @ApiProperty() @Plain('For whom he acted') personName: string;
  @ApiProperty({ enum: PHONE_ACTS }) act: string;
}
export class PhoneActPage extends PageOf(PhoneActRow) {}
