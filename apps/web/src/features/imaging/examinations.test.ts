import { describe, expect, it } from 'vitest';
import { byBodyPart, deviceOf, type Examination, imagesText, priorOf } from './examinations.js';

const made = (given: Partial<Examination>): Examination =>
  ({
    id: '1',
    examinedAt: '2026-03-03T06:00:00Z',
    bodyPart: '胸部',
    category: 'CT',
    modality: 'CT',
    images: 'archived',
    instanceCount: 120,
    ...given,
  }) as Examination;

describe('examinations in the words of the ward', () => {
  it('R-46.b an examination without images, and one whose images are not archived yet, say so', () => {
    expect(imagesText(made({}))).toBe('影像 120 幅');
    expect(imagesText(made({ images: 'not-archived', instanceCount: null }))).toBe('影像未归档');
    expect(imagesText(made({ images: 'none', instanceCount: null }))).toBe('无影像');
  });

  it('a study that nobody reported is named by its machine, and a structured report in it is none', () => {
    expect(deviceOf(made({ category: null, modality: 'CT/SR' }))).toBe('CT');
    expect(deviceOf(made({ category: null, modality: null }))).toBe('其他');
  });

  it('R-46 what was done before is of the same part by the same means', () => {
    const now = made({ id: 'now' });
    const before = made({ id: 'before', examinedAt: '2025-03-03T06:00:00Z' });
    const others = [
      made({ id: 'head', bodyPart: '头颅', examinedAt: '2025-01-01T00:00:00Z' }),
      made({ id: 'x-ray', category: 'DR', examinedAt: '2025-01-01T00:00:00Z' }),
      made({ id: 'later', examinedAt: '2026-04-01T00:00:00Z' }),
    ];
    expect(priorOf(now, [others[2]!, now, before, ...others])).toEqual([before]);
  });

  it('R-46 body parts stand in the order of their newest examination', () => {
    const parts = byBodyPart([made({ id: '1' }), made({ id: '2', bodyPart: '头颅' }), made({ id: '3' })]);
    expect(parts.map(([part, { length }]) => [part, length])).toEqual([
      ['胸部', 2],
      ['头颅', 1],
    ]);
  });
});
