/** The architecture, as a table. A module may use the modules listed after it; nothing else. */
const mayUse = {
  mechanism: [],
  people: ['mechanism'],
  meetings: ['mechanism', 'people'],
  documents: ['mechanism', 'meetings', 'people'],
  extraction: ['mechanism'],
  mandates: ['mechanism', 'meetings', 'documents', 'extraction', 'people'],
  agenda: ['mechanism', 'meetings', 'documents', 'mandates', 'people'],
  delegations: ['mechanism', 'meetings', 'documents', 'people'],
  registration: ['mechanism', 'meetings', 'documents', 'delegations', 'people'],
  convocation: ['mechanism', 'meetings', 'documents', 'agenda', 'delegations', 'people'],
  room: ['mechanism', 'meetings', 'documents', 'agenda', 'delegations', 'registration', 'mandates', 'extraction', 'people'],
  proceedings: ['mechanism', 'meetings', 'documents', 'agenda', 'delegations', 'room', 'mandates', 'extraction', 'people'],
  plans: ['mechanism', 'meetings', 'documents', 'mandates', 'people'],
  'ministers-report': ['plans', 'mandates', 'meetings', 'mechanism', 'documents', 'extraction', 'people'],
  portal: ['mechanism', 'meetings', 'documents', 'mandates', 'extraction', 'people', 'agenda', 'delegations', 'convocation', 'room', 'proceedings', 'registration', 'plans'],
}

const inModule = (name) => `^src/modules/${name}/`
const tests = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    ...Object.entries(mayUse).map(([name, allowed]) => ({
      name: `${name}-may-use`,
      comment: `${name} may use: ${allowed.join(', ') || 'no other module'}`,
      severity: 'error',
      from: { path: inModule(name), pathNot: tests },
      to: { path: '^src/modules/', pathNot: [name, ...allowed].map(inModule) },
    })),
    {
      name: 'module-front-door',
      comment: 'A module is used through its index.ts; its other files are its own business.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: tests },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    { name: 'only-the-contents-mount', severity: 'error', from: { path: '^src/', pathNot: ['^src/modules\\.ts$', tests] }, to: { path: '/module\\.tsx?$', pathNot: '^src/kernel/module\\.ts$' } },
    { name: 'kernel-knows-no-module', severity: 'error', from: { path: '^src/(kernel|ui)/', pathNot: tests }, to: { path: '^src/(modules|app|server|cli)' } },
    { name: 'ui-knows-only-languages', severity: 'error', from: { path: '^src/ui/', pathNot: tests }, to: { path: '^src/kernel/', pathNot: '^src/kernel/(languages|calendar.*|words.*)\\.ts$' } },
    {
      name: 'rules-are-pure',
      comment: 'Rules, schemas and presenters run anywhere: no database, no HTTP, no pages.',
      severity: 'error',
      from: { path: ['^src/modules/[^/]+/(rules|schema|present)\\.ts$', '^src/modules/[^/]+/(rules|schema|present)/'], pathNot: tests },
      to: { path: ['/(queries|commands|routes|pages)\\.tsx?$', '/(queries|commands|routes|pages)/', '^src/kernel/(db|http|command)\\.ts$', 'node_modules/(kysely|hono|preact)/'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'sql-stays-in-queries', severity: 'error', from: { path: '^src/modules/', pathNot: ['/queries\\.ts$', '/queries/', tests] }, to: { path: 'node_modules/kysely/', dependencyTypesNot: ['type-only'] } },
    { name: 'no-circles', severity: 'error', from: { pathNot: tests }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/client' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx'], conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  },
}
