import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { MeasuredValue } from '../measured-value.js';

/** One item of a check-up. */
@Index(['beneficiaryId', 'identityCode'])
@Entity('checkup_item')
export class CheckupItem extends MeasuredValue {
  @PrimaryColumn('uuid') checkupId: string;
  @PrimaryColumn('text') itemNo: string;
  @Column('text', { nullable: true }) sectionNo: string | null;
  @Column('integer') lineNo: number;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text') state: string;
}
