import type { Mapped, Message } from '@cadre/connector-kit/mapping';

/** One thing a source said, before anybody has looked at whose it is. */
export interface Incoming {
  readonly message: Message;
  /** As it came, for the inbox and for whoever mends a failure. */
  readonly raw: string;
  /** The pushed message that this record was part of; one message may hold several records. */
  readonly envelope?: Envelope;
  /** The source says that this record is gone. */
  readonly deleted?: true;
}

/** What is kept of every pushed message, also of people who are not ours. */
export interface Envelope {
  /** MSH-10. */
  readonly controlId: string;
}

/** Mapped and hashed, with its place in the delivery. */
export interface SourceRecord {
  readonly index: number;
  readonly mapped: Mapped;
  readonly hash: string;
}

/** Whose record it is. */
export interface Owner {
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly sex: string;
  readonly birthDate: string | null;
}

export interface Owned extends SourceRecord {
  readonly owner: Owner;
}
