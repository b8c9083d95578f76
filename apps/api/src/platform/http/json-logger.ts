import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { tellTrouble } from './trouble.js';

/** Nest's log as JSON lines on stdout, without anything that could be a person's data. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({ level, redact: ['*.password', '*.authorization', '*.cookie', 'password', 'authorization'] });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: 'info' | 'error' | 'warn' | 'debug', message: unknown, rest: readonly unknown[]): void {
    const room = rest.findLast((part) => typeof part === 'string');
    const words = rest.find((part) => part !== room);
    if (level === 'error' || level === 'warn') {
      const isRecord = typeof message === 'object' && message !== null;
      tellTrouble(level, room, String(isRecord ? (words ?? '') : message), isRecord ? (message as Record<string, unknown>) : {});
    }
    if (typeof message === 'object' && message !== null) this.pino[level]({ room, ...message }, String(words ?? ''));
    else this.pino[level]({ room }, String(message));
  }
}
