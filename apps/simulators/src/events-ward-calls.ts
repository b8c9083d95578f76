import { need, text } from './adt-push.js';
import { TOLD } from './critical-notices.js';
import { CULTURE_PANELS } from './cultures.js';
import { amend, EventRefused, findRow, type Desk, type Wish } from './desk.js';
import { report } from './events-lab.js';

/** Something was grown, or nothing did: ORU with the germ beside each drug. `item`: CULT-SP, CULT-UR or CULT-BL. */
export async function culture(desk: Desk, wish: Wish): Promise<object> {
  if (wish.item && !CULTURE_PANELS.includes(wish.item)) throw new EventRefused(`培养项目只有 ${CULTURE_PANELS.join('、')}`);
  return report(desk, wish, 0, wish.item ?? (wish.critical ? 'CULT-BL' : desk.random.pick(CULTURE_PANELS)));
}

/** The laboratory telephones its newest critical value to the ward; the next call says that the ward has acted. Nothing is pushed. */
export async function criticalNotice(desk: Desk, wish: Wish): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('lis', async (client, at) => {
    const open = `wjz = '1' and wjzclsj is null and bgdh in (select bgdh from hospital.lis_bg where bgzt in ('2', '3')
      and ($1::text is null or lpad(brid, 8, '0') = $1)) order by (select xgsj from hospital.lis_bg b where b.bgdh = lis_jg.bgdh) desc, jgid`;
    const value = need(await findRow(client, 'lisJg', open, [named]), '没有等待通知或处置的危急值');
    const now = at.slice(0, 19);
    const changes: Record<string, string> = value['wjztzsj'] ? { wjzclsj: now } : { wjztzsj: now, wjztzr: desk.random.pick(TOLD) };
    await amend(client, 'lisJg', text(value, 'jgid'), changes);
    await amend(client, 'lisBg', text(value, 'bgdh'), { xgsj: at });
    return { reportNo: value['bgdh'], resultNo: value['jgid'], item: value['jczbmc'], ...changes };
  });
}
