import type { Cursor, PullMode } from '@cadre/connector-kit/sql-view';
import { describe, expect, it } from 'vitest';
import { BY_DAY, BY_TEXT, BY_TIME, collected, first, hospitalSource, numbers, savedOf } from './transports-source.js';

const { owner, ownerUrl, writer, add, transport, read } = hospitalSource('transports');
const since = (value: string): PullMode => ({ kind: 'incremental', cursor: { value, key: ['x'] } });

describe('an incremental read', () => {
  it('gives every row as the source prints it, blanks and fractions included, with its parts in order', async () => {
    await add('A', 1, '2026-11-22 08:00:00.123456');
    await owner.query(
      `insert into hospital.result values ('2', 'A0001', 'b'), ('1', 'A0001', null), ('3', 'other', 'c')`,
    );
    const [page] = await read(BY_TIME, first);
    expect(page!.rows).toEqual([
      {
        values: {
          no: 'A0001',
          brid: '00000001',
          state: ' final ',
          moment: '2026-11-22 08:00:00.123456',
          day: null,
          compact: null,
        },
        parts: {
          results: [
            { id: '1', no: 'A0001', value: null },
            { id: '2', no: 'A0001', value: 'b' },
          ],
        },
      },
    ]);
    expect(page!.cursor).toEqual({ value: '2026-11-22 08:00:00.123456', key: ['A0001'] });
  });

  it('takes texts with every character that could be mistaken for structure', async () => {
    const texts = [
      '',
      ' ',
      'a,b',
      '(x)',
      '"q"',
      'back\\slash',
      '两行\n第二行',
      '\t',
      '全角　空格',
      '不间断\u00a0空格',
      'NULL',
      '葉誠東𠮷',
      '\u0085\u200b',
    ];
    await owner.query(
      `insert into hospital.report select 'T' || n, '1', t, '2026-11-22' from unnest($1::text[]) with ordinality as x(t, n)`,
      [texts],
    );
    const [page] = await read(BY_TIME, first);
    const found = page!.rows.map(({ values }) => values['state']);
    expect(new Set(found)).toEqual(new Set(texts));
  });

  it('loses none of 5,000 rows with one time at the page edges, and gives none twice', async () => {
    await add('A', 5_000, '2026-11-22 08:00:00.123');
    const pages = await read(BY_TIME, first, 200);
    expect(pages).toHaveLength(25);
    expect(new Set(numbers(pages)).size).toBe(5_000);
    expect(numbers(pages)).toHaveLength(5_000);
    expect(pages.map(({ done }) => done).lastIndexOf(false)).toBe(23);
  });

  it('broken off and begun again from the saved cursor gives the rest', async () => {
    await add('A', 30, '2026-11-22 08:00:00');
    await add('B', 30, '2026-11-22 09:00:00');
    const seen: (string | null | undefined)[] = [];
    let saved: Cursor | null = null;
    for await (const page of transport().pull(BY_TIME, first, { pageSize: 40, signal: new AbortController().signal })) {
      seen.push(...numbers([page]));
      saved = page.cursor;
      break;
    }
    expect(saved).toEqual({ value: '2026-11-22 09:00:00', key: ['B0010'] });
    seen.push(...numbers(await read(BY_TIME, { kind: 'incremental', cursor: saved })));
    expect(new Set(seen).size).toBe(60);
  });

  it('finds a row that was committed late, inside the look-back, and never moves the cursor back', async () => {
    await add('A', 1, '2026-11-22 08:00:00');
    const late = await writer();
    await late.query('begin');
    await late.query(`insert into hospital.report (no, moment) values ('LATE', '2026-11-22 07:55:00')`);
    const saved = savedOf(await read(BY_TIME, first));
    await late.query('commit');
    await add('C', 1, '2026-11-22 07:49:00');
    const again = await read(BY_TIME, { kind: 'incremental', cursor: saved }, 1);
    expect(numbers(again)).toEqual(['LATE', 'A0001']);
    expect(again.map(({ cursor }) => cursor)).toEqual([saved, saved]);
  });

  it("reads a row from the source's future, but its cursor waits for it", async () => {
    await add('A', 1, '2026-11-22 08:00:00');
    await add('F', 1, '2099-01-01 00:00:00');
    const pages = await read(BY_TIME, first);
    expect(numbers(pages)).toEqual(['A0001', 'F0001']);
    expect(savedOf(pages)).toEqual({ value: '2026-11-22 08:00:00', key: ['A0001'] });
    expect(savedOf(pages)!.value < pages[0]!.signpost).toBe(true);
  });

  it('keeps its cursor behind the source clock by the safety lag', async () => {
    await owner.query(
      `insert into hospital.report (no, moment) values ('NOW', (clock_timestamp() at time zone 'Asia/Shanghai'))`,
    );
    expect(savedOf(await read(BY_TIME, first))).toBeNull();
    const pages = await collected(
      transport().pull(BY_TIME, first, { pageSize: 10, signal: new AbortController().signal, safetyLagSeconds: 0 }),
    );
    expect(savedOf(pages)?.key).toEqual(['NOW']);
  });

  it('reads the whole day again where the source only knows days', async () => {
    await add('A', 3, null, { day: '2026-11-20' });
    await add('B', 3, null, { day: '2026-11-21' });
    const saved = savedOf(await read(BY_DAY, first, 2));
    expect(saved).toEqual({ value: '2026-11-21', key: ['B0003'] });
    await add('0', 1, null, { day: '2026-11-21' });
    expect(numbers(await read(BY_DAY, { kind: 'incremental', cursor: saved }, 2))).toEqual([
      '00001',
      'B0001',
      'B0002',
      'B0003',
    ]);
  });

  it('counts in text where the source does', async () => {
    await add('A', 1, null, { compact: '20261121235900' });
    await add('B', 1, null, { compact: '20261122000500' });
    expect(numbers(await read(BY_TEXT, since('20261122000800')))).toEqual(['A0001', 'B0001']);
    expect(numbers(await read(BY_TEXT, since('20261122001000')))).toEqual(['B0001']);
  });

  it('sees one state of the source from its first page to its last', async () => {
    await add('A', 3, '2026-11-22 08:00:00');
    const seen: (string | null | undefined)[] = [];
    for await (const page of transport().pull(BY_TIME, first, { pageSize: 2, signal: new AbortController().signal })) {
      seen.push(...numbers([page]));
      await owner.query(`update hospital.report set moment = '2026-11-22 09:00:00' where no = 'A0001'`);
    }
    expect(seen).toEqual(['A0001', 'A0002', 'A0003']);
  });

  it('of an empty view is one empty, finished page', async () => {
    expect(await read(BY_TIME, first)).toMatchObject([{ rows: [], cursor: null, done: true }]);
  });
});

