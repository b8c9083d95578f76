import { describe, expect, it } from 'vitest';
import { type DicomValues, isUid, valuesOf } from './dicom-attributes.js';
import { studyDateTime, studyInstant, studyRow } from './dicom-study.js';

const NAME = { keyword: 'PatientName', tag: '00100010', vr: 'PN' } as const;

describe('a study as a PACS tells of it', () => {
  it.each([
    ['Zhang^San=张^三', '张三'],
    ['Zhang^San', 'Zhang San'],
    ['张^三', '张三'],
    ['Ouyang^Xiu=欧阳^修=', '欧阳修'],
    ['Zhang^San=^', 'Zhang San'],
    ['^^^^', undefined],
  ])('the name %s is read as %s', (told, read) => {
    expect(valuesOf(NAME, [told])['PatientName']).toBe(read);
  });

  it.each([
    ['20260302 101530.123456 +0800', '20260302101530.123456+0800', '2026-03-02T02:15:30.123Z'],
    ['1994.11.05 11:20:00 ', '19941105112000', '1994-11-05T03:20:00.000Z'],
    ['20260302 10 ', '20260302100000', '2026-03-02T02:00:00.000Z'],
    ['20260302  -0500', '20260302', '2026-03-01T16:00:00.000Z'],
    [' 101530 ', '', null],
    ['20261345 101530 ', '20261345101530', null],
  ])('date, time and offset "%s" are %s', (told, literal, instant) => {
    const [StudyDate, StudyTime, TimezoneOffsetFromUTC] = told.split(' ') as [string, string, string];
    const study = { StudyDate, StudyTime, TimezoneOffsetFromUTC };
    expect(studyDateTime(study)).toBe(literal);
    expect(studyInstant(study)).toBe(instant && Date.parse(instant));
  });

  it('what the study leaves out is told from its series; what it says itself stands', () => {
    const series: DicomValues[] = [
      { Modality: 'CT', BodyPartExamined: 'CHEST', NumberOfSeriesRelatedInstances: '60' },
      { Modality: 'SR', NumberOfSeriesRelatedInstances: '1' },
    ];
    expect(studyRow({}, series).values).toMatchObject({
      ModalitiesInStudy: 'CT/SR',
      BodyPartExamined: 'CHEST',
      NumberOfStudyRelatedSeries: '2',
      NumberOfStudyRelatedInstances: '61',
    });
    expect(studyRow({ ModalitiesInStudy: 'CT', NumberOfStudyRelatedInstances: '240' }, series).values).toMatchObject({
      ModalitiesInStudy: 'CT',
      NumberOfStudyRelatedInstances: '240',
    });
    expect(studyRow({}, null)).toEqual({ values: {}, parts: {} });
  });

  it.each(['1.2.840.10008', '2.25.0', '1.3.6.1.4.1.5962.1.2.1.20040119072730.12322'])('%s is a UID', (text) =>
    expect(isUid(text)).toBe(true),
  );
  it.each([
    '',
    '1',
    '1.',
    '.1',
    '1..2',
    '01.2',
    '1.02',
    '1.2/3',
    '1.2?x',
    '1.2*',
    ' 1.2',
    '1.2\n',
    '１.２',
    `1.${'2'.repeat(63)}`,
  ])('%j is none', (text) => expect(isUid(text)).toBe(false));
});
