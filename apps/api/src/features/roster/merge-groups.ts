/** The newest word about two patient numbers, when it says that they are one person. */
export interface MergedPair {
  readonly from: string;
  readonly into: string;
}

/** What a set of merges means for the numbers in it. */
export interface MergeGroups {
  /** Whose each number is; null: nobody's of ours. */
  readonly owners: ReadonlyMap<string, string | null>;
  /** The number that each was merged into; for one that is nobody's by itself and only took others in, the last it took in. */
  readonly mergedWith: ReadonlyMap<string, string>;
  /** Pairs that would make two of our people one: a person has to decide. */
  readonly conflicts: readonly MergedPair[];
}

/**
 * Puts numbers together that the source calls one person. A pure function of what is known: whose a number is by itself
 * (`own`, null for nobody's) and the pairs in the order of their versions, so that the order of arrival decides nothing.
 * Where two of our people would become one the pair is left out and asked about.
 */
export function groupNumbers(own: ReadonlyMap<string, string | null>, pairs: readonly MergedPair[]): MergeGroups {
  const parents = new Map<string, string>();
  const ownerOf = new Map(own);
  const rootOf = (number: string): string => {
    const parent = parents.get(number);
    if (parent === undefined) return number;
    const root = rootOf(parent);
    parents.set(number, root);
    return root;
  };
  const mergedWith = new Map<string, string>();
  const takenIn = new Map<string, string>();
  const conflicts: MergedPair[] = [];
  for (const { from, into } of pairs) {
    const [left, right] = [rootOf(from), rootOf(into)];
    const [leftOwner, rightOwner] = [ownerOf.get(left) ?? null, ownerOf.get(right) ?? null];
    if (leftOwner !== null && rightOwner !== null && leftOwner !== rightOwner) {
      conflicts.push({ from, into });
      continue;
    }
    if (left !== right) parents.set(left, right);
    ownerOf.set(right, rightOwner ?? leftOwner);
    mergedWith.set(from, into);
    takenIn.set(into, from);
  }
  const numbers = new Set([...own.keys(), ...pairs.flatMap(({ from, into }) => [from, into])]);
  for (const [number, other] of takenIn) {
    if (!mergedWith.has(number) && (own.get(number) ?? null) === null) mergedWith.set(number, other);
  }
  return { owners: new Map([...numbers].map((number) => [number, ownerOf.get(rootOf(number)) ?? null])), mergedWith, conflicts };
}