describe('other reads', () => {
  it('a full one meets rows without a time, counts them, and hands over the cursor at its end only', async () => {
    await add('A', 2, '2026-11-22 08:00:00');
    await add('N', 1, null);
    const pages = await read(BY_TIME, { kind: 'full' }, 1);
    expect(numbers(pages)).toEqual(['A0001', 'A0002', 'N0001']);
    expect(pages.map(({ withoutCursor }) => withoutCursor)).toEqual([0, 0, 1]);
    expect(pages.map(({ cursor }) => cursor?.value ?? null)).toEqual([null, null, '2026-11-22 08:00:00']);
    expect(numbers(await read(BY_TIME, first))).toEqual(['A0001', 'A0002']);
  });

  it('a window takes its beginning and leaves its end, in each kind of time', async () => {
    await add('A', 1, '2026-11-20 00:00:00', { day: '2026-11-20', compact: '20261120000000' });
    await add('B', 1, '2026-11-21 00:00:00', { day: '2026-11-21', compact: '20261121000000' });
    const days: PullMode = { kind: 'window', from: '2026-11-20', to: '2026-11-21' };
    const instants: PullMode = { kind: 'window', from: '2026-11-19T16:00:00.000Z', to: '2026-11-20T16:00:00.000Z' };
    for (const source of [BY_TIME, BY_DAY, BY_TEXT]) {
      for (const mode of [days, instants]) expect(numbers(await read(source, mode))).toEqual(['A0001']);
    }
  });

  it('by patients or by keys gives theirs alone, page by page', async () => {
    await add('A', 3, '2026-11-20 00:00:00', { brid: '1' });
    await add('B', 3, null, { brid: '2' });
    await add('C', 3, null, { brid: '3' });
    expect(numbers(await read(BY_TIME, { kind: 'patients', ids: ['1', '2', '9'] }, 2))).toHaveLength(6);
    expect(numbers(await read(BY_TIME, { kind: 'keys', keys: [['C0002'], ['A0001'], ['gone']] }))).toEqual([
      'A0001',
      'C0002',
    ]);
    expect(
      numbers(
        await read(
          { ...BY_TIME, key: ['brid', 'no'] },
          {
            kind: 'keys',
            keys: [
              ['3', 'C0002'],
              ['1', 'C0002'],
            ],
          },
        ),
      ),
    ).toEqual(['C0002']);
    expect((await read(BY_TIME, { kind: 'keys', keys: [['A0001']] }))[0]!.cursor).toBeNull();
  });

  it('cannot write even where the login could', async () => {
    await owner.query(
      `create function hospital.touch() returns int language sql volatile as 'insert into hospital.result values (''w'', ''w'', ''w''); select 1'`,
    );
    await owner.query('create view v_writing as select hospital.touch()::text as no, now()::timestamp as moment');
    await expect(
      read({ ...BY_TIME, view: 'v_writing', parts: {} }, first, 10, transport(ownerUrl)),
    ).rejects.toMatchObject({ kind: 'query' });
    expect((await owner.query('select from hospital.result')).rowCount).toBe(0);
  });
});
