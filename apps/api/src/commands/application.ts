import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { readEnvironment } from '../config/environment.js';

/** The application without its HTTP server and its timers, for one command. */
export async function withApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const values = { ...readEnvironment(), ROLE: [], MLLP_PORT: undefined };
  const app = await NestFactory.createApplicationContext(AppModule.of(values), { logger: ['error', 'fatal'], abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
