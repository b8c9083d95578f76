import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { EnvironmentValues } from '../../config/environment.js';
import type { PlatformRequest } from '../access/access.guard.js';
import { AccessTrail } from '../audit/access-trail.js';
import { PROBLEM_TYPE, problemBody } from './error.filter.js';
import { JsonLogger } from './json-logger.js';
import { strictValidation } from './validation.js';

export const API_PREFIX = 'api/v1';
const BODY_LIMIT = 1024 * 1024;

/** The HTTP application, ready to listen: strict input, hardened headers, health, the staff pages. */
export async function createHttpServer(module: Type | object, values: EnvironmentValues): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: values.BEHIND_TLS_PROXY ? 'loopback' : false,
    genReqId: () => randomBytes(8).toString('hex'),
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadableAddress,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, adapter, {
    logger: new JsonLogger(values.LOG_LEVEL), abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalPipes(strictValidation());
  app.enableShutdownHooks();
  await harden(app, values);
  takeFiles(app);
  recordRefusals(app);
  health(app);
  if (values.WEB_DIR && existsSync(values.WEB_DIR)) await pages(app, values.WEB_DIR);
  return app;
}

/** What takes bytes as they are; a file is small enough to be held, and nobody without a bearer sends one. */
const FILES = { path: new RegExp(`^/${API_PREFIX}/(imports|(missions|receptions)/[0-9a-f-]{36}/attachments)$`), bytes: 10 * 1024 * 1024 } as const;

function takeFiles(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    const refuse = (statusCode: number): void => done(Object.assign(new Error('this is not taken'), { statusCode }));
    if (!FILES.path.test(request.url.split('?')[0]!) || !request.headers.authorization) return refuse(415);
    const parts: Buffer[] = [];
    let bytes = 0;
    payload.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > FILES.bytes) parts.length = 0;
      else parts.push(part);
    });
    payload.on('error', () => refuse(400));
    payload.on('end', () => (bytes > FILES.bytes ? refuse(413) : done(null, Buffer.concat(parts))));
  });
}

interface RawReply {
  readonly raw: { writeHead(status: number, headers: Record<string, string>): unknown; end(text: string): unknown };
}

/** For addresses that no route is looked up for; everything else is answered by the error filter. */
function answerUnreadableAddress(_problem: Error, request: { readonly id: string }, { raw }: RawReply): void {
  const body = problemBody({ status: 400, code: 'BAD_INPUT', detail: '请求地址无法识别，请检查后重试。', errorNo: request.id });
  raw.writeHead(400, { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  raw.end(JSON.stringify(body));
}

async function harden(app: NestFastifyApplication, values: EnvironmentValues): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'", "'wasm-unsafe-eval'"], workerSrc: ["'self'", 'blob:'], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"],
      },
    },
    hsts: values.BEHIND_TLS_PROXY ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  // What fits into one packet stays as it is. Answers of pages are packed in one go: a stream for each costs ten times as much.
  await app.register(compress, { threshold: 1_400, syncThreshold: 131_072, encodings: ['gzip'], zlibOptions: { level: 3 }, global: true });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (request.url.startsWith(`/${API_PREFIX}/`)) void reply.header('cache-control', 'no-store');
    return payload;
  });
}

/** What was refused or failed is on record too: who tried. */
function recordRefusals(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onResponse', async (request, reply) => {
    const { context, caller } = request as unknown as PlatformRequest;
    if (reply.statusCode < 400 || !context || context.trailed === 'refused') return;
    await app.get(AccessTrail).refused(context, caller, reply.statusCode);
  });
}

/** `live` asks nobody, so that it answers also when the database does not. */
function health(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) => {
    try {
      await app.get(DataSource).query('select 1');
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'not ready' });
    }
  });
}

/** The single-page application: hashed files for ever, index.html never, and every page address answers it. */
async function pages(app: NestFastifyApplication, directory: string): Promise<void> {
  const root = resolve(directory);
  await app.register(serveStatic, {
    root, wildcard: false, globIgnore: ['**/*.map'], preCompressed: true, cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (/^\/(api|health)(\/|$)/.test(path) || /\.\w+$/.test(path)) {
      return reply.callNotFound();
    }
    return reply.sendFile('index.html');
  });
}
