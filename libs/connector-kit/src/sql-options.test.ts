import { describe, expect, it } from 'vitest';
import { addressOf, sqlOptions } from './sql-options.js';

describe('the address of a database', () => {
  it.each([
    ['mysql://u:p%40ss@h:3307/his', { user: 'u', password: 'p@ss', host: 'h', port: 3307, database: 'his' }],
    ['mysql://u:100%@h/his', { user: 'u', password: '100%', host: 'h', port: 3306, database: 'his' }],
    ['mariadb://%E5%8F%AA%E8%AF%BB:p@[::1]:3306/%E9%99%A2', { user: '只读', password: 'p', host: '::1', port: 3306, database: '院' }],
  ])('%s', (url, address) => {
    expect(addressOf(url, 3306)).toEqual(address);
  });
});

describe('the settings of a database', () => {
  const read = (options: Record<string, string>) => sqlOptions({ url: 'mysql://h', options });

  it('say nothing where nothing was set', () => {
    expect(read({})).toEqual({ trust: false, isolation: 'auto' });
  });

  it('are read by their names', () => {
    expect(read({ encrypt: 'false', trust: 'true', minVersion: 'TLSv1', sid: 'ORCL', isolation: 'snapshot' })).toEqual({
      encrypt: false, trust: true, minVersion: 'TLSv1', sid: 'ORCL', isolation: 'snapshot',
    });
  });

  it.each([
    [{ encrypt: 'yes' }, 'true、false'],
    [{ minVersion: 'SSLv3' }, 'TLSv1'],
    [{ isolation: 'none' }, 'uncommitted'],
    [{ password: 'x' }, '没有“password”这项设置'],
  ])('%o is refused with what may be said', (options, words) => {
    expect(() => read(options as Record<string, string>)).toThrow(words);
  });
});
