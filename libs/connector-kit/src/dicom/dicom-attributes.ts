/** What we ask a PACS for: keyword (the path in a mapping), tag and kind of value. */
export interface DicomAttribute {
  readonly keyword: string;
  /** Group and element, eight hexadecimal digits in capitals. */
  readonly tag: string;
  readonly vr: 'UI' | 'DA' | 'TM' | 'SH' | 'LO' | 'CS' | 'PN' | 'IS';
}

export const STUDY_ATTRIBUTES: readonly DicomAttribute[] = [
  { keyword: 'StudyDate', tag: '00080020', vr: 'DA' },
  { keyword: 'StudyTime', tag: '00080030', vr: 'TM' },
  { keyword: 'AccessionNumber', tag: '00080050', vr: 'SH' },
  { keyword: 'ModalitiesInStudy', tag: '00080061', vr: 'CS' },
  { keyword: 'InstitutionName', tag: '00080080', vr: 'LO' },
  { keyword: 'ReferringPhysicianName', tag: '00080090', vr: 'PN' },
  { keyword: 'TimezoneOffsetFromUTC', tag: '00080201', vr: 'SH' },
  { keyword: 'StudyDescription', tag: '00081030', vr: 'LO' },
  { keyword: 'PatientName', tag: '00100010', vr: 'PN' },
  { keyword: 'PatientID', tag: '00100020', vr: 'LO' },
  { keyword: 'IssuerOfPatientID', tag: '00100021', vr: 'LO' },
  { keyword: 'PatientBirthDate', tag: '00100030', vr: 'DA' },
  { keyword: 'PatientSex', tag: '00100040', vr: 'CS' },
  { keyword: 'StudyInstanceUID', tag: '0020000D', vr: 'UI' },
  { keyword: 'StudyID', tag: '00200010', vr: 'SH' },
  { keyword: 'NumberOfStudyRelatedSeries', tag: '00201206', vr: 'IS' },
  { keyword: 'NumberOfStudyRelatedInstances', tag: '00201208', vr: 'IS' },
];

export const SERIES_ATTRIBUTES: readonly DicomAttribute[] = [
  { keyword: 'Modality', tag: '00080060', vr: 'CS' },
  { keyword: 'InstitutionName', tag: '00080080', vr: 'LO' },
  { keyword: 'SeriesDescription', tag: '0008103E', vr: 'LO' },
  { keyword: 'BodyPartExamined', tag: '00180015', vr: 'CS' },
  { keyword: 'StudyInstanceUID', tag: '0020000D', vr: 'UI' },
  { keyword: 'SeriesInstanceUID', tag: '0020000E', vr: 'UI' },
  { keyword: 'SeriesNumber', tag: '00200011', vr: 'IS' },
  { keyword: 'NumberOfSeriesRelatedInstances', tag: '00201209', vr: 'IS' },
];

export const INSTANCE_ATTRIBUTES: readonly DicomAttribute[] = [
  { keyword: 'SOPInstanceUID', tag: '00080018', vr: 'UI' },
  { keyword: 'InstanceNumber', tag: '00200013', vr: 'IS' },
  { keyword: 'NumberOfFrames', tag: '00280008', vr: 'IS' },
];

/** Texts by keyword; a name also by `PatientName.Alphabetic`, `.Ideographic`, `.Phonetic`. What is empty is absent. */
export type DicomValues = Readonly<Record<string, string>>;

/** Whether a text can be a UID: the only thing of a caller's that ever gets into an address of a PACS. */
export function isUid(text: string): boolean {
  return text.length <= 64 && /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/.test(text);
}

/** A value as keywords to texts: several values are joined by `/`, a name is told as a whole and by its groups. */
export function valuesOf({ keyword, vr }: DicomAttribute, texts: readonly string[]): Record<string, string> {
  const told = texts.map(trimmed).filter((text) => text !== '');
  if (told.length === 0) return {};
  if (vr !== 'PN') return { [keyword]: told.join('/') };
  const [alphabetic = '', ideographic = '', phonetic = ''] = told[0]!
    .split('=')
    .map((group) => group.replace(/[\s^]+$/, ''));
  const groups = { Alphabetic: alphabetic.trim(), Ideographic: ideographic.trim(), Phonetic: phonetic.trim() };
  const whole = readableName(groups.Ideographic.replace(/^\^+/, '') || groups.Alphabetic);
  const named = Object.entries(groups).flatMap(([group, text]) => (text ? [[`${keyword}.${group}`, text]] : []));
  return { ...(whole ? { [keyword]: whole } : {}), ...Object.fromEntries(named) };
}

const trimmed = (text: string): string => text.replace(/^[\s\0]+|[\s\0]+$/g, '');

/** `张^三` is 张三, `Zhang^San` is Zhang San. */
function readableName(text: string): string {
  const parts = text.split(/[\s^]+/).filter((part) => part !== '');
  return parts.join(/\p{Script=Han}/u.test(text) ? '' : ' ');
}
