import { connect, type Socket } from 'node:net';
import { TransportError } from '../transport-error.js';
import { type Element, encodeElements } from './dimse-elements.js';
import { AnswerReader, C_ECHO, C_FIND, CONTEXTS, type DimseAnswer, encodeRequest } from './dimse-message.js';
import {
  type Accepted,
  associationRequest,
  encodePdu,
  PDU,
  type Pdu,
  PduFramer,
  readAccept,
  readPieces,
} from './dimse-pdu.js';

export interface DimseAddress {
  readonly host: string;
  readonly port: number;
  readonly called: string;
  readonly calling: string;
}

export interface DimseLimits {
  /** For reaching the PACS and being accepted. */
  readonly connectMs: number;
  /** Longest wait for the next word of an answer. */
  readonly silenceMs: number;
}

/** One association with a PACS, kept open from question to question. After a failure it is of no more use. */
export class DimseAssociation {
  private readonly framer = new PduFramer();
  private readonly answers: DimseAnswer[] = [];
  private wake: (() => void) | null = null;
  private problem: TransportError | null = null;
  private accepted: Accepted | null = null;
  private readonly reader = new AnswerReader();
  private messageId = 0;
  private released = false;

  private constructor(
    private readonly socket: Socket,
    private readonly silenceMs: number,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(lineBroke(error, this.accepted !== null)));
    socket.on('close', () =>
      this.fail(new TransportError('broken', 'PACS 关闭了连接。系统会自动重试；若反复出现，请检查网络。')),
    );
  }

  /** @throws TransportError when it is not reached in time, or does not know us */
  static async open(address: DimseAddress, limits: DimseLimits, signal: AbortSignal): Promise<DimseAssociation> {
    const association = new DimseAssociation(connect({ host: address.host, port: address.port }), limits.silenceMs);
    const stop = (): void => association.cut();
    signal.addEventListener('abort', stop);
    association.socket.write(associationRequest(address.called, address.calling, CONTEXTS));
    try {
      await association.until(() => association.accepted !== null, limits.connectMs);
      return association;
    } catch (error) {
      association.cut();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  get usable(): boolean {
    return this.problem === null;
  }

  /** What the PACS calls itself; '' when it does not say. */
  get implementation(): string {
    return this.accepted?.implementation ?? '';
  }

  /** C-ECHO. */
  async echo(): Promise<number> {
    this.send(1, C_ECHO, null);
    return (await this.next()).status;
  }

  /** C-FIND: every answer as it comes; the last one has a status other than pending. */
  async *find(identifier: readonly Element[]): AsyncGenerator<DimseAnswer> {
    this.send(3, C_FIND, encodeElements(identifier));
    for (;;) {
      const answer = await this.next();
      yield answer;
      if (answer.status !== 0xff00 && answer.status !== 0xff01) return;
    }
  }

  /** Says good-bye and waits a moment for the answer. */
  async release(): Promise<void> {
    if (this.usable) {
      this.socket.write(encodePdu(PDU.releaseRequest, Buffer.alloc(4)));
      await this.until(() => this.released, 1_000).catch(() => undefined);
    }
    this.cut();
  }

  /** Ends it without a word, also in the middle of an answer. */
  cut(): void {
    this.fail(new TransportError('broken', '与 PACS 的连接已中止。'));
    this.socket.destroy();
  }

  private send(context: keyof typeof CONTEXTS, command: number, dataSet: Buffer | null): void {
    const { contexts, largest } = this.accepted!;
    if (!contexts.has(context))
      throw new TransportError('schema', 'PACS 不提供检查查询服务（C-FIND，Study Root）。请对方开通。');
    this.messageId = (this.messageId % 0xfffe) + 1;
    const request = { context, service: CONTEXTS[context], command, messageId: this.messageId, dataSet };
    this.socket.write(encodeRequest(request, largest));
  }

  private async next(): Promise<DimseAnswer> {
    await this.until(() => this.answers.length > 0, this.silenceMs);
    return this.answers.shift()!;
  }

  /** What was received before a failure is still given out. */
  private async until(arrived: () => boolean, ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (!arrived()) {
      if (this.problem) throw this.problem;
      const left = deadline - performance.now();
      if (left <= 0) {
        this.fail(new TransportError('timeout', 'PACS 在限定时间内没有应答。请确认对方是否繁忙，或放宽超时设置。'));
        this.socket.destroy();
        continue;
      }
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  }

  private fail(problem: TransportError): void {
    this.problem ??= problem;
    this.wake?.();
  }

  private take(chunk: Buffer): void {
    try {
      for (const pdu of this.framer.push(chunk)) this.handle(pdu);
    } catch (error) {
      this.fail(
        error instanceof TransportError
          ? error
          : new TransportError('broken', 'PACS 的应答不符合 DICOM 格式，无法读取。', error),
      );
      this.socket.destroy();
    }
    this.wake?.();
  }

  private handle({ type, body }: Pdu): void {
    switch (type) {
      case PDU.accept:
        this.accepted = readAccept(body);
        return;
      case PDU.reject:
        return this.fail(rejected(body));
      case PDU.data:
        for (const piece of readPieces(body)) {
          const answer = this.reader.push(piece);
          if (answer) this.answers.push(answer);
        }
        return;
      case PDU.releaseRequest:
        this.socket.end(encodePdu(PDU.releaseAnswer, Buffer.alloc(4)));
        return this.fail(new TransportError('broken', 'PACS 结束了会话。系统会自动重试。'));
      case PDU.releaseAnswer:
        this.released = true;
        return;
      default:
        return this.fail(new TransportError('broken', 'PACS 中止了会话。系统会自动重试；若反复出现，请与对方核对。'));
    }
  }
}

function rejected(body: Buffer): TransportError {
  const [, , source, reason] = body;
  if (source === 1 && reason === 7)
    return new TransportError('auth', 'PACS 不认识被叫 AE 名称。请核对地址中的 AE 名称。');
  if (source === 1 && reason === 3)
    return new TransportError('auth', 'PACS 不认识本系统的 AE 名称。请对方登记后重试。');
  return new TransportError(
    'refused',
    `PACS 拒绝建立会话（${source ?? 0}/${reason ?? 0}）。请与对方核对 AE 名称和连接数。`,
  );
}

function lineBroke(error: NodeJS.ErrnoException, wasOpen: boolean): TransportError {
  if (!wasOpen && error.code !== 'ECONNRESET')
    return new TransportError('refused', '无法连接 PACS。请核对地址和端口，确认对方服务已启动、防火墙已放行。', error);
  return new TransportError('broken', '与 PACS 的连接中断。系统会自动重试；若反复出现，请检查网络。', error);
}
