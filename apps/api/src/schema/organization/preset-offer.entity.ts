import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Role } from './role.entity.js';

/** A permission that the program has given a preset role at some time. */
@Entity('preset_offer', { comment: 'open: no data of people' })
export class PresetOffer {
  @PrimaryColumn('text') roleCode: string;
  @PrimaryColumn('text') permission: string;
  @ManyToOne(() => Role) @JoinColumn({ name: 'role_code' }) role: Relation<Role>;
}
