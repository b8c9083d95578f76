import { GuardedSocket } from './guarded-socket.js';

/** No answer of a page of rows comes near; a source that goes on for ever must not fill our memory. */
const LONGEST_ANSWER = 256 * 1024 * 1024;

/** A guarded line whose single answers are bounded. */
export class SqlSocket extends GuardedSocket {
  private heard = 0;

  /** The next question is asked: counts from here. */
  asked(): void {
    this.heard = 0;
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'data') return super.emit(event, ...values);
    this.heard += (values[0] as Buffer).length;
    if (this.heard <= LONGEST_ANSWER) return super.emit(event, ...values);
    this.destroy(Object.assign(new Error('answer too long'), { code: 'ANSWER_TOO_LONG' }));
    return true;
  }
}
