import { Entity, PrimaryColumn } from 'typeorm';

/** A host:port or directory that sources may reach, as the deployment's CONNECTORS_FILE says. */
@Entity('allowed_host', { comment: 'open: no data of people' })
export class AllowedHost {
  @PrimaryColumn('text') entry: string;
}
