/** A department as figures need it. */
export interface DepartmentNode {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly mergedInto: string | null;
}

/**
 * Where the department codes of records stand: under the department that they were merged into since (`current`), or as they were
 * recorded. A code that is not in the tree stands nowhere: 未映射.
 */
export class DepartmentView {
  private readonly nodes: ReadonlyMap<string, DepartmentNode>;

  constructor(readonly all: readonly DepartmentNode[], private readonly follows: 'current' | 'recorded') {
    this.nodes = new Map(all.map((node) => [node.code, node]));
  }

  /** The department that a recorded code counts for; null: 未映射. */
  placeOf(code: string | null): string | null {
    let node = code === null ? undefined : this.nodes.get(code);
    if (this.follows === 'current') {
      const seen = new Set<string>();
      while (node?.mergedInto && !seen.has(node.code)) {
        seen.add(node.code);
        node = this.nodes.get(node.mergedInto);
      }
    }
    return node?.code ?? null;
  }

  node(code: string): DepartmentNode | undefined {
    return this.nodes.get(code);
  }

  /** Departments that have a row: not those that count for another one. */
  get shown(): DepartmentNode[] {
    return this.all.filter(({ code }) => this.placeOf(code) === code);
  }

  /** The department above it that has a row. */
  parentOf(code: string): string | null {
    const parent = this.nodes.get(code)?.parentCode ?? null;
    return parent === null ? null : this.placeOf(parent);
  }

  /** The department and everything above it, itself first. */
  upwards(code: string): string[] {
    const path: string[] = [];
    for (let at: string | null = code; at && !path.includes(at); at = this.parentOf(at)) path.push(at);
    return path.filter((one) => this.nodes.has(one));
  }

  /** Every recorded code that counts for a department, its lower ones included unless only its own. */
  codesOf(code: string, own: boolean): string[] {
    return this.all
      .map((node) => node.code)
      .filter((recorded) => {
        const place = this.placeOf(recorded);
        return place !== null && (own ? place === code : this.upwards(place).includes(code));
      });
  }

  /** Which departments were merged into one, by name. */
  mergedInto(code: string): string[] {
    return this.follows === 'current' ? this.all.filter((node) => node.mergedInto && this.placeOf(node.code) === code).map(({ name }) => name) : [];
  }
}
