import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who was asked to a consultation, and what he said. */
@Index(['beneficiaryId'])
@Entity('consultation_participant')
export class ConsultationParticipant {
  @PrimaryColumn('uuid') consultationId: string;
  @PrimaryColumn('text') participantNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('timestamptz', { nullable: true }) arrivedAt: Date | null;
  @Column('text', { nullable: true }) opinion: string | null;
}
