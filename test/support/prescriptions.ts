import { codeTables } from '@cadre/connector-kit/code-tables';
import type { Connector } from '@cadre/connector-kit/connector';
import type { ActiveSource } from '../../apps/api/src/features/extraction/source-registry.js';

/** A view of prescriptions and one of their lines. */
export const PRESCRIPTION_TABLES = `
  create table cf (cfh text primary key, brid text not null, kfsj text not null, zd text, xgsj timestamp(3) not null);
  create table cfmx (mxh text primary key, cfh text not null, ypmc text not null);
  create view v_cf as select * from cf;
  create view v_cfmx as select * from cfmx`;

export const prescriptions: Connector = {
  id: 'drugs', system: 'HIS', name: '处方系统', patientNumbersOf: 'HIS', codes: {},
  streams: [{
    id: 'prescriptions', name: '处方', target: 'prescription', rank: 2, everySeconds: 60,
    source: {
      transport: 'sql-view', view: 'v_cf', key: ['cfh'], cursor: { column: 'xgsj', precision: 'instant' }, patientColumn: 'brid', lookbackSeconds: 0,
      parts: { items: { view: 'v_cfmx', parentKey: 'cfh', childKey: 'cfh', orderBy: 'mxh' } },
    },
    mapping: {
      key: ['prescriptionNo'], version: 'changedAt', patient: 'patientId',
      fields: {
        prescriptionNo: { from: 'cfh' }, patientId: { from: 'brid' }, prescribedAt: { from: 'kfsj', as: 'instant' }, diagnosis: { from: 'zd', optional: true },
        changedAt: { from: 'xgsj', as: 'instant' },
      },
      parts: { items: { fields: { itemNo: { from: 'mxh' }, drugName: { from: 'ypmc' } } } },
    },
  }],
};

/** Those views as a source, wherever they are. */
export const prescriptionsAt = (url: string, connector: Connector = prescriptions): ActiveSource => ({
  id: 'drugs', name: '处方系统', enabled: true, connector, connection: { url, options: {} }, versions: new Map(), resting: false, codes: codeTables({}),
  limits: { statementTimeoutMs: 5_000, connectTimeoutMs: 2_000, maxRowsPerPage: 100 },
});
