import fc from 'fast-check';

/** A little hospital in memory, and who may see what in it: said anew here, by no line of the program. */
export interface Dept { readonly code: string; readonly parent: string | null }
export interface ModelRole {
  readonly code: string;
  readonly active: boolean;
  readonly dataScope: 'all' | 'department-tree' | 'department' | 'departments' | 'own-patients' | 'persons' | 'today' | 'none';
  readonly pastAccess: boolean;
  readonly chosen: readonly string[];
  readonly levels: readonly string[] | null;
  readonly categories: readonly string[] | null;
  /** Positions of people. */
  readonly people: readonly number[];
}
export interface ModelPerson {
  readonly level: string | null;
  readonly categories: readonly string[];
  readonly secret: boolean;
  readonly access: readonly { readonly to: string; readonly over: boolean }[];
  readonly visits: readonly { readonly department: string; readonly doctor: string; readonly today: boolean }[];
}
export interface World {
  readonly departments: readonly Dept[];
  readonly bound: readonly string[];
  readonly roles: readonly ModelRole[];
  readonly people: readonly ModelPerson[];
}

export const STAFF_NO = 'S1';
const CODES = ['T1', 'T2', 'T3', 'T4', 'T5'] as const;
const LEVELS = ['L1', 'L2', 'L3'];
const CATEGORIES = ['cadre', 'special', 'checkup'];
const some = <T>(words: readonly T[], minLength = 0): fc.Arbitrary<T[]> => fc.subarray([...words], { minLength });

/** Each department stands below an earlier one or at the top, so that there are no circles. */
const departments = fc.tuple(...CODES.map((_, at) => fc.nat(at))).map((above) =>
  CODES.map((code, at): Dept => ({ code, parent: above[at] === 0 ? null : CODES[above[at]! - 1]! })));
const role = (code: string): fc.Arbitrary<ModelRole> => fc.record({
  code: fc.constant(code), active: fc.boolean().map((one) => one || code === 'R1'),
  dataScope: fc.constantFrom('all', 'department-tree', 'department', 'departments', 'own-patients', 'persons', 'today', 'none'),
  pastAccess: fc.boolean(), chosen: some(CODES), levels: fc.option(some(LEVELS, 1)), categories: fc.option(some(CATEGORIES, 1)), people: some([0, 1, 2, 3]),
});
const person: fc.Arbitrary<ModelPerson> = fc.record({
  level: fc.option(fc.constantFrom(...LEVELS)), categories: some(CATEGORIES, 1), secret: fc.nat(5).map((one) => one === 0),
  access: fc.uniqueArray(fc.record({ to: fc.constantFrom(...CODES, '@today', `staff:${STAFF_NO}`, 'staff:S2'), over: fc.boolean() }), { maxLength: 4, selector: ({ to }) => to }),
  visits: fc.array(fc.record({ department: fc.constantFrom(...CODES), doctor: fc.constantFrom(STAFF_NO, 'S2'), today: fc.boolean() }), { maxLength: 2 }),
});
export const worlds: fc.Arbitrary<World> = fc.record({
  departments, bound: some(CODES).map((codes) => codes.slice(0, 2)),
  roles: fc.tuple(role('R1'), role('R2'), role('R3')), people: fc.tuple(person, person, person, person),
});

function below({ departments: all, bound }: World): Set<string> {
  const found = new Set(bound);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { code, parent } of all) if (parent && found.has(parent)) found.add(code);
  }
  return found;
}

/** Under which names of access, and of which departments, a role's holder sees. */
function namesOf(world: World, { dataScope, chosen }: ModelRole): { access: Set<string> | 'everyone'; work: Set<string> } {
  const departmentsOf = { 'department-tree': [...below(world)], department: [...world.bound], departments: [...chosen], 'own-patients': [...world.bound] };
  if (dataScope === 'all' || dataScope === 'persons') return { access: 'everyone', work: new Set() };
  if (dataScope === 'today') return { access: new Set(['@today']), work: new Set(['@today']) };
  if (dataScope === 'none') return { access: new Set(), work: new Set() };
  const own = dataScope === 'own-patients' ? [`staff:${STAFF_NO}`] : [];
  return { access: new Set([...departmentsOf[dataScope], ...own]), work: new Set([...departmentsOf[dataScope], ...own]) };
}

const ofKind = (role: ModelRole, one: ModelPerson, at: number): boolean =>
  (!role.levels || (one.level !== null && role.levels.includes(one.level)))
  && (!role.categories || one.categories.some((category) => role.categories!.includes(category)))
  && (role.dataScope !== 'persons' || role.people.includes(at));

/** Positions of the people whom the holder of all roles sees. */
export function seenPeople(world: World): number[] {
  return world.people.flatMap((one, at) => {
    const seen = world.roles.some((role) => {
      const { access } = namesOf(world, role);
      const admitted = access === 'everyone' || one.access.some(({ to, over }) => access.has(to) && (!over || role.pastAccess));
      return role.active && admitted && ofKind(role, one, at);
    });
    return seen && !one.secret ? [at] : [];
  });
}

/** The visits that are the holder's work, as "person visit". */
export function seenVisits(world: World): string[] {
  return seenPeople(world).flatMap((at) => world.people[at]!.visits.flatMap((visit, nth) => {
    const isWork = world.roles.some((role) => {
      const { access, work } = namesOf(world, role);
      const matches = access === 'everyone' || work.has(visit.department) || work.has(`staff:${visit.doctor}`) || (work.has('@today') && visit.today);
      return role.active && matches && ofKind(role, world.people[at]!, at);
    });
    return isWork ? [`${at} ${nth}`] : [];
  }));
}
