import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOf, moduleOf, PERMISSION_MODULES, powersOf } from '../../../apps/api/src/platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../apps/api/src/platform/access/permissions.js';
import { PRESET_ROLES } from '../../../apps/api/src/features/rbac/roles.js';
import { publishedOperations } from './operations.js';

const CATALOGUE = Object.keys(PERMISSIONS) as Permission[];

describe('the catalogue of permissions', () => {
  it('R-83 every permission stands in a module, is to see, to do or to take along, and belongs to some power', () => {
    for (const permission of CATALOGUE) {
      expect(PERMISSION_MODULES[moduleOf(permission)], permission).toBeDefined();
      expect(['see', 'operate', 'export'], permission).toContain(kindOf(permission));
      expect(powersOf(permission).length, permission).toBeGreaterThan(0);
    }
    expect(kindOf('visit:export')).toBe('export');
    expect(kindOf('image:view')).toBe('see');
    expect(kindOf('match:decide')).toBe('operate');
  });

  it('S20 no preset role holds a permission of another power', () => {
    for (const { code, power, permissions } of PRESET_ROLES) {
      for (const permission of permissions) expect(powersOf(permission), `${code} ${permission}`).toContain(power);
    }
  });

  it('S19 what an operation asks for stands in the catalogue', () => {
    for (const { name, permission } of publishedOperations()) {
      if (typeof permission === 'string') expect(CATALOGUE, name).toContain(permission);
    }
  });

  it('R-83.b every page of the menu asks for a permission of the catalogue, and some operation asks for the same one', () => {
    const siteMap = readFileSync(new URL('../../../apps/web/src/router.tsx', import.meta.url), 'utf8');
    const asked = [...siteMap.matchAll(/permission: '([^']+)'/g)].map(([, permission]) => permission!);
    expect(asked.length).toBeGreaterThan(30);
    const served = new Set(publishedOperations().map(({ permission }) => permission));
    for (const permission of asked) {
      expect(CATALOGUE, permission).toContain(permission);
      expect(served.has(permission), permission).toBe(true);
    }
  });
});
