export type TransportErrorKind = 'refused' | 'auth' | 'timeout' | 'broken' | 'schema' | 'query';

/** The line to a source failed. `message` is Chinese and says what to do; `cause` is the driver's own error. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  constructor(
    readonly kind: TransportErrorKind,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
