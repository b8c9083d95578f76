import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ImportJob } from './import.job.js';
import { Importers } from './importers.js';

/** What can be imported, and who does it. */
@Injectable()
export class ImportSteps {
  constructor(
    private readonly importers: Importers,
    private readonly handler: ImportJob,
  ) {}

  of(caller: Caller, kind: string): { importer: ReturnType<Importers['of']>; handler: ImportJob } {
    return { importer: this.importers.of(caller, kind), handler: this.handler };
  }
}
