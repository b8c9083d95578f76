import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { readEnvironment } from './config/environment.js';
import { API_PREFIX } from './platform/http/http-server.js';

/** The API document, made without a database: the same every time, so that it can be compared. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(AppModule.of(readEnvironment({})), new FastifyAdapter(), { preview: true, logger: false });
  app.setGlobalPrefix(API_PREFIX);
  const config = new DocumentBuilder()
    .setTitle('干部医疗保健管理系统')
    .setDescription('医护与管理人员使用的接口。时间为 ISO 8601，日期为 YYYY-MM-DD；错误按 RFC 9457，detail 为中文说明。')
    .setVersion('1')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}
