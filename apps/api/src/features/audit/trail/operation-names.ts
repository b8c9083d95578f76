import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ENDPOINT, type EndpointSpec } from '../../../platform/access/endpoint.js';
import { operationOf } from '../../../platform/access/operation.js';
import type { OperationWords } from '../operation-words.port.js';

/** What an operation of the trail is called: the same words as in the API document. */
@Injectable()
export class OperationNames implements OperationWords {
  private names: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  of(operation: string): string {
    this.names ??= new Map(this.all());
    return this.names.get(operation) ?? operation;
  }

  private all(): (readonly [string, string])[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype: Record<string, () => unknown> = Object.getPrototypeOf(instance);
      const base: string = Reflect.getMetadata('path', metatype) ?? '';
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const spec = this.reflector.get<EndpointSpec | undefined>(ENDPOINT, prototype[name]!);
        if (!spec) return [];
        return [[operationOf(base, spec.route), spec.summary] as const];
      });
    });
  }
}
