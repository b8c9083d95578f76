import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { JobHandler } from './job-handler.js';

/** Every handler that the features provide, by its kind. */
@Injectable()
export class JobHandlers implements OnModuleInit {
  private readonly byKind = new Map<string, JobHandler>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof JobHandler)) continue;
      const known = this.byKind.get(instance.kind);
      if (known && known !== instance) throw new Error(`Two handlers of background jobs call themselves ${instance.kind}`);
      this.byKind.set(instance.kind, instance);
    }
  }

  of(kind: string): JobHandler {
    const handler = this.byKind.get(kind);
    if (!handler) throw new Error(`No feature handles jobs of kind ${kind}`);
    return handler;
  }
}
