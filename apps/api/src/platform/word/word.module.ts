import { Global, Module } from '@nestjs/common';
import { WordWriter } from './word-writer.port.js';
import { WorkerWriter } from './worker-writer.js';

@Global()
@Module({
  providers: [{ provide: WordWriter, useClass: WorkerWriter }],
  exports: [WordWriter],
})
export class WordModule {}
