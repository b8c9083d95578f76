import { deskIdCard, type EdgePeople } from './edge-people.js';
import type { Person } from './people.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import { DAY, stampMs } from './wall-clock.js';

/** One HIS patient file and whose it really is. */
export interface PatientFile {
  readonly person: Person;
  readonly brid: string;
  readonly row: Row;
  readonly why: string;
}

/** One line of truth.json: what a perfect recogniser would find. */
export interface Truth {
  readonly brid: string;
  readonly rosterNo: string | null;
  readonly why: string;
}

type Open = (person: Person, row: Record<string, string | null>, why: string) => void;

/** Opens HIS files for nearly everybody, with the habits of registration windows, and says by what each can be recognised. */
export function openFiles(people: readonly Person[], edge: EdgePeople, random: Random, today: number): PatientFile[] {
  const files: PatientFile[] = [];
  const open: Open = (person, overrides, why) => {
    const brid = String(10_000 + files.length * 3 + 1).padStart(8, '0');
    const chance = random.fork(`file${files.length}`);
    files.push({ person, brid, why, row: { ...fileRow({ person, brid, edge, today }, chance), ...overrides } });
  };
  for (const person of people) {
    if (person.kind === 'signs') open(person, {}, `not on the roster, sign: ${person.sign}`);
    else if (person.kind === 'ordinary')
      open(person, {}, person === edge.twins[1] ? 'another person of the same name and birthday' : 'ordinary patient');
    else openForRoster(person, edge, open, random);
  }
  const [first, second] = files.filter((file) => file.person === edge.twoFiles);
  if (first && second) Object.assign(first.row, { hbbrid: second.brid, zxbz: '1', xgsj: stampMs(today - 200 * DAY) });
  return files;
}

function openForRoster(person: Person, edge: EdgePeople, open: Open, random: Random): void {
  const bare = { sfzh: null, ybkh: null, sbhm: null, bjkh: null };
  if (person === edge.twoFiles) {
    open(person, { bjkh: null, brxz: '02' }, 'same id card and name (merged into another file)');
    open(person, {}, 'same id card and name');
  } else if (person === edge.renamed)
    open(
      person,
      { ...bare, sfzh: person.idNo, brxm: `${person.name.slice(0, 1)}建军` },
      'weak: same id card, other name',
    );
  else if (person === edge.weak) open(person, bare, 'weak: name, sex, birth date and phone tail');
  else if (person === edge.weakest) open(person, { ...bare, lxdh: null }, 'weak: name and birth date only');
  else if (person === edge.unitChanged) open(person, { dwmc: '市国土测绘院（演示）' }, 'same id card and name');
  else if (person === edge.foreigner)
    open(person, { sfzh: person.idNo, ...(person.careCard ? {} : { bjkh: null }) }, 'same passport and name');
  else if (edge.secret.includes(person)) {
    open(
      person,
      { brxm: person.alias, sfjm: '1', sfzh: edge.secret.indexOf(person) % 2 ? null : person.idNo },
      edge.secret.indexOf(person) % 2 ? 'same care card and birth date (alias)' : 'same id card and alias',
    );
  } else if (random.chance(0.03)) return;
  else {
    const road = random.weighted([
      ['id', 80],
      ['care-card', person.careCard ? 8 : 0],
      ['insurance', 8],
      ['social', 4],
    ]);
    if (road === 'id') open(person, {}, 'same id card and name');
    if (road === 'care-card') open(person, { ...bare, bjkh: person.careCard }, 'same care card and name');
    if (road === 'insurance') open(person, { ...bare, ybkh: person.insuranceNo }, 'same insurance number and name');
    if (road === 'social') open(person, { ...bare, sbhm: person.socialNo }, 'same social security number and name');
  }
}

function fileRow(
  { person, brid, edge, today }: { person: Person; brid: string; edge: EdgePeople; today: number },
  random: Random,
): Row {
  const cadre = person.types.includes('CADRE');
  const missing = (value: string): string | null => value || random.pick([null, '']);
  const idNo = deskIdCard(person, edge);
  return {
    brid,
    mzhm: `M${brid}`,
    sfjm: '0',
    zxbz: '0',
    hbbrid: null,
    brxm: deskName(person, random),
    brxb: sexAsWritten(person.sex, random),
    csny: random.chance(0.8) ? person.birth : person.birth.replaceAll('-', ''),
    sfzh: random.chance(0.3) ? idNo.toLowerCase() : idNo,
    lxdh: random.chance(0.9) ? person.phone : `+86${person.phone}`,
    dwmc: random.chance(0.1) ? `${person.unit}  ` : person.unit,
    brxz:
      person.sign === 'charge'
        ? '11'
        : person.kind !== 'roster'
          ? random.pick(['01', '02', '02', '02'])
          : cadre
            ? random.pick(['11', '11', '11', '02'])
            : random.pick(['12', '12', '01']),
    ybkh: missing(person.insuranceNo),
    sbhm: random.chance(0.6) ? missing(person.socialNo) : null,
    bjkh: missing(person.careCard),
    vipflag:
      person.sign === 'vipflag' || (person.kind === 'roster' && random.chance(0.5))
        ? '1'
        : random.pick(['0', '', null]),
    gmyw: missing(person.allergy),
    xgsj: stampMs(today - random.integer(3, 1100) * DAY - random.integer(0, DAY)),
  };
}

/** Windows add blanks, stars and 「(VIP)」 to names. */
function deskName(person: Person, random: Random): string {
  if (person.kind === 'ordinary') return random.chance(0.1) ? person.name.padEnd(10) : person.name;
  return random.weighted([
    [person.name, 82],
    [person.name.padEnd(10), 12],
    [`${person.name}(VIP)`, 4],
    [`${person.name}*`, 2],
  ]);
}

export function sexAsWritten(sex: '1' | '2', random: Random): string {
  return sex === '1' ? random.pick(['男', '男', '1', 'M']) : random.pick(['女', '女', '2', 'F']);
}

export function truthOf(files: readonly PatientFile[]): Truth[] {
  return files.map(({ person, brid, why }) => ({ brid, rosterNo: person.rosterNo, why }));
}
