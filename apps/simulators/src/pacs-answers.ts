import { pictureUid, seriesOf, type Series, type Study } from './pacs-studies.js';

/** An item of DICOM's JSON model. */
export type DicomJson = Readonly<Record<string, { readonly vr: string; readonly Value?: readonly unknown[] }>>;

const of = (vr: string, ...values: readonly unknown[]): { vr: string; Value?: readonly unknown[] } =>
  values.some((value) => value === '' || value === null) ? { vr } : { vr, Value: values };

/** X-ray machines of this house write Chinese where only Latin letters belong, as many do. */
function name(study: Study): object {
  const bare = study.patientName.replace(/（.*）$/, '');
  return study.modality === 'DX' ? { Alphabetic: bare } : { Ideographic: `${bare.slice(0, 1)}^${bare.slice(1)}` };
}

export function studyJson(study: Study): DicomJson {
  const series = seriesOf(study);
  return {
    '00080020': of('DA', study.at.slice(0, 8)),
    '00080030': of('TM', study.at.slice(8)),
    '00080050': of('SH', study.accessionNo),
    '00080061': of('CS', study.modality),
    '00080080': of('LO', '示范医院（演示）'),
    '00080090': of('PN', { Alphabetic: study.doctor }),
    '00081030': of('LO', study.description),
    '00100010': of('PN', name(study)),
    '00100020': of('LO', study.patientId),
    '0020000D': of('UI', study.uid),
    '00200010': of('SH', study.examNo),
    '00201206': of('IS', series.length),
    '00201208': of(
      'IS',
      series.reduce((sum, one) => sum + one.pictures, 0),
    ),
  };
}

export function seriesJson(study: Study, series: Series): DicomJson {
  return {
    '00080060': of('CS', study.modality),
    '0008103E': of('LO', series.description),
    '00180015': of('CS', study.bodyPart),
    '0020000D': of('UI', study.uid),
    '0020000E': of('UI', series.uid),
    '00200011': of('IS', series.number),
    '00201209': of('IS', series.pictures),
  };
}

export function pictureJson(study: Study, series: Series, number: number): DicomJson {
  return {
    '00080018': of('UI', pictureUid(series, number)),
    '0020000D': of('UI', study.uid),
    '0020000E': of('UI', series.uid),
    '00200013': of('IS', number),
  };
}
