import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';

export class OwnSessionRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) signedInAt: Date;
  @ApiProperty({ format: 'date-time' }) activeAt: Date;
  @ApiProperty({ format: 'date-time', description: 'Ends then in any case' }) endsAt: Date;
  @ApiProperty({ type: String, nullable: true }) ip: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'As the browser calls itself' }) device: string | null;
  @ApiProperty({ description: 'The one that asks' }) current: boolean;
}

export class OwnSessions {
  @RowsOf(() => OwnSessionRow) items: OwnSessionRow[];
}

export class OnlineSessionRow extends OwnSessionRow {
  @ApiProperty() username: string;
  @ApiProperty() userName: string;
  @ApiProperty({ type: String, nullable: true }) departmentName: string | null;
  @ApiProperty({ type: [String] }) roleNames: string[];
}

export class OnlineSessions {
  @RowsOf(() => OnlineSessionRow) items: OnlineSessionRow[];
}
