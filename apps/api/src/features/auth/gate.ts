import { Refusal } from '../../platform/http/refusal.js';

/** Lets `width` pieces of work run at once and `queue` wait; one more is told to come back. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly queue: number,
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.width) {
      if (this.waiting.length >= this.queue) throw new Refusal(503, 'BUSY', '当前登录人数较多，请稍候几秒再试。', undefined, 3);
      await new Promise<void>((go) => this.waiting.push(go));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
