import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A role: what it may do stands in `role_permission`; whom it sees, and how their fields are shown, stands here. */
@Index('role_name_key', { synchronize: false })
@Check('role_power_check', `(power = ANY (ARRAY['care'::text, 'system'::text, 'security'::text, 'audit'::text]))`)
@Check(
  'role_data_scope_check',
  `(data_scope = ANY (ARRAY['all'::text, 'department-tree'::text, 'department'::text, 'departments'::text, 'own-patients'::text, 'persons'::text, 'today'::text, 'none'::text]))`,
)
@Entity('role', { comment: 'open: no data of people' })
export class Role {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text', { default: 'none' }) dataScope: string;
  @Column('boolean', { default: false }) pastAccess: boolean;
  @Column('boolean', { default: false }) mayBeCleared: boolean;
  @Column('integer', { default: 0 }) sort: number;
  @Column('text', { default: 'care' }) power: string;
  @Column('boolean', { default: false }) preset: boolean;
  @Column('boolean', { default: false }) edited: boolean;
  @Column('boolean', { default: true }) active: boolean;
  @Column('text', { default: '' }) note: string;
  @Column('text', { array: true, default: '{}' }) scopeDepartments: string[];
  @Column('text', { array: true, nullable: true }) levels: string[] | null;
  @Column('text', { array: true, nullable: true }) categories: string[] | null;
  @Column('jsonb', { default: {} }) fields: Record<string, string>;
  @Column('integer', { default: 1 }) version: number;
  @Column('text', { default: 'system' }) createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('text', { default: 'system' }) changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
