import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';

export const PROFILE_FIELDS = ['name', 'phone'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

export class ProfileChoice {
  @ApiProperty({ enum: PROFILE_FIELDS, isArray: true, description: 'What is taken over; empty: only say what differs' })
  @IsArray() @ArrayMaxSize(PROFILE_FIELDS.length) @IsIn(PROFILE_FIELDS, { each: true }) fields: ProfileField[];
}

export class ProfileProposal {
  @ApiProperty({ enum: PROFILE_FIELDS }) field: ProfileField;
  @ApiProperty({ type: String, nullable: true }) current: string | null;
  @ApiProperty({ description: 'As the directory has it' }) proposed: string;
}

export class ProfileProposals {
  @ApiProperty({ format: 'uuid', description: 'The account' }) id: string;
  @RowsOf(() => ProfileProposal, 'What differs') items: ProfileProposal[];
  @ApiProperty({ description: 'He is not in the company of the directory any more' }) left: boolean;
}
