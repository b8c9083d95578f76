import { describe, expect, it } from 'vitest';
import { jsonMessage } from './json-message.js';
import { parseJson } from './http/parse-json.js';

const OBSERVATION = parseJson(`{
  "id": "o1", "status": "final", "active": false, "note": null,
  "code": { "coding": [ { "system": "local", "code": "X1" }, { "system": "http://loinc.org", "code": "718-7" } ] },
  "identifier": [ { "type": { "coding": [ { "code": "SS" } ] }, "value": "999" }, { "type": { "coding": [ { "code": "MR" } ] }, "value": "00012" } ],
  "subject": { "reference": "https://his.example/fhir/Patient/p-7" }, "urn": { "reference": "urn:uuid:abc-1" },
  "name": [ { "text": "张三", "given": ["三", "丰"] } ],
  "valueQuantity": { "value": 1.10, "big": 1234567890123456789 },
  "results": [ { "code": "A" }, { "code": "B" } ], "one": { "code": "C" }, "__proto__": { "code": "own" }
}`);

describe('a JSON record is read by paths', () => {
  const message = jsonMessage(OBSERVATION, { results: 'results', one: 'one', none: 'nothing.here' });

  it('finds members, entries and first entries', () => {
    expect(message.read('id')).toBe('o1');
    expect(message.read('results[1].code')).toBe('B');
    expect(message.read('name.text')).toBe('张三');
    expect(message.read('name[0].given[1]')).toBe('丰');
    expect(message.read('name.given')).toBe('三');
  });

  it('chooses the entry that says what is asked for, also by what lies deeper', () => {
    expect(message.read('code.coding[system=http://loinc.org].code')).toBe('718-7');
    expect(message.read('identifier[type.coding.code=MR].value')).toBe('00012');
    expect(message.read('code.coding[system=absent].code')).toBeNull();
  });

  it('takes the id out of a reference', () => {
    expect(message.read('subject.reference.$tail')).toBe('p-7');
    expect(message.read('urn.reference.$tail')).toBe('abc-1');
  });

  it('reads times that are counted since 1970', () => {
    const times = jsonMessage(parseJson('{"ms":1772409600123,"s":1772409600,"day":20260302}'));
    expect(times.read('ms.$epoch')).toBe('2026-03-02T00:00:00.123Z');
    expect(times.read('s.$epoch')).toBe('2026-03-02T00:00:00.000Z');
    expect(times.read('day.$epoch')).toBeNull();
  });

  it('writes a name in pieces as people write it', () => {
    const named = (name: string): string | null =>
      jsonMessage(parseJson(`{"name":[{"use":"old","text":"旧"},${name}]}`)).read('name[use=official].$person');
    expect(named('{"use":"official","family":"欧阳","given":["建","国"]}')).toBe('欧阳建国');
    expect(named('{"use":"official","family":"Castellanos","given":["Antonio","J."],"prefix":["Mr."]}')).toBe(
      'Antonio J. Castellanos',
    );
    expect(named('{"use":"official","text":"张三","family":"李"}')).toBe('张三');
    expect(named('{"use":"official"}')).toBeNull();
  });

  it('keeps the digits of numbers as they were written', () => {
    expect(message.read('valueQuantity.value')).toBe('1.10');
    expect(message.read('valueQuantity.big')).toBe('1234567890123456789');
  });

  it('says null for nothing, for null and for what is no text', () => {
    expect(message.read('note')).toBeNull();
    expect(message.read('code')).toBeNull();
    expect(message.read('results[7].code')).toBeNull();
    expect(message.read('constructor.name')).toBeNull();
    expect(message.read('active')).toBe('false');
  });

  it('reads a part as a list, tells silence from an empty list, and knows that FHIR has no empty lists', () => {
    expect(message.parts('results')!.map((part) => part.read('code'))).toEqual(['A', 'B']);
    expect(message.parts('one')!.map((part) => part.read('code'))).toEqual(['C']);
    expect(message.parts('none')).toBeUndefined();
    expect(jsonMessage(OBSERVATION, { none: 'nothing.here' }, 'none').parts('none')).toEqual([]);
    expect(message.parts('never named')).toBeUndefined();
  });

  it.each(['a..b', '.a', 'a.', 'a[', 'a[x]', 'a]b', 'a[0]b'])('refuses %s, which is no path', (path) => {
    expect(() => message.read(path)).toThrow('写法不正确');
  });
});
