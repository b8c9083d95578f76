import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ENDPOINT } from './endpoint.js';

const NEST_PATH = 'path';
const NEST_METHOD = 'method';

/** The application does not start with a route that declares neither permission nor audit. */
@Injectable()
export class RouteCensus implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const undeclared: string[] = [];
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const prototype = Object.getPrototypeOf(instance);
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        const isRoute = Reflect.hasMetadata(NEST_PATH, handler) && Reflect.hasMetadata(NEST_METHOD, handler);
        if (isRoute && !this.reflector.get(ENDPOINT, handler)) undeclared.push(`${metatype.name}.${name}`);
      }
    }
    if (undeclared.length) throw new Error(`Routes without @Endpoint: ${undeclared.join(', ')}`);
  }
}
