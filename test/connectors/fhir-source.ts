import type { StreamSpec } from '@cadre/connector-kit/connector';
import { sampleMapping } from './conformance.js';
import type { SampleRecord, SourceUnderTest } from './conformance-source.js';
import { startFhirServer, type FhirServer, type Resource } from './fhir-server.js';

const STREAM: StreamSpec = {
  id: 'samples',
  name: '样例',
  target: 'lab-report',
  rank: 1,
  source: {
    transport: 'fhir-r4',
    resource: 'Observation',
    patientColumn: 'subject.reference.$tail',
    lookbackSeconds: 600,
  },
  mapping: sampleMapping({
    no: 'id',
    patientId: 'subject.reference.$tail',
    text: 'valueString',
    at: 'meta.lastUpdated',
  }),
};

/** The suite's records as Observations of a FHIR server. */
export function fhirSource(): SourceUnderTest {
  let fhir: FhirServer;
  const put = (record: SampleRecord): void => fhir.put(observation(record));
  return {
    kind: 'fhir-r4',
    stream: STREAM,
    connection: (through) => ({ url: `http://127.0.0.1:${(through ?? fhir.server).port}/fhir`, options: {} }),
    address: () => fhir.server,
    start: async () => {
      fhir = await startFhirServer();
    },
    stop: () => fhir.server.close(),
    clear: async () => fhir.clear(),
    seed: async (records) => records.forEach(put),
    seedBad: async (no, at) => put({ no, patientId: '', text: '', at }),
    update: async (record) => put(record),
    delete: async (no) => fhir.remove('Observation', no),
    restart: () => fhir.server.restart(),
    cannot: {
      duplicate: 'a FHIR server has one resource of an id',
      'date-only': 'FHIR tells the time of change to the millisecond',
    },
  };
}

function observation({ no, patientId, text, at }: SampleRecord): Resource {
  return {
    resourceType: 'Observation',
    id: no,
    status: 'final',
    valueString: text,
    meta: at === null ? {} : { lastUpdated: `${at.replace(' ', 'T')}.000+08:00` },
    ...(patientId === '' ? {} : { subject: { reference: `Patient/${patientId}` } }),
  };
}
