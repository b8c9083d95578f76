import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A code of a dictionary and its name. */
@Check('dictionary_item_check', 'valid_until >= valid_from')
@Entity('dictionary_item', { comment: 'open: no data of people' })
export class DictionaryItem {
  @PrimaryColumn('text') system: string;
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('integer', { default: 0 }) sort: number;
  @Column('boolean', { default: true }) active: boolean;
  /** System and code in one, for the change log. */
  @Column('text', { unique: true }) id: string;
  /** Came with the product: can be renamed and disabled, not deleted. */
  @Column('boolean', { default: false }) builtIn: boolean;
  @Column('text', { default: '' }) pinyin: string;
  @Column('text', { nullable: true }) color: string | null;
  @Column('date', { nullable: true }) validFrom: string | null;
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('text', { nullable: true }) nationalCode: string | null;
  @Column('text', { nullable: true }) cityCode: string | null;
  @Column('text', { nullable: true }) hisCode: string | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('text', { default: 'system' }) changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
