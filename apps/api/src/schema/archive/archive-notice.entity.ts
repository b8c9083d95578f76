import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ArchiveDelivery } from './archive-delivery.entity.js';

/** What waits to be told about a delivery; its text carries no content. */
@Index(['status', 'madeAt'])
@Check('archive_notice_status_check', `(status = ANY (ARRAY['waiting'::text, 'taken'::text, 'withdrawn'::text]))`)
@Entity('archive_notice')
export class ArchiveNotice {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid') deliveryId: string;
  @Column('text') text: string;
  @Column('text', { default: 'waiting' }) status: string;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @Column('timestamptz', { nullable: true }) takenAt: Date | null;
  @ManyToOne(() => ArchiveDelivery) @JoinColumn({ name: 'delivery_id' }) delivery: Relation<ArchiveDelivery>;
}
