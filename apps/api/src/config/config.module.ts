import { Global, Injectable, Module } from '@nestjs/common';
import { type EnvironmentValues, readEnvironment } from './environment.js';

/** The environment as one frozen object, to be injected. */
@Injectable()
export class Environment {
  constructor(readonly values: EnvironmentValues) {}
}

@Global()
@Module({
  providers: [{ provide: Environment, useFactory: () => new Environment(readEnvironment()) }],
  exports: [Environment],
})
export class ConfigModule {}
