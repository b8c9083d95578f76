import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { nameHospital } from '../../../platform/http/hospital-name.js';
import { Parameters } from '../parameters.port.js';
import { refusalOf } from './parameter-kinds.js';
import { PARAMETERS, type ParameterName, type ParameterValue } from './parameters.js';

const LOOK_MS = 5_000;

/** Keeps the values in memory and looks every few seconds whether another instance has changed one. */
@Injectable()
export class ParametersService extends Parameters implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('parameters');
  private values = new Map<string, unknown>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: ScopedDatabase) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.reload();
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** A stored value that is out of range by now (the range was narrowed) gives way to the default. */
  value<N extends ParameterName>(name: N): ParameterValue<N> {
    const stored = this.values.get(name);
    const usable = stored !== undefined && refusalOf(PARAMETERS[name], stored) === null;
    return (usable ? stored : PARAMETERS[name].default) as ParameterValue<N>;
  }

  async reload(): Promise<void> {
    const rows: { id: string; value: unknown }[] = await this.db.asSystem('parameters', (em) => em.query('select id, value from parameter'));
    this.values = new Map(rows.map(({ id, value }) => [id, value]));
    nameHospital(this.value('hospital.name'));
  }

  private async look(): Promise<void> {
    await this.reload().catch(() => this.log.warn('the parameters could not be read; the last known ones hold'));
  }
}
