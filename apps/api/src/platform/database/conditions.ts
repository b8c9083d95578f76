/** The `where` of a list and the values bound in it, composed once for its rows, its count, its summary and its export. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Adds a condition; `bind` turns a value into the parameter that stands for it. */
  and(sql: (bind: (value: unknown) => string) => string): this {
    this.parts.push(sql((value) => this.bind(value)));
    return this;
  }

  /** Adds a condition without a value of its own. */
  always(sql: string): this {
    this.parts.push(sql);
    return this;
  }

  /** Adds a condition when its filter was set. */
  when<T>(value: T | undefined, sql: (bound: string) => string): this {
    if (value === undefined || value === '' || value === false) return this;
    this.parts.push(sql(this.bind(value)));
    return this;
  }

  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get where(): string {
    return this.parts.join('\n  and ') || 'true';
  }
}
