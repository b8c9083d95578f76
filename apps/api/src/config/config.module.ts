import { type DynamicModule, Global, Injectable, Module } from '@nestjs/common';
import type { EnvironmentValues } from './environment.js';

/** The environment as one frozen object, to be injected. */
@Injectable()
export class Environment {
  constructor(readonly values: EnvironmentValues) {}
}

@Global()
@Module({})
export class ConfigModule {
  static of(values: EnvironmentValues): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Environment, useValue: new Environment(values) }], exports: [Environment] };
  }
}
