import { describe } from 'vitest';
import { noPacs } from '../support/orthanc.js';
import { conformance } from './conformance.js';
import { dicomSource } from './dicom-source.js';

describe.skipIf(noPacs)(`Orthanc${noPacs ? ` – skipped: ${noPacs}` : ''}`, () => {
  conformance('A PACS over DICOMweb', dicomSource('dicomweb'));
  conformance('A PACS over C-FIND', dicomSource('dimse'));
});
