/**
 * Which room may import which; each rule names the room it protects. Our own packages resolve to their sources
 * (condition @cadre/source), so a rule sees the file behind `@cadre/clinical/masks`.
 */
const { join } = require('node:path');

const api = '^apps/api/src';
const ours = '^(apps|libs|test)/';
const connectionDrivers = ['node_modules/typeorm/', 'node_modules/@nestjs/typeorm/', 'node_modules/pg/'];

const libraries = [
  {
    name: 'clinical-stands-alone',
    comment: 'Pure functions of medicine and identity: no package, no input or output, nothing of ours.',
    from: { path: '^libs/clinical/src/', pathNot: '\\.test\\.ts$' },
    to: { pathNot: '^libs/clinical/' },
  },
  {
    name: 'connector-kit-stands-alone',
    comment: 'A hospital vendor can use it without the product.',
    from: { path: '^libs/connector-kit/' },
    to: { path: [ours, 'node_modules/(@nestjs|typeorm)'], pathNot: '^libs/connector-kit/' },
  },
  {
    name: 'connectors-know-only-the-kit',
    from: { path: '^libs/connectors/' },
    to: { path: [ours, 'node_modules/(@nestjs|typeorm)'], pathNot: '^libs/connect(ors|or-kit)/' },
  },
  {
    name: 'api-client-is-generated-from-the-contract',
    from: { path: '^libs/api-client/' },
    to: { path: ours, pathNot: '^libs/api-client/' },
  },
];

const server = [
  {
    name: 'config-knows-nothing',
    from: { path: `${api}/config/` },
    to: { path: `${api}/`, pathNot: `${api}/config/` },
  },
  {
    name: 'platform-knows-no-feature',
    from: { path: `${api}/platform/` },
    to: { path: `${api}/features/` },
  },
  {
    name: 'schema-knows-only-tables',
    comment: 'Tables have no behaviour; a migration may use what guards a table.',
    from: { path: `${api}/schema/`, pathNot: '/migrations/' },
    to: { path: `${api}/`, pathNot: `${api}/schema/` },
  },
  {
    name: 'features-meet-at-the-door',
    comment: 'Another feature is reached through its module or its *.port.ts, never through its inside.',
    from: { path: `${api}/features/([^/]+)/` },
    to: { path: `${api}/features/([^/]+)/`, pathNot: [`${api}/features/$1/`, '\\.(module|port)\\.ts$'] },
  },
  {
    name: 'controllers-hold-no-queries',
    from: { path: '\\.controller\\.ts$' },
    to: { path: ['node_modules/typeorm/', `${api}/schema/`, `${api}/platform/database/`] },
  },
  {
    name: 'raw-connection-stays-in-the-database-room',
    comment: 'Rights travel with the connection, so a feature gets one only from ScopedDatabase.',
    from: { path: `${api}/features/` },
    to: { path: connectionDrivers.slice(1) },
  },
  {
    name: 'features-know-no-http-server',
    from: { path: `${api}/features/` },
    to: { path: ['node_modules/fastify/', 'node_modules/@fastify/', 'node_modules/@nestjs/platform-fastify/'] },
  },
  {
    name: 'only-extraction-reads-other-systems',
    comment: 'Imports read the same kinds of files, in a thread of their own.',
    from: { path: `${api}/`, pathNot: [`${api}/features/extraction/`, `${api}/features/transfers/imports/sheet-(reader|worker)\\.ts$`] },
    to: { path: '^libs/connect(ors|or-kit)/' },
  },
];

const applications = [
  {
    name: 'web-talks-through-the-client',
    from: { path: '^apps/(web|portal)/' },
    to: { path: ours, pathNot: ['^apps/(web|portal)/', '^libs/(api-client|clinical)/'] },
  },
  {
    name: 'web-features-do-not-meet',
    from: { path: '^apps/web/src/features/([^/]+)/' },
    to: { path: '^apps/web/src/features/([^/]+)/', pathNot: '^apps/web/src/features/$1/' },
  },
  {
    name: 'web-shared-knows-no-feature',
    from: { path: '^apps/web/src/shared/' },
    to: { path: '^apps/web/src/features/' },
  },
  {
    name: 'simulators-share-no-code',
    comment: 'Shared code would share our mistakes.',
    from: { path: '^apps/simulators/' },
    to: { path: [ours, 'node_modules/(@nestjs|typeorm)'], pathNot: '^apps/simulators/' },
  },
  {
    name: 'product-knows-no-simulator-and-no-test',
    from: { path: '^(apps|libs)/', pathNot: ['^apps/simulators/', '\\.test\\.tsx?$'] },
    to: { path: ['^apps/simulators/', '^test/'] },
  },
];

const everywhere = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  {
    name: 'imports-resolve',
    comment: 'An import that cannot be found would escape every other rule.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^(vitest|vite/client|fast-check)' },
  },
];

module.exports = {
  forbidden: [...everywhere, ...libraries, ...server, ...applications].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', 'schema\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.rooms.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@cadre/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts', '.d.mts'],
    },
  },
};
