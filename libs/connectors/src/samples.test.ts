import { readFileSync } from 'node:fs';
import { codeTables } from '@cadre/connector-kit/code-tables';
import type { Connector } from '@cadre/connector-kit/connector';
import { decodeText } from '@cadre/connector-kit/decode-text';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { Mapped } from '@cadre/connector-kit/mapping';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';
import { demoHis } from './demo-his/connector.js';
import { demoLis } from './demo-lis/connector.js';

function heard(connector: Connector, bytes: Buffer): Record<string, Mapped[]> {
  const message = parseHl7(decodeText(bytes).text);
  const codes = codeTables(connector.codes);
  const found: Record<string, Mapped[]> = {};
  for (const { id, source, mapping } of connector.streams) {
    if (source.transport !== 'mllp') continue;
    for (const record of hl7Records(source, message)) {
      const mapped = mapRecord(mapping, record, codes);
      if ('problems' in mapped) throw new Error(`${id}: ${JSON.stringify(mapped.problems)}`);
      (found[id] ??= []).push(mapped);
    }
  }
  return found;
}

const sample = (name: string): Buffer => readFileSync(new URL(`../samples/${name}`, import.meta.url));

describe('an admission pushed in GBK', () => {
  const admission = heard(demoHis, sample('adt-a01-gbk.hl7'));

  it('becomes one inpatient visit and nothing else', () => {
    expect(Object.keys(admission)).toEqual(['inpatient-push']);
  });

  it('names patient, bed, doctor and times as the ward knows them', () => {
    const [stay] = admission['inpatient-push']!;
    expect(stay).toMatchObject({
      key: 'ZY20261122001',
      version: '2026-11-22T12:36:44.123Z',
      patientId: '00012345',
      unmapped: [],
    });
    expect(stay!.record).toMatchObject({
      patientName: '葉誠東（演示）',
      departmentCode: '100110',
      wardCode: '0110W1',
      bedNo: '12',
      doctorCode: '10011001',
      doctorName: '演示医生',
      admittedAt: '2026-11-22T12:30:00.000Z',
      dischargedAt: null,
      status: 'in_hospital',
      admissionCount: 2,
      chargeType: '干部保健',
      mainDiagnosis: '高血压病3级',
      departmentName: '干部保健科（特诊科）',
    });
  });

  it('says nothing of transfers, so those of the view stay', () => {
    expect(admission['inpatient-push']![0]!.parts).toEqual({});
  });

  it('moves with the event when the message carries no state of its own', () => {
    const text = decodeText(sample('adt-a01-gbk.hl7')).text;
    const cancelled = text.replaceAll('A01', 'A11').replace('|0|高血压病', '||高血压病');
    expect(heard(demoHis, Buffer.from(cancelled))['inpatient-push']![0]!.record['status']).toBe('cancelled');
  });
});

describe('laboratory reports pushed in UTF-8', () => {
  const reports = heard(demoLis, sample('oru-r01-utf8.hl7'))['lab-push']!;

  it('are one record per request, each with its own results', () => {
    expect(reports.map(({ key, parts }) => [key, parts['results']!.length])).toEqual([
      ['BG0001', 3],
      ['BG0002', 1],
    ]);
  });

  it('have the patient number with its leading zeros again', () => {
    expect(reports.map(({ patientId }) => patientId)).toEqual(['00012345', '00012345']);
  });

  it('read units, ranges and texts with their special characters', () => {
    const [wbc, hgb, text] = reports[0]!.parts['results']!;
    expect(wbc).toMatchObject({
      unit: '10^9/L',
      valueText: '12.6',
      rangeText: '3.5-9.5',
      flagText: '↑',
      critical: false,
    });
    expect(hgb).toMatchObject({ rangeText: '130~175', critical: true });
    expect(text).toMatchObject({ valueText: '见核左移 & 中毒颗粒 | 建议复查', unit: null });
  });

  it('keep "<0.50" as it was written', () => {
    expect(reports[1]!.parts['results']![0]).toMatchObject({ valueText: '<0.50', resultNo: 'BG0002-01' });
    expect(reports[1]!.record).toMatchObject({
      status: 'corrected',
      revision: 2,
      changedAt: '2026-11-22T13:10:00.500Z',
    });
  });
});

describe('the catalogue', () => {
  it.each(catalogue.map((connector) => [connector.id, connector] as const))(
    '%s is consistent in itself',
    (_, connector) => {
      const ids = connector.streams.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { source, mapping, everySeconds } of connector.streams) {
        for (const field of [...mapping.key, mapping.version, ...(mapping.patient ? [mapping.patient] : [])])
          expect(mapping.fields).toHaveProperty(field);
        expect(Object.keys(('parts' in source && source.parts) || {}).sort()).toEqual(Object.keys(mapping.parts ?? {}).sort());
        expect(everySeconds !== undefined).toBe(source.transport !== 'mllp');
        const rules = [mapping.fields, ...Object.values(mapping.parts ?? {}).map(({ fields }) => fields)].flatMap(
          Object.values,
        );
        for (const rule of rules)
          if (rule.as !== 'constant' && rule.codes) expect(connector.codes).toHaveProperty(rule.codes);
      }
    },
  );
});
