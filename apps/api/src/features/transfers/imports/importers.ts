import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { BadInput, Forbidden } from '../../../platform/http/refusal.js';
import { Importer } from '../importer.port.js';

/** What the features let be imported, by its kind. */
@Injectable()
export class Importers implements OnModuleInit {
  private readonly byKind = new Map<string, Importer>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) if (instance instanceof Importer) this.byKind.set(instance.kind, instance);
  }

  /** Throws BadInput for what is not imported, Forbidden for what the caller may not. */
  of(caller: Caller, kind: string): Importer {
    const importer = this.byKind.get(kind);
    if (!importer) throw new BadInput('没有这种导入。', [{ field: 'kind', message: '不在可选范围内' }]);
    if (!caller.permissions.has(importer.permission)) throw new Forbidden(PERMISSIONS[importer.permission]);
    return importer;
  }

  forCaller({ permissions }: Caller): Importer[] {
    return [...this.byKind.values()].filter(({ permission }) => permissions.has(permission));
  }
}
