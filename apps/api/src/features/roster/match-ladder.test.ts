import { idCardCheckDigit } from '@cadre/clinical/id-card';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourcePatient } from './identity-resolver.port.js';
import { decide, type Hit, type MatchNumber } from './match-ladder.js';

const NUMBERS: readonly MatchNumber[] = ['idCardNo', 'careCardNo', 'insuranceNo', 'socialSecurityNo'];
const first17 = '44030519500615123';
const ID_CARD = first17 + idCardCheckDigit(first17);

/** Few names and dates, so that they often agree. */
const name = fc.constantFrom('张国庆', '李建国', '保健零一', '张?庆');
const day = fc.constantFrom('1950-06-15', '1960-01-01', null);
const hits = fc.array(
  fc.record<Hit>({
    beneficiaryId: fc.uuid(), confidential: fc.boolean(), name, aliasName: fc.constantFrom('保健零一', null), sex: fc.constantFrom('1', '2', '0'),
    birthDate: day, hasIdCard: fc.boolean(), numbers: fc.subarray([...NUMBERS]).map((numbers) => new Set(numbers)), samePhoneTail: fc.boolean(),
    known: fc.constantFrom(null, null, null, 'link', 'merge'),
  }),
  { maxLength: 4 },
);
const patient = fc.record<SourcePatient>({
  patientId: fc.constant('1'), name, sex: fc.constantFrom('1', '2', '0'), birthDate: day, idCardNo: fc.constantFrom(ID_CARD, '123', null),
  aliasName: fc.boolean(), vipFlag: fc.boolean(), chargeType: fc.constantFrom('医保', '干部保健', null),
});
const always = (holds: (who: SourcePatient, found: readonly Hit[]) => void): void =>
  fc.assert(fc.property(patient, hits, holds), { numRuns: 3000 });

describe('the ladder of recognition', () => {
  it('R-21.a links by itself only on a number that one person alone has, and only if name or birthday agree', () => {
    always((who, found) => {
      const decision = decide(who, found);
      if (decision.outcome !== 'linked' || decision.rule === 'M1' || decision.rule === 'M2') return;
      const numbered = found.filter(({ numbers }) => numbers.size > 0);
      expect(numbered.map(({ beneficiaryId }) => beneficiaryId)).toEqual([decision.beneficiaryId]);
      const [hit] = numbered;
      const nameAgrees = !who.aliasName && [hit!.name, hit!.aliasName].includes(who.name);
      expect(nameAgrees || (decision.rule === 'M4' && who.birthDate !== null && who.birthDate === hit!.birthDate)).toBe(true);
    });
  });

  it('R-05.e never compares a name that arrived as an alias or encrypted', () => {
    always((who, found) => {
      const anyName = [who.name, '另一个人'].map((text) => decide({ ...who, name: text, aliasName: true }, found));
      expect(anyName[0]).toEqual(anyName[1]);
    });
  });

  it('links a 机密 person by an earlier link, a merge or his care card alone', () => {
    always((who, found) => {
      const decision = decide(who, found);
      if (decision.outcome === 'linked' && decision.confidential) expect(['M1', 'M2', 'M4']).toContain(decision.rule);
    });
  });

  it('marks every proposal of a 机密 person, and names no other person in the reason', () => {
    always((who, found) => {
      const decision = decide(who, found);
      if (!('candidates' in decision)) return;
      for (const { beneficiaryId, confidential, reason } of decision.candidates) {
        expect(confidential).toBe(found.find((hit) => hit.beneficiaryId === beneficiaryId)?.confidential ?? false);
        const hiddenOther = found.some((hit) => hit.confidential && hit.beneficiaryId !== beneficiaryId && hit.numbers.size > 0);
        if (hiddenOther) expect(reason).not.toContain('另一名');
      }
    });
  });

  it('does not depend on the order of what was found', () => {
    always((who, found) => {
      const sorted = (list: readonly Hit[]) => {
        const decision = decide(who, list);
        return 'candidates' in decision ? { ...decision, candidates: new Set(decision.candidates.map((one) => JSON.stringify(one))) } : decision;
      };
      expect(sorted([...found].reverse())).toEqual(sorted(found));
    });
  });

  it('does not propose two people with different valid id cards to each other', () => {
    const who: SourcePatient = { patientId: '1', name: '张国庆', sex: '1', birthDate: '1950-06-15', idCardNo: ID_CARD };
    const twin: Hit = {
      beneficiaryId: 'b', confidential: false, name: '张国庆', aliasName: null, sex: '1', birthDate: '1950-06-15', hasIdCard: true,
      numbers: new Set(), samePhoneTail: true, known: null,
    };
    expect(decide(who, [twin])).toEqual({ outcome: 'stranger' });
    expect(decide({ ...who, idCardNo: null }, [twin])).toMatchObject({ outcome: 'review', candidates: [{ rule: 'R2', score: 80 }] });
    expect(decide({ ...who, idCardNo: null, sex: '2' }, [twin])).toMatchObject({ outcome: 'review', candidates: [{ rule: 'R3', score: 60 }] });
    const sameInsurance = { ...twin, numbers: new Set<MatchNumber>(['insuranceNo']) };
    expect(decide(who, [sameInsurance])).toMatchObject({ outcome: 'review', candidates: [{ rule: 'R1', reason: '医保号相同，但证件号不同' }] });
  });

  it('suspects by signs only somebody whom nothing else speaks for', () => {
    const who: SourcePatient = { patientId: '1', name: '某人', chargeType: '特需', vipFlag: true };
    expect(decide(who, [])).toMatchObject({ outcome: 'suspected', candidates: [{ beneficiaryId: null, rule: 'SIGN', reason: expect.stringContaining('费别“特需”、特需（VIP）标志') }] });
    expect(decide({ ...who, cancelled: true }, [])).toEqual({ outcome: 'stranger' });
    expect(decide({ ...who, chargeType: '医保', vipFlag: false }, [])).toEqual({ outcome: 'stranger' });
  });
});
