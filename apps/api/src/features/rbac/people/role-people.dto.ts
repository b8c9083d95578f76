import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, Matches } from 'class-validator';
import { PersonName } from '../../../platform/access/person-name.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { PageOf } from '../../../platform/http/page.dto.js';
import { ROLE_CODE } from '../roles/role-input.dto.js';

export class PeopleRole {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'How many accounts hold it' }) holders: number;
  @ApiProperty({ description: 'How many people of those the asker sees were chosen for it' }) people: number;
}

export class PeopleRoles {
  @RowsOf(() => PeopleRole) items: PeopleRole[];
}

export class ChosenPerson {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() rosterNo: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ type: String, nullable: true, enum: ['L1', 'L2', 'L3', 'L9'] }) careLevel: string | null;
  @ApiProperty() addedBy: string;
  @ApiProperty({ format: 'date-time' }) addedAt: Date;
}

export class ChosenPeople extends PageOf(ChosenPerson) {}

export class PersonChoice {
  @ApiProperty({ format: 'uuid' }) @IsUUID() beneficiaryId: string;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class ChosenKey {
  @ApiProperty() @Matches(ROLE_CODE) code: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() personId: string;
}

export class ChoiceReason {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}
