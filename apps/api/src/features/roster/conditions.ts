/** The `where` of a list and the values bound in it, composed once for its rows, its count, its summary and its export. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Adds a condition; `bind` turns a value into the parameter that stands for it. */
  and(sql: (bind: (value: unknown) => string) => string): this {
    this.parts.push(sql((value) => `$${this.values.push(value)}`));
    return this;
  }

  /** Adds a condition when its filter was set. */
  when<T>(value: T | undefined, sql: (bound: string) => string): this {
    return value === undefined || value === '' ? this : this.and((bind) => sql(bind(value)));
  }

  get where(): string {
    return this.parts.join('\n  and ') || 'true';
  }
}
