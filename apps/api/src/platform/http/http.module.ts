import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { LiveController } from './live.controller.js';
import { LiveEvents } from './live-events.js';

/** Live events; the module that knows whose session it is comes from the application. */
@Global()
@Module({})
export class HttpModule {
  static with(callers: Type): DynamicModule {
    return { module: HttpModule, imports: [callers], controllers: [LiveController], providers: [LiveEvents], exports: [LiveEvents] };
  }
}
