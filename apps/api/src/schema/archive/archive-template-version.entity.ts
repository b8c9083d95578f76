import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ArchiveTemplate } from './archive-template.entity.js';

/** The blocks of a template as they were saved once; a record keeps the version it was made by. */
@Entity('archive_template_version', { comment: 'open: no data of people' })
export class ArchiveTemplateVersion {
  @PrimaryColumn('uuid') templateId: string;
  @PrimaryColumn('integer') version: number;
  @Column('jsonb') blocks: unknown;
  @Column('text') changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
  @ManyToOne(() => ArchiveTemplate, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'template_id' }) template: Relation<ArchiveTemplate>;
}
