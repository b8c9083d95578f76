import type { EntityManager } from 'typeorm';
import { seedDepartments } from './features/organization/department-seed.js';
import { seedRoles } from './features/rbac/role-seed.js';
import { seedVariations } from './features/results/abnormal/variation-seed.js';
import { seedDictionaries } from './features/settings/dictionary-seed.js';

/** What every installation starts with: roles, departments, dictionaries, published variation of laboratory items. Running it again changes nothing. */
export async function seedReferenceData(em: EntityManager): Promise<void> {
  await seedDepartments(em);
  await seedDictionaries(em);
  await seedRoles(em);
  await seedVariations(em);
}
