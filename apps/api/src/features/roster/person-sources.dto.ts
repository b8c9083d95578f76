import { ApiProperty } from '@nestjs/swagger';

/** What one source knows of a person. */
export class PersonSourceState {
  @ApiProperty({ description: 'Id of the source' }) source: string;
  @ApiProperty({ description: 'Name of the system' }) name: string;
  @ApiProperty({ enum: ['not-found', 'waiting', 'read'], description: 'not-found: this system knows no patient who is this person; waiting: his history is being asked for; read: it was read' })
  status: 'not-found' | 'waiting' | 'read';
  @ApiProperty({ description: 'Whether the source answers at all', enum: ['ok', 'late', 'failing', 'failed', 'unknown'] }) state: string;
  @ApiProperty({ type: Date, nullable: true, description: 'Up to when the source was read' }) dataAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: 'When somebody last asked, while it is still under way' }) requestedAt: Date | null;
  @ApiProperty({ type: 'integer', description: 'Records of this person from it' }) records: number;
  @ApiProperty({ type: Date, nullable: true, description: 'When the newest of them was taken over or changed here' }) changedAt: Date | null;
}

export class PersonSourceStates {
  @ApiProperty({ type: [PersonSourceState] }) items: PersonSourceState[];
}
