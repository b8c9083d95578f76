import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { houseProblems } from '@cadre/tooling/rules/house.mjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'libs/tooling/node_modules/.bin');
let copy: string;

/** A small house with the real rules and nothing else in it. */
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'cadre-rooms-'));
  for (const part of ['rules', 'tsconfig'])
    cpSync(join(root, 'libs/tooling', part), join(copy, 'libs/tooling', part), { recursive: true });
  for (const path of ['apps/api', 'libs/tooling']) linkModules(path);
  mkdirSync(join(copy, 'test'));
  cpSync(join(root, '.gitignore'), join(copy, '.gitignore'));
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

function linkModules(path: string): void {
  mkdirSync(join(copy, path), { recursive: true });
  symlinkSync(join(root, path, 'node_modules'), join(copy, path, 'node_modules'));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

function run(tool: string, args: string[]): { code: number | null; output: string } {
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const { status, stdout, stderr } = spawnSync(join(bin, tool), args, { cwd: copy, env, encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

const rooms = () => run('depcruise', ['--config', 'libs/tooling/rules/rooms.cjs', 'apps', 'libs', 'test']);
const lint = () => run('oxlint', ['-c', 'libs/tooling/rules/oxlint.json', '--type-aware', 'apps', 'libs', 'test']);

/** One offence each: the rule that must speak, the file that offends, the file it reaches for. */
const offences: [rule: string, from: string, importText: string, to: string][] = [
  [
    'platform-knows-no-feature',
    'apps/api/src/platform/a.ts',
    '../features/visits/b.js',
    'apps/api/src/features/visits/b.ts',
  ],
  [
    'features-meet-at-the-door',
    'apps/api/src/features/stats/a.ts',
    '../visits/b.queries.js',
    'apps/api/src/features/visits/b.queries.ts',
  ],
  [
    'controllers-hold-no-queries',
    'apps/api/src/features/visits/a.controller.ts',
    '../../schema/b.js',
    'apps/api/src/schema/b.ts',
  ],
  ['schema-knows-only-tables', 'apps/api/src/schema/a.ts', '../platform/b.js', 'apps/api/src/platform/b.ts'],
  ['config-knows-nothing', 'apps/api/src/config/a.ts', '../platform/b.js', 'apps/api/src/platform/b.ts'],
  ['clinical-stands-alone', 'libs/clinical/src/a.ts', 'node:fs', ''],
  ['connector-kit-stands-alone', 'libs/connector-kit/src/a.ts', '../../clinical/src/b.js', 'libs/clinical/src/b.ts'],
  ['simulators-share-no-code', 'apps/simulators/src/a.ts', '../../../libs/clinical/src/b.js', 'libs/clinical/src/b.ts'],
  ['web-talks-through-the-client', 'apps/web/src/a.ts', '../../api/src/b.js', 'apps/api/src/b.ts'],
  [
    'web-features-do-not-meet',
    'apps/web/src/features/roster/a.ts',
    '../visits/b.js',
    'apps/web/src/features/visits/b.ts',
  ],
  [
    'only-extraction-reads-other-systems',
    'apps/api/src/features/roster/a.ts',
    '../../../../../libs/connector-kit/src/b.js',
    'libs/connector-kit/src/b.ts',
  ],
  ['raw-connection-stays-in-the-database-room', 'apps/api/src/features/roster/a.ts', 'pg', ''],
  ['features-know-no-http-server', 'apps/api/src/features/roster/a.ts', '@nestjs/platform-fastify', ''],
  ['imports-resolve', 'apps/api/src/a.ts', './nowhere.js', ''],
];

describe('the rooms of the house', () => {
  it.each(offences)('rule %s reports %s when it imports %s', (rule, from, importText, to) => {
    write(from, `import '${importText}';\n`);
    if (to) write(to, 'export const b = 1;\n');
    const { code, output } = rooms();
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });

  it('reports two files that need each other', () => {
    write('libs/clinical/src/a.ts', "import { b } from './b.js';\nexport const a = (): number => b();\n");
    write('libs/clinical/src/b.ts', "import { a } from './a.js';\nexport const b = (): number => a();\n");
    expect(rooms().output).toContain('no-cycles');
  });

  it('lets a feature use the platform, the schema and the port of another feature', () => {
    write(
      'apps/api/src/features/stats/a.ts',
      "import '../visits/visits.port.js';\nimport '../../platform/b.js';\nimport '../../schema/c.js';\n",
    );
    for (const path of ['features/visits/visits.port.ts', 'platform/b.ts', 'schema/c.ts'])
      write(`apps/api/src/${path}`, 'export const b = 1;\n');
    const { code, output } = rooms();
    expect(output).toContain('no dependency violations');
    expect(code).toBe(0);
  });
});

describe('the lines of the house', () => {
  const feature = 'apps/api/src/features/visits/visits.controller.ts';
  const lines: [rule: string, path: string, text: string][] = [
    ['no-restricted-imports', feature, "import { Get } from '@nestjs/common';\nexport const route = Get;\n"],
    ['no-restricted-imports', feature, "import { DataSource } from 'typeorm';\nexport const source = DataSource;\n"],
    [
      'no-restricted-imports',
      feature,
      "import { InjectRepository } from '@nestjs/typeorm';\nexport const inject = InjectRepository;\n",
    ],
    ['no-explicit-any', feature, 'export const anything = (value: any): string => String(value);\n'],
    ['no-default-export', feature, 'export default 1;\n'],
    [
      'max-params',
      feature,
      'export const six = (a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): number => a + b + c + d + e + f;\n',
    ],
    ['max-lines', feature, 'export const a = 1;\n'.replace('a', 'b') + '// a line\n' + 'void 0;\n'.repeat(300)],
    ['filename-case', 'apps/api/src/features/visits/VisitList.ts', 'export const a = 1;\n'],
    [
      'no-floating-promises',
      feature,
      'const later = async (): Promise<void> => {};\nexport const now = (): void => {\n  later();\n};\n',
    ],
  ];

  it.each(lines)('rule %s speaks in %s', (rule, path, text) => {
    write(
      'apps/api/tsconfig.json',
      JSON.stringify({ extends: '../../libs/tooling/tsconfig/nest.json', include: ['src'] }),
    );
    write(path, text);
    const { code, output } = lint();
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });

  it('names vague files, vague folders and over-long files', () => {
    write('apps/api/src/platform/utils/a.ts', 'export const a = 1;\n');
    write('apps/api/src/platform/helpers.ts', 'export const a = 1;\n');
    write('apps/api/src/platform/long.ts', 'void 0;\n'.repeat(301));
    write('apps/api/src/schema/migrations/0001-first.ts', 'void 0;\n'.repeat(301));
    expect(houseProblems(copy)).toEqual([
      'apps/api/src/platform/helpers.ts: the name does not say what is inside',
      'apps/api/src/platform/long.ts: 301 lines, more than 300',
      'apps/api/src/platform/utils: the name does not say what is inside',
    ]);
  });
});
