import { addCheckup, CHECKUP_PANELS } from './checkups.js';
import { nextNumber, save, type Desk, type Wish } from './desk.js';
import { measure } from './lab-values.js';
import { noRows } from './tables.js';
import { parseStamp } from './wall-clock.js';

/** Somebody has a check-up and the chief concludes it. This system pushes nothing: the view tells, by day. */
export async function checkup(desk: Desk, wish: Wish): Promise<object> {
  const file = desk.pick(wish);
  return desk.change('peis', async (client, at) => {
    const now = parseStamp(at);
    const checkupNo = await nextNumber(client, 'TJ', at);
    const laboratory = new Map(
      CHECKUP_PANELS.map((panel) => [
        panel,
        measure({ seed: desk.population.seed, person: file.person, panel, at: now }, desk.random),
      ]),
    );
    const rows = noRows();
    addCheckup(
      rows,
      { checkupNo, person: file.person, at: now, state: '4', revision: 1, laboratory, changedAt: now },
      desk.random,
    );
    for (const table of ['tjSy', 'tjFk', 'tjMx'] as const) await save(client, table, rows[table]);
    return { rosterNo: file.person.rosterNo, personId: rows.tjSy[0]?.['tjryid'], checkupNo };
  });
}
