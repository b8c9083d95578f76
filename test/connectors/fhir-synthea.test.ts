import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceFile } from '../../apps/api/src/features/extraction/source-file.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { RosterBench } from '../support/people.js';
import { eventually } from '../support/reading-hospital.js';
import { type FhirServer, type Resource, startFhirServer } from './fhir-server.js';
import { syntheaMissing, syntheaResources } from './fhir-synthea-data.js';

const CONNECTOR = fileURLToPath(new URL('./synthea-connector.json', import.meta.url));

/** What the test itself reads out of a resource, without our paths. */
const as = <T>(resource: unknown): T => resource as T;
const idOf = (of: { reference: string }): string => of.reference.split('/')[1]!;
interface Patient {
  id: string;
  gender: string;
  birthDate: string;
  name: { given: string[]; family: string }[];
  identifier: { value: string; type?: { coding: { code: string }[] } }[];
}
interface Encounter {
  id: string;
  subject: { reference: string };
  class: { code: string };
  period: { start: string };
}
interface Report {
  id: string;
  subject: { reference: string };
  result: { reference: string }[];
}
interface Observation {
  id: string;
  code: { text: string };
  valueQuantity: { value: { rawJSON: string } };
}

describe.skipIf(syntheaMissing)(
  `I1 eighteen people of a FHIR R4 server, connected by a file alone${syntheaMissing ? ` – ${syntheaMissing}` : ''}`,
  () => {
    const resources = syntheaMissing ? [] : syntheaResources();
    const of = <T>(type: string): T[] =>
      resources.filter(({ resourceType }) => resourceType === type).map((resource) => as<T>(resource));
    let directory: string;
    let fhir: FhirServer;
    let hospital: TestHospital;
    const query = <R>(sql: string, values: readonly unknown[] = []): Promise<R[]> =>
      hospital.database.query<R & object>(sql, [...values]) as Promise<R[]>;

    /** Everybody on the roster but one, who stays a stranger. */
    const [stranger, ...ours] = of<Patient>('Patient');
    const isOurs = ({ subject }: { subject: { reference: string } }): boolean => idOf(subject) !== stranger!.id;

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'cadre-synthea-'));
      fhir = await startFhirServer();
      for (const resource of resources) fhir.put(resource);
      hospital = await startHospital({
        ROLE: 'http,jobs',
        SYNC_TICK_SECONDS: '0.2',
        SYNC_EVERY_SECONDS: '1',
        SYNC_SAFETY_LAG_SECONDS: '0.3',
        SYNC_PAGE_SIZE: '25',
      });
      const roster = new RosterBench(hospital);
      for (const { name, gender, birthDate, identifier } of ours) {
        await roster.enrol({
          name: `${name[0]!.given.join(' ')} ${name[0]!.family}`,
          sex: gender === 'male' ? '1' : '2',
          birthDate,
          idCardNo: null,
          socialSecurityNo: identifier.find(({ type }) => type?.coding[0]?.code === 'SS')!.value,
        });
      }
      const file = join(directory, 'connectors.json');
      writeFileSync(
        file,
        JSON.stringify({
          allow: [`127.0.0.1:${fhir.server.port}`],
          sources: [{ id: 'base', connectorFile: CONNECTOR, name: '基地医院', url: fhir.base }],
        }),
      );
      await hospital.app.get(SourceFile, { strict: false }).load(file);
      await eventually(async () => {
        const [state] = await query<{ waiting: number; first: number }>(
          `select (select count(*)::int from backfill_request) as waiting, (select count(*)::int from source_stream where not first_load_done) as first`,
        );
        if (state!.waiting + state!.first > 0)
          throw new Error(`${state!.first} streams unread, ${state!.waiting} histories waiting`);
      }, 90_000);
    }, 180_000);
    afterAll(async () => {
      await hospital.stop();
      await fhir.server.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it('are recognised by social security number and name, and nobody else is', async () => {
      const links = await query<{ id: string }>(
        `select patient_id as id from patient_link where source_system = 'BASE_HOSPITAL' and active`,
      );
      expect(links.map(({ id }) => id).sort()).toEqual(ours.map(({ id }) => id).sort());
      expect(ours).toHaveLength(17);
    });

    it('bring each visit and stay with its time, its house and its doctor', async () => {
      const stored = await query<{
        key: string;
        visit_class: string;
        started: Date;
        department_name: string | null;
        doctor_name: string | null;
      }>(
        `select source_key as key, visit_class, started_at as started, department_name, doctor_name from visit where deleted_at is null order by 1`,
      );
      const told = of<Encounter>('Encounter')
        .filter(isOurs)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const classes: Record<string, string> = { AMB: 'outpatient', EMER: 'emergency', IMP: 'inpatient' };
      expect(stored.map(({ key, visit_class: kind, started }) => [key, kind, new Date(started).toISOString()])).toEqual(
        told.map(({ id, class: { code }, period }) => [id, classes[code], new Date(period.start).toISOString()]),
      );
      expect(told.length).toBeGreaterThan(110);
      expect(stored.filter((visit) => !visit.department_name || !visit.doctor_name)).toEqual([]);
    });

    it('bring each laboratory report with all of its results, in the digits in which they were sent', async () => {
      const stored = await query<{ report: string; item: string; value: string }>(
        `select r.source_key as report, x.item_name as item, x.value_text as value from lab_report r join lab_result x on x.report_id = r.id
       where r.deleted_at is null order by r.source_key, x.line_no`,
      );
      const observations = new Map(of<Observation>('Observation').map((one) => [one.id, one]));
      const told = of<Report>('DiagnosticReport')
        .filter(isOurs)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .flatMap(({ id, result }) =>
          result.map((reference) => {
            const { code, valueQuantity } = observations.get(idOf(reference))!;
            return { report: id, item: code.text, value: valueQuantity.value.rawJSON };
          }),
        );
      expect(stored).toEqual(told);
      expect(told.length).toBeGreaterThan(400);
      expect(told.some(({ value }) => value.length > 15)).toBe(true);
    });

    it('I6 end every run with a sum that holds, and set nothing aside', async () => {
      expect(
        await query(
          `select id from sync_run where fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined`,
        ),
      ).toEqual([]);
      expect(await query(`select reason from quarantine where status = 'open'`)).toEqual([]);
      expect(await query(`select message from sync_run where outcome = 'failed'`)).toEqual([]);
    });

    it('bring a correction, and lose what was entered in error', async () => {
      const report = of<Report>('DiagnosticReport').filter(isOurs)[3]!;
      const first = idOf(report.result[0]!);
      const visit = of<Encounter>('Encounter').filter(isOurs)[5]!;
      const now = (): { lastUpdated: string } => ({ lastUpdated: new Date().toISOString() });
      const observation = resources.find(({ id }) => id === first)!;
      fhir.put({ ...observation, valueQuantity: { value: 5.25, unit: 'x' }, meta: now() } as Resource);
      fhir.put({ ...as<Resource>(report), status: 'corrected', meta: now() });
      fhir.put({ ...as<Resource>(visit), status: 'entered-in-error', meta: now() });
      await eventually(async () => {
        const [corrected] = await query<{ status: string; value: string }>(
          `select r.status, x.value_text as value from lab_report r join lab_result x on x.report_id = r.id where r.source_key = $1 and x.result_no = $2`,
          [report.id, first],
        );
        expect(corrected).toEqual({ status: 'corrected', value: '5.25' });
        expect(await query('select 1 from visit where source_key = $1 and deleted_at is null', [visit.id])).toEqual([]);
      }, 30_000);
    });
  },
);
