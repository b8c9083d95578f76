import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';
import { Notice } from './notice.entity.js';

/** Who has read a notice. */
@Entity('notice_read')
export class NoticeRead {
  @PrimaryColumn('uuid') noticeId: string;
  @PrimaryColumn('uuid') userId: string;
  @Column('timestamptz', { default: () => 'now()' }) readAt: Date;
  @ManyToOne(() => Notice) @JoinColumn({ name: 'notice_id' }) notice: Relation<Notice>;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
