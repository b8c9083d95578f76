import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A phrase (常用语) of one user, or of a department. */
@Index(['ownerId'])
@Entity('summary_snippet')
export class SummarySnippet {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text') title: string;
  @Column('text') text: string;
  @Column('text') createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
