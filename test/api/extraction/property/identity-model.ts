/** Merges of patient numbers as they should come out, worked out the slow and plain way. */
export class IdentityModel {
  private readonly own = new Map<string, string>();
  private readonly words = new Map<string, { from: string; into: string; action: string; order: number }>();

  /** A number was recognised by its own signs. */
  recognised(number: string, person: string): void {
    this.own.set(number, person);
  }

  told(from: string, into: string, action: string, order: number): void {
    const pair = [from, into].toSorted().join(' ');
    const known = this.words.get(pair);
    if (!known || known.order < order) this.words.set(pair, { from, into, action, order });
  }

  /** Groups are sets that are poured together, in the order of versions; two people of ours never share one. */
  owners(numbers: readonly string[]): Map<string, string | null> {
    let groups = numbers.map((number) => ({ members: new Set([number]), person: this.own.get(number) ?? null }));
    const holding = [...this.words.values()].filter(({ action }) => action === 'merge').toSorted((a, b) => a.order - b.order);
    for (const { from, into } of holding) {
      const left = groups.find(({ members }) => members.has(from))!;
      const right = groups.find(({ members }) => members.has(into))!;
      if (left === right || (left.person && right.person && left.person !== right.person)) continue;
      const together = { members: new Set([...left.members, ...right.members]), person: left.person ?? right.person };
      groups = [...groups.filter((group) => group !== left && group !== right), together];
    }
    return new Map(groups.flatMap(({ members, person }) => [...members].map((number) => [number, person])));
  }
}
