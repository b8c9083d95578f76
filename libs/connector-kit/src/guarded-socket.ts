import { Socket } from 'node:net';

/**
 * A socket whose reader may choke on what it reads. A protocol parser that throws on garbage would otherwise throw
 * inside the event loop and take the process with it; here it only ends this line.
 */
export class GuardedSocket extends Socket {
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'data') return super.emit(event, ...values);
    try {
      return super.emit(event, ...values);
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error('unreadable answer'));
      return true;
    }
  }
}
