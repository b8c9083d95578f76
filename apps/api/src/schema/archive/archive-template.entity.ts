import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** How a record is to look; its blocks stand in its versions. */
@Check('archive_template_scope_check', `(scope = ANY (ARRAY['own'::text, 'department'::text, 'hospital'::text]))`)
@Check('archive_template_audience_check', `(audience = ANY (ARRAY['staff'::text, 'patient'::text]))`)
@Check('archive_template_status_check', `(status = ANY (ARRAY['draft'::text, 'published'::text, 'disabled'::text]))`)
@Entity('archive_template', { comment: 'open: no data of people' })
export class ArchiveTemplate {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') scope: string;
  @Column('text', { default: 'staff' }) audience: string;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text') ownerName: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { default: 'draft' }) status: string;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}
