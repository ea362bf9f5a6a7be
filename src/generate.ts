import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { createApp, dictionary, siteOf } from './app.tsx'
import { readConfig } from './config.ts'
import { type Actor, type Role, roles, visitor } from './kernel/actor.ts'
import { wallClock } from './kernel/clock.ts'
import { type Db, migrate, openDatabase } from './kernel/db.ts'
import { ensureDatabase, startEmbeddedPostgres } from './kernel/embedded-postgres.ts'
import { folderStore } from './kernel/files.ts'
import { noLive } from './kernel/live.ts'
import { modules } from './modules.ts'

/** Makes what people review: the permission matrix, the interface's contract and the tables. With `check` it only compares. */
export async function generate(root: string, check: boolean): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mufakat-generate-'))
  execFileSync('chmod', ['755', folder])
  const server = await startEmbeddedPostgres({ dataDir: folder, fast: true })
  try {
    await ensureDatabase(server, 'generate')
    const db = openDatabase(server.url('generate'))
    await migrate(db, path.join(root, 'migrations'))
    const made = { 'permissions.md': permissionMatrix(), 'openapi.json': await contract(db, root), 'schema.sql': await tables(db) }
    await db.destroy()
    const stale: string[] = []
    mkdirSync(path.join(root, 'generated'), { recursive: true })
    for (const [name, text] of Object.entries(made)) {
      const file = path.join(root, 'generated', name)
      const current = existsSync(file) ? readFileSync(file, 'utf8') : ''
      if (current === text) continue
      stale.push(name)
      if (!check) writeFileSync(file, text)
    }
    process.stdout.write(stale.length === 0 ? 'Generated files are up to date.\n' : `${check ? 'Out of date, run npm run generate' : 'Written'}: ${stale.join(', ')}\n`)
    return check && stale.length > 0 ? 1 : 0
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const specimen = (role: Role): Actor =>
  role === 'PU'
    ? visitor
    : { person: { id: `person-${role}`, name: role }, capacity: { id: `capacity-${role}`, role, body: role === 'CH' ? 'OWN' : null, party: ['NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'LE'].includes(role) ? 'OWN' : null, area: role === 'LS' ? 'own-area' : null, from: '2000-01-01T00:00:00.000Z', until: null } }

/** Who may do what: every command's own rule asked for every role. A change of rights is a visible line in the diff. */
export function permissionMatrix(): string {
  const words = dictionary(modules).en
  const reasons = new Map<string, number>()
  const note = (code: string) => {
    if (!reasons.has(code)) reasons.set(code, reasons.size + 1)
    return reasons.get(code)
  }
  const commands = modules.flatMap((module) => (module.commands ?? []).map((command) => ({ module: module.name, command })))
  const rows = commands.flatMap(({ module, command }) => {
    const byRole = roles.map((role) => command.verdicts(specimen(role)))
    return Object.keys(byRole[0] ?? {}).map((label) => {
      const cells = byRole.map((verdicts) => {
        const verdict = verdicts[label]
        return verdict?.allowed ? `Y${note(verdict.because)}` : `–${note(verdict?.because ?? 'none')}`
      })
      return `| ${module} | \`${command.name}\` | ${label} | ${cells.join(' | ')} |`
    })
  })
  const legend = [...reasons].map(([code, number]) => `${number}. ${typeof words[code] === 'string' ? words[code] : code} (\`${code}\`)`)
  return [
    '# Who may do what',
    '',
    'Made by `npm run generate` from the rules themselves. Y: may; –: may not; the number is the reason below. Roles as in the glossary.',
    'Records carry a distribution marking besides: what a reader may not see does not exist for any command (404, not 403).',
    '',
    `| Module | Command | On | ${roles.join(' | ')} |`,
    `|---|---|---|${roles.map(() => '---|').join('')}`,
    ...rows,
    '',
    '## Reasons',
    '',
    ...legend,
    '',
  ].join('\n')
}

async function contract(db: Db, root: string): Promise<string> {
  const config = readConfig({ PUBLIC_URL: 'https://mufakat.example' }, 'demonstration', root)
  const app = createApp({ config, db, files: folderStore(path.join(tmpdir(), 'unused')), live: noLive, clock: wallClock, log: () => {} })
  siteOf({ config, db })
  const answer = await app.request('/api/v1/openapi.json')
  if (answer.status !== 200) return '{}\n'
  return `${JSON.stringify(await answer.json(), null, 2)}\n`
}

/** The tables as they are after all migrations, from the catalogue. */
async function tables(db: Db): Promise<string> {
  const columns = await sql<{ table: string; definition: string }>`
    select c.relname as table, string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E',\n' order by a.attnum) as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migration' group by c.relname order by c.relname`.execute(db)
  const constraints = await sql<{ table: string; definition: string }>`
    select c.relname as table, format('alter table %s add constraint %s %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relname <> 'migration' and k.contype <> 'n' order by 1, k.contype desc, k.conname`.execute(db)
  const indexes = await sql<{ definition: string }>`
    select indexdef || ';' as definition from pg_indexes where schemaname = 'public' and tablename <> 'migration' and indexname not in (select conname from pg_constraint) order by tablename, indexname`.execute(db)
  const triggers = await sql<{ definition: string }>`select pg_get_triggerdef(t.oid) || ';' as definition from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal order by c.relname, t.tgname`.execute(db)
  return `${['-- Made by npm run generate: the tables as they stand after all migrations.', ...columns.rows.map((row) => `\ncreate table ${row.table} (\n${row.definition}\n);`), '', ...constraints.rows.map((row) => row.definition), '', ...indexes.rows.map((row) => row.definition), '', ...triggers.rows.map((row) => row.definition)].join('\n')}\n`
}
