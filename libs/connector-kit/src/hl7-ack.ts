/** AA: committed. AE: we failed, send again. AR: never acceptable, do not send again. */
export interface Ack {
  readonly code: 'AA' | 'AE' | 'AR';
  /** Goes to MSA-3, for the sender's log. No patient data. */
  readonly text?: string;
}
