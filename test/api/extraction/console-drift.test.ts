import { expect, it } from 'vitest';
import { schemaDrift } from '../../../apps/api/src/commands/schema-check.js';
import { startHospital } from '../../support/app.js';

it('the tables are those that the code believes in', async () => {
  const hospital = await startHospital();
  try {
    expect(await schemaDrift(hospital.database.ownerUrl)).toEqual([]);
  } finally {
    await hospital.stop();
  }
});
