import { parseInstant } from '@cadre/connector-kit/source-time';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { KeyRange, PullTransport } from '@cadre/connector-kit/pull-transport';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLine, type Line } from './conformance-line.js';
import { keysOf, LIMITS, Reader, type Told } from './conformance-reader.js';
import type { Address, ConformanceCase, SampleRecord, SourceUnderTest } from './conformance-source.js';

/** `count` records `A001…`, a minute apart from 08:00 on, or all at `at`. */
export function samples(prefix: string, count: number, at?: string): SampleRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const clock = `2026-03-02 ${String(8 + Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`;
    const no = `${prefix}${String(index + 1).padStart(3, '0')}`;
    return { no, patientId: `P${(index % 3) + 1}`, text: `结果 ${no}`, at: at ?? clock };
  });
}

/** What every pulled transport promises, proved on one real source. */
export function conformance(name: string, source: SourceUnderTest): void {
  describe(`${name} keeps the promises of a pulled source:`, () => {
    const opened: PullTransport[] = [];
    const lines: Line[] = [];
    const transport = (through?: Address): PullTransport => {
      const made = openTransport(source.kind, source.connection(through), LIMITS);
      opened.push(made);
      return made;
    };
    const line = async (): Promise<Line> => {
      const made = await openLine(source.address!());
      lines.push(made);
      return made;
    };
    /** A case with what the source lacks for it, or why it makes no sense there. */
    const proves = (id: ConformanceCase, sentence: string, work: () => Promise<void>, lacks: string | false = false): void => {
      const reason = source.cannot?.[id] ?? lacks;
      if (reason) it.skip(`${sentence} – ${reason}`, () => undefined);
      else it(sentence, work);
    };
    const noLine = source.address === undefined ? 'nothing lies between us' : false;

    beforeAll(() => source.start());
    beforeEach(() => source.clear());
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
      for (const one of lines.splice(0)) one.close();
    });
    afterAll(() => source.stop());

    proves('first-run', 'the first run brings every record, whole, and says where it stopped', async () => {
      const all = samples('A', 30);
      await source.seed(all);
      const reader = new Reader(source.stream);
      await reader.run(transport());
      expect(reader.known).toEqual(told(all));
      expect(reader.saved).not.toBeNull();
    });

    proves('first-run', 'an empty source is read, and what is entered afterwards is found', async () => {
      const reader = new Reader(source.stream);
      const pulled = transport();
      await reader.run(pulled);
      expect(reader.known.size).toBe(0);
      await source.seed(samples('A', 3));
      await reader.run(pulled);
      expect(reader.known).toEqual(told(samples('A', 3)));
    });

    proves('re-run', 'a second run over unchanged records changes nothing', async () => {
      const all = samples('A', 30);
      await source.seed(all);
      const reader = new Reader(source.stream);
      const pulled = transport();
      await reader.run(pulled);
      const before = new Map(reader.known);
      await reader.run(pulled);
      expect(reader.known).toEqual(before);
    });

    proves('changed', 'a record that was changed comes again with its new contents', async () => {
      const all = samples('A', 20);
      await source.seed(all);
      const reader = new Reader(source.stream);
      const pulled = transport();
      await reader.run(pulled);
      const changed = { ...all[4]!, text: '已更正', at: '2026-03-02 18:00:00' };
      await source.update(changed);
      await reader.run(pulled);
      expect(reader.known).toEqual(told(all.with(4, changed)));
    });

    proves('deleted', 'a record that is gone is missing from the keys, among all, in its time and when asked for', async () => {
      await source.seed(samples('A', 20));
      await source.delete('A005');
      const pulled = transport();
      const left = samples('A', 20).map(({ no }) => no).filter((no) => no !== 'A005');
      const asked: KeyRange = { kind: 'present', keys: [['A004'], ['A005'], ['A006'], ['never']] };
      expect(await keysOf(pulled, source.stream, { kind: 'all' })).toEqual(left);
      expect(await keysOf(pulled, source.stream, asked)).toEqual(['A004', 'A006']);
      const range: KeyRange = { kind: 'window', from: '2026-03-02 08:03:00', to: '2026-03-02 08:07:00' };
      expect(await keysOf(pulled, source.stream, range)).toEqual(expect.arrayContaining(['A004', 'A006', 'A007']));
      expect(await keysOf(pulled, source.stream, range)).not.toContain('A005');
    });

    proves('bad-record', 'a record that cannot be used holds back no other', async () => {
      await source.seed(samples('A', 10));
      await source.seedBad('B001', '2026-03-02 08:05:00');
      await source.seed(samples('C', 10));
      const reader = new Reader(source.stream);
      await reader.run(transport());
      expect(reader.known).toEqual(told([...samples('A', 10), ...samples('C', 10)]));
      expect([...reader.setAside]).toEqual(['B001']);
    });

    proves('broken-line', 'a line that breaks in the middle is reported, and the next run brings the rest', async () => {
      const all = samples('A', 200);
      await source.seed(all);
      const door = await line();
      const reader = new Reader(source.stream);
      const pulled = transport(door);
      door.fail('cut', 8_000);
      await expect(reader.run(pulled)).rejects.toMatchObject({ name: 'TransportError', kind: 'broken' });
      expect(reader.known.size).toBeLessThan(200);
      door.mend();
      await reader.run(pulled);
      expect(reader.known).toEqual(told(all));
    }, noLine);

    proves('slow-line', 'a source that says nothing any more is given up in time, and the next run brings the rest', async () => {
      const all = samples('A', 200);
      await source.seed(all);
      const door = await line();
      const reader = new Reader(source.stream);
      const pulled = transport(door);
      door.fail('silent', 8_000);
      await expect(reader.run(pulled)).rejects.toMatchObject({ name: 'TransportError', kind: 'timeout' });
      door.mend();
      await reader.run(pulled);
      expect(reader.known).toEqual(told(all));
    }, noLine);

    proves('duplicate', 'a record that stands there twice is one record', async () => {
      await source.seed([...samples('A', 10), ...samples('A', 10)]);
      const reader = new Reader(source.stream);
      await reader.run(transport());
      expect(reader.known).toEqual(told(samples('A', 10)));
    });

    proves('out-of-order', 'records entered in any order are all found, and the newest version stays', async () => {
      const all = samples('A', 30);
      const older = { ...all[29]!, no: 'A010', text: '旧', at: '2026-03-02 08:00:30' };
      await source.seed(all.toSorted((a, b) => ((Number(a.no.slice(1)) * 7) % 30) - ((Number(b.no.slice(1)) * 7) % 30)));
      const reader = new Reader(source.stream);
      await reader.run(transport());
      expect(reader.known).toEqual(told(all));
      if (!source.cannot?.duplicate) {
        await source.seed([older]);
        await reader.run(transport());
        expect(reader.known.get('A010')).toEqual(told(all).get('A010'));
      }
    });

    proves('restart', 'a source that was restarted is read on, by the same connection', async () => {
      await source.seed(samples('A', 10));
      const reader = new Reader(source.stream);
      const pulled = transport();
      await reader.run(pulled);
      await source.restart!();
      await source.seed(samples('B', 10));
      // The first read after the restart may be the one that notices.
      await reader.run(pulled).catch((error: unknown) => expect(error).toMatchObject({ name: 'TransportError' }));
      await reader.run(pulled);
      expect(reader.known).toEqual(told([...samples('A', 10), ...samples('B', 10)]));
    }, source.restart ? false : 'it cannot be restarted');

    proves('equal-timestamps', 'of many records with one time none is lost at the edges of pages, and none comes twice', async () => {
      const all = samples('A', 50, '2026-03-02 08:00:00');
      await source.seed(all);
      const reader = new Reader(source.stream);
      await reader.run(transport());
      expect(reader.known).toEqual(told(all));
      expect(reader.heard).toHaveLength(50);
    });

    proves('no-cursor', 'a record without a time stops nobody, and a full read meets it', async () => {
      await source.seed([...samples('A', 10), { no: 'N001', patientId: 'P1', text: '无时间', at: null }]);
      const reader = new Reader(source.stream);
      await reader.run(transport());
      expect([...reader.known.keys()].filter((key) => key !== 'N001')).toHaveLength(10);
      const full = new Reader(source.stream);
      await full.read(transport(), { kind: 'full' });
      expect(full.heard).toContain('N001');
    });

    proves('date-only', 'where only the day is told, what is added on the same day is found', async () => {
      const daily = source.daily!;
      await source.seed(samples('B', 10));
      const reader = new Reader(daily);
      const pulled = transport();
      await reader.run(pulled);
      await source.seed(samples('A', 10));
      await reader.run(pulled);
      expect([...reader.known.keys()].toSorted()).toEqual([...samples('A', 10), ...samples('B', 10)].map(({ no }) => no));
    }, source.daily ? false : 'it tells the time');

    proves('late-commit', 'what was written before a run and shown after it is found by the next', async () => {
      await source.seed(samples('A', 10));
      const late = { no: 'L001', patientId: 'P1', text: '迟到', at: '2026-03-02 08:05:00' };
      const show = source.seedLate ? await source.seedLate(late) : () => source.seed([late]);
      const reader = new Reader(source.stream);
      const pulled = transport();
      await reader.run(pulled);
      expect(reader.known.has('L001')).toBe(false);
      await show();
      await reader.run(pulled);
      expect(reader.known).toEqual(told([...samples('A', 10), late]));
    });

    proves('some-only', 'one patient, or some keys, can be asked for alone', async () => {
      const all = samples('A', 30);
      await source.seed(all);
      const one = new Reader(source.stream);
      await one.read(transport(), { kind: 'patients', ids: ['P2'] });
      expect(one.known).toEqual(told(all.filter(({ patientId }) => patientId === 'P2')));
      const some = new Reader(source.stream);
      await some.read(transport(), { kind: 'keys', keys: [['A003'], ['A020'], ['never']] });
      expect(some.known).toEqual(told([all[2]!, all[19]!]));
    });

    proves('window', 'a span of time takes its beginning and leaves its end', async () => {
      const all = samples('A', 30);
      await source.seed(all);
      const reader = new Reader(source.stream);
      await reader.read(transport(), { kind: 'window', from: '2026-03-02 08:05:00', to: '2026-03-02 08:15:00' });
      expect(reader.known).toEqual(told(all.slice(5, 15)));
    });
  });
}

/** What a reader must know after these, the later of one number winning. */
function told(records: readonly SampleRecord[]): Map<string, Told> {
  return new Map(records.map(({ no, patientId, text, at }) => [no, { patientId, text, version: parseInstant(at!)! }]));
}

/** The mapping that the suite reads by, where the source calls its parts so. */
export function sampleMapping(paths: Readonly<Record<keyof SampleRecord, string>>): StreamSpec['mapping'] {
  return {
    key: ['no'],
    version: 'changedAt',
    patient: 'patientId',
    fields: { no: { from: paths.no }, patientId: { from: paths.patientId }, text: { from: paths.text, optional: true }, changedAt: { from: paths.at, as: 'instant' } },
  };
}
