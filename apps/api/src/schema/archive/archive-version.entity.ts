import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Beneficiary } from '../people/beneficiary.entity.js';
import { ArchiveRuleSet } from './archive-rule-set.entity.js';
import { ArchiveTemplate } from './archive-template.entity.js';

/** A record as it was generated; the application may add the signature and nothing else. */
@Unique(['beneficiaryId', 'version'])
@Index(['generatedAt', 'id'])
@Entity('archive_version')
export class ArchiveVersion {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('integer') version: number;
  @Column('text', { unique: true }) number: string;
  @Column('uuid') templateId: string;
  @Column('integer') templateVersion: number;
  @Column('text') templateName: string;
  @Column('text') audience: string;
  @Column('integer') ruleVersion: number;
  @Column('timestamptz') asOf: Date;
  @Column('date', { nullable: true }) periodFrom: string | null;
  @Column('date', { nullable: true }) periodTo: string | null;
  @Column('jsonb') content: unknown;
  /** SHA-256 of the content, its keys in order. */
  @Column('text') contentHash: string;
  @Column('text', { array: true }) missing: string[];
  @Column('text') generatedBy: string;
  @Column('text') generatedName: string;
  @Column('timestamptz', { default: () => 'now()' }) generatedAt: Date;
  @Column('text', { nullable: true }) opinion: string | null;
  @Column('text', { nullable: true }) signedBy: string | null;
  @Column('text', { nullable: true }) signedName: string | null;
  @Column('timestamptz', { nullable: true }) signedAt: Date | null;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
  @ManyToOne(() => ArchiveTemplate) @JoinColumn({ name: 'template_id' }) template: Relation<ArchiveTemplate>;
  @ManyToOne(() => ArchiveRuleSet) @JoinColumn({ name: 'rule_version' }) ruleSet: Relation<ArchiveRuleSet>;
}
