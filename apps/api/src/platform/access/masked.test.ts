import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { hidden, Masked, MaskedField, masksOf, maskRow, Plain, plainReasonsOf, type Reader } from './masked.js';
import { maskAnswer, RowOf, RowsOf } from './row-parts.js';

const stars = (value: string): string => `*${value.length}`;

interface PersonRow { phone?: string | null; numbers?: readonly string[] | null; cardNo?: string; secret?: string; name?: string }
class Person {}
class Patient extends Person {}
class Ward {}

/** Tests are read without decorators, so they are put on by hand. */
const declare = (row: object, decorators: Readonly<Record<string, PropertyDecorator>>): void => {
  for (const [field, decorator] of Object.entries(decorators)) decorator(row, field);
};
declare(Person.prototype, {
  phone: MaskedField('phone', stars),
  numbers: MaskedField('idCardNo', stars),
  cardNo: Masked(stars, 'beneficiary:reveal'),
  secret: Masked(hidden),
  name: Plain('a name is what the page is about'),
});
declare(Patient.prototype, { phone: MaskedField('phone', () => 'of the patient'), bed: Masked(stars) });
declare(Ward.prototype, { people: RowsOf(() => Person), first: RowOf(() => Patient) });

const reader = (fields: Partial<Reader['fields']> = {}, ...permissions: string[]): Reader =>
  ({ fields, permissions: new Set(permissions) }) as Reader;
const masked = (row: PersonRow, caller: Reader | null): object => maskRow({ ...row }, masksOf(Person), caller);

describe('masks of rows', () => {
  it('S35 hide from whoever is nobody, and where no role said anything', () => {
    for (const caller of [null, reader()]) {
      expect(masked({ phone: '138', numbers: ['1', '22'], cardNo: '4444', secret: 'x', name: '张三' }, caller)).toEqual({
        phone: '*3', numbers: ['*1', '*2'], cardNo: '*4', secret: null, name: '张三',
      });
    }
  });

  it('S35 show a field as the roles say: plainly, masked, or not at all', () => {
    const row = { phone: '138', numbers: ['1', '22'] };
    expect(masked(row, reader({ phone: 'plain', idCardNo: 'hidden' }))).toEqual({ phone: '138', numbers: [] });
    expect(masked(row, reader({ phone: 'hidden', idCardNo: 'plain' }))).toEqual({ phone: null, numbers: ['1', '22'] });
    expect(masked(row, reader({ phone: 'masked', idCardNo: 'masked' }))).toEqual({ phone: '*3', numbers: ['*1', '*2'] });
  });

  it('S35 lift a mask for the permission that it names, and for no other; one without a permission is never lifted', () => {
    const row = { cardNo: '4444', secret: 'x' };
    expect(masked(row, reader({}, 'beneficiary:reveal'))).toEqual({ cardNo: '4444', secret: null });
    expect(masked(row, reader({ phone: 'plain' }, 'visit:read', 'undefined'))).toEqual({ cardNo: '*4', secret: null });
  });

  it('S35 leave alone what is not there', () => {
    expect(masked({ phone: null, numbers: null }, reader({ idCardNo: 'hidden' }))).toEqual({ phone: null, numbers: null });
    expect(masked({}, reader({ phone: 'hidden' }))).toEqual({});
  });

  it('S35 are inherited, the nearest class first', () => {
    expect(maskRow({ phone: '138', bed: 12, secret: 'x' }, masksOf(Patient), null)).toEqual({ phone: 'of the patient', bed: '*2', secret: null });
    expect([...masksOf(Person).keys()]).toEqual(['phone', 'numbers', 'cardNo', 'secret']);
    expect(plainReasonsOf(Patient)).toEqual(new Map([['name', 'a name is what the page is about']]));
    expect(masksOf(class {}).size).toBe(0);
  });

  it('S35 reach the rows inside an answer', () => {
    const answer = { people: [{ phone: '138' }, { phone: '1390' }], first: { phone: '138' } };
    expect(maskAnswer(answer, Ward, null)).toEqual({ people: [{ phone: '*3' }, { phone: '*4' }], first: { phone: 'of the patient' } });
    expect(maskAnswer([{ phone: '1' }, null, 'text'], Person, null)).toEqual([{ phone: '*1' }, null, 'text']);
    expect(maskAnswer({ first: null }, Ward, null)).toEqual({ first: null });
  });
});
