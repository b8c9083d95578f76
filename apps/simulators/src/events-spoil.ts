import { need, text } from './adt-push.js';
import { amend, findRow, type Desk, type Wish } from './desk.js';

/** A time that no calendar and no clock has. */
const NO_TIME = '2026-02-30 25:61:00';

/** The last report of somebody gets an impossible time of collection: a record that a reader has to put aside. Nothing is pushed. */
export async function spoilLab(desk: Desk, wish: Wish): Promise<object> {
  const { brid } = desk.pick(wish);
  return desk.change('lis', async (client, at) => {
    const fitting = `lpad(brid, 8, '0') = $1 and cjrq <> $2 order by xgsj desc`;
    const report = need(await findRow(client, 'lisBg', fitting, [brid, NO_TIME]), '此人没有检验报告');
    await amend(client, 'lisBg', text(report, 'bgdh'), { cjrq: NO_TIME, xgsj: at });
    return { brid, reportNo: report['bgdh'] };
  });
}

/** The spoiled reports are mended in the laboratory, all at once. */
export async function mendLab(desk: Desk): Promise<object> {
  return desk.change('lis', async (client, at) => {
    const mended = await client.query<{ bgdh: string }>(
      'update hospital.lis_bg set cjrq = jsrq, xgsj = $1 where cjrq = $2 returning bgdh',
      [at, NO_TIME],
    );
    return { reportNos: mended.rows.map((row) => row.bgdh) };
  });
}
