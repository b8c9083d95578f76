import type { SourceRow } from '../sql-view-types.js';
import { CHINA, parseInstant } from '../source-time.js';
import type { DicomValues } from './dicom-attributes.js';

/**
 * A study as a message reads it: DICOM keywords, `StudyDateTime` made of date, time and offset, and the part `series`.
 * What the study level leaves out is told from its series.
 * @param series null: nobody asked for them, so nothing is said about them
 */
export function studyRow(study: DicomValues, series: readonly DicomValues[] | null): SourceRow {
  const several = (keyword: string): string =>
    [...new Set((series ?? []).flatMap((one) => one[keyword] ?? []))].join('/');
  const counts = (series ?? []).map((one) => Number(one['NumberOfSeriesRelatedInstances'] ?? Number.NaN));
  const told: Record<string, string> = {
    ...present('ModalitiesInStudy', several('Modality')),
    ...present('InstitutionName', several('InstitutionName')),
    ...(series ? { NumberOfStudyRelatedSeries: String(series.length) } : {}),
    ...(counts.length > 0 && counts.every(Number.isFinite)
      ? { NumberOfStudyRelatedInstances: String(counts.reduce((sum, count) => sum + count, 0)) }
      : {}),
    ...study,
    ...present('BodyPartExamined', several('BodyPartExamined')),
    ...present('StudyDateTime', studyDateTime(study)),
  };
  return { values: told, parts: series ? { series } : {} };
}

const present = (keyword: string, text: string): Record<string, string> => (text ? { [keyword]: text } : {});

/** `yyyyMMddHHmmss.SSS+0800` as far as the study tells it, also from the old forms `1994.11.05` and `11:20:00`; '' without a date. */
export function studyDateTime(study: DicomValues): string {
  const day = /^(\d{4})[.\-/]?(\d\d)[.\-/]?(\d\d)$/.exec(study['StudyDate'] ?? '');
  if (!day) return '';
  const time = /^(\d\d):?(\d\d)?:?(\d\d)?(?:\.(\d{1,6}))?/.exec(study['StudyTime'] ?? '');
  const date = day.slice(1, 4).join('');
  if (!time) return date;
  const [, hour, minute = '00', second = '00', fraction] = time;
  const offset = /^[+-]\d{4}$/.exec(study['TimezoneOffsetFromUTC'] ?? '')?.[0] ?? '';
  return `${date}${hour}${minute}${second}${fraction ? `.${fraction}` : ''}${offset}`;
}

/** When a study was made, ms since 1970; null when it does not tell or tells nonsense. */
export function studyInstant(study: DicomValues, zone: string = CHINA): number | null {
  const instant = parseInstant(studyDateTime(study), zone);
  return instant === null ? null : Date.parse(instant);
}
