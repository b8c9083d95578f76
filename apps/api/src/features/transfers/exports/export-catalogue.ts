import { Injectable, type OnModuleInit, type StreamableFile, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Caller } from '../../../platform/access/caller.js';
import { ENDPOINT, type EndpointSpec } from '../../../platform/access/endpoint.js';
import { isListFile, operationOf } from '../../../platform/access/operation.js';
import type { Permission } from '../../../platform/access/permissions.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { strictValidation } from '../../../platform/http/validation.js';

/** The export of one list, as its own endpoint makes it. */
export interface ExportedOperation {
  /** As the API document has it, without the prefix: `/visits/export`. */
  readonly path: string;
  /** As the access trail has it. */
  readonly operation: string;
  readonly title: string;
  readonly permission: Permission;
  /** The conditions as the list takes them. Throws BadInput. */
  check(query: Readonly<Record<string, unknown>>): Promise<object>;
  make(caller: Caller, query: object): Promise<StreamableFile>;
}

type Method = (caller: Caller, query: object) => Promise<StreamableFile>;

/** Every list that can be exported: what answers `GET …/export` with a file, whoever's feature it is. None is named here. */
@Injectable()
export class ExportCatalogue implements OnModuleInit {
  private readonly byPath = new Map<string, ExportedOperation>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const controller = instance as Record<string, Method>;
      const prototype = Object.getPrototypeOf(controller) as Record<string, Method>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const found = this.exportOf(controller, name, Reflect.getMetadata('path', metatype) ?? '');
        if (found) this.byPath.set(found.path, found);
      }
    }
  }

  /** Throws BadInput when no list is exported there. */
  at(path: string): ExportedOperation {
    const found = this.byPath.get(path);
    if (!found) throw new BadInput('没有可以导出的这个列表。', [{ field: 'path', message: '不在可选范围内' }]);
    return found;
  }

  private exportOf(controller: Record<string, Method>, name: string, base: string): ExportedOperation | null {
    const prototype = Object.getPrototypeOf(controller) as object;
    const method = controller[name]!;
    const spec = this.reflector.get<EndpointSpec | undefined>(ENDPOINT, method);
    if (!spec || spec.fresh || typeof spec.permission !== 'string') return null;
    const operation = operationOf(base, spec.route);
    const path = operation.replace('GET ', '');
    if (!isListFile(operation, spec)) return null;
    const [, metatype] = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as [unknown, Type | undefined];
    return {
      path, operation, title: spec.summary.replace(/^导出/, ''), permission: spec.permission,
      check: async (query) => (metatype ? ((await strictValidation().transform(query, { type: 'query', metatype })) as object) : {}),
      make: (caller, query) => method.call(controller, caller, query),
    };
  }
}
