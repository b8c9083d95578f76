import { openTransport } from '@cadre/connector-kit/open-transport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformance, samples } from './conformance.js';
import { keysOf, LIMITS } from './conformance-reader.js';
import { postgresSource, SAMPLE_VIEW } from './sql-postgres-source.js';

conformance('PostgreSQL', postgresSource('conformance'));

describe('the settings of a PostgreSQL', () => {
  const source = postgresSource('settings');
  beforeAll(() => source.start());
  afterAll(() => source.stop());

  it.each([
    ['ask for an encryption that it does not have', { encrypt: 'true' }, 'TLS'],
    ['name something that does not exist', { encrypted: 'true' }, '没有“encrypted”这项设置'],
  ])('that %s are answered with what to do', async (_, options, words) => {
    const transport = openTransport('sql-view', { ...source.connection(), options }, LIMITS);
    expect(await transport.check()).toMatchObject([{ name: '连接与登录', ok: false, message: expect.stringContaining(words) }]);
    await transport.close();
  });
});

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
