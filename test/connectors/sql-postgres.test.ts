import { openTransport } from '@cadre/connector-kit/open-transport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformance, samples } from './conformance.js';
import { keysOf, LIMITS } from './conformance-reader.js';
import { postgresSource, SAMPLE_VIEW } from './sql-postgres-source.js';

conformance('PostgreSQL', postgresSource('conformance'));

describe('the keys of a PostgreSQL', () => {
  const source = postgresSource('narrow');
  beforeAll(() => source.start());
  afterAll(() => source.stop());

  it('are listed without reading what the mapping does not need for key, version and patient', async () => {
    await source.seed(samples('A', 50));
    await source.query('drop view v_sample');
    await source.query(`create view v_sample as select no, brid, (1 / (length(txt) - length(txt)))::text as txt, moment, day from sample;
      grant select on v_sample to public`);
    const transport = openTransport('sql-view', source.connection(), LIMITS);
    expect(await keysOf(transport, SAMPLE_VIEW, { kind: 'all' })).toHaveLength(50);
    await transport.close();
  });

  it('that are asked for in thousands are answered once each, and no more than there are', async () => {
    const transport = openTransport('sql-view', source.connection(), LIMITS);
    const asked = Array.from({ length: 2_500 }, (_, at) => [`A${String(at + 1).padStart(3, '0')}`]);
    expect(await keysOf(transport, SAMPLE_VIEW, { kind: 'present', keys: asked })).toHaveLength(50);
    expect(await keysOf(transport, SAMPLE_VIEW, { kind: 'present', keys: [] })).toEqual([]);
    await transport.close();
  });
});
