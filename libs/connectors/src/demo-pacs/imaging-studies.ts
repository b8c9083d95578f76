import type { StreamSpec } from '@cadre/connector-kit/connector';

/** What the archive holds, not the pictures themselves. Two days of look-back: studies are completed and archived late. */
export const imagingStudies: StreamSpec = {
  id: 'imaging-studies',
  name: '影像检查',
  target: 'imaging-study',
  rank: 2,
  everySeconds: 300,
  source: { transport: 'dicomweb', level: 'study', lookbackSeconds: 172_800, parts: { series: true } },
  mapping: {
    key: ['studyUid'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      studyUid: { from: 'StudyInstanceUID' },
      patientId: { from: 'PatientID', pad: { to: 8, with: '0' } },
      accessionNo: { from: 'AccessionNumber', optional: true },
      studyId: { from: 'StudyID', optional: true },
      description: { from: 'StudyDescription', optional: true },
      modalities: { from: 'ModalitiesInStudy', optional: true },
      bodyPart: { from: 'BodyPartExamined', optional: true },
      startedAt: { from: 'StudyDateTime', as: 'instant' },
      institution: { from: 'InstitutionName', optional: true },
      referringDoctor: { from: 'ReferringPhysicianName', optional: true },
      seriesCount: { from: 'NumberOfStudyRelatedSeries', as: 'integer', optional: true },
      instanceCount: { from: 'NumberOfStudyRelatedInstances', as: 'integer', optional: true },
      patientNameText: { from: 'PatientName', optional: true },
      changedAt: { from: 'StudyDateTime', as: 'instant' },
    },
    parts: {
      series: {
        fields: {
          seriesUid: { from: 'SeriesInstanceUID' },
          seriesNo: { from: 'SeriesNumber', as: 'integer', optional: true },
          modality: { from: 'Modality', optional: true },
          description: { from: 'SeriesDescription', optional: true },
          bodyPart: { from: 'BodyPartExamined', optional: true },
          instanceCount: { from: 'NumberOfSeriesRelatedInstances', as: 'integer', optional: true },
        },
      },
    },
  },
};
