import { readFileSync } from 'node:fs'
import pg from 'pg'
import { visitor } from '../src/kernel/actor.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { findChain } from '../src/modules/mandates/queries.ts'
const url = readFileSync('/tmp/mb/url','utf8'); const db = openDatabase(url, { max: 4 })
const client = new pg.Client(url); await client.connect()
const ids = (await client.query(`select id from search_entry where kind='mandate' order by id`)).rows.map((r: { id: string }) => r.id).filter((_: string, i: number) => i % 97 === 0)
  const statement = `with recursive up as (select $1::text as id union select l.parent from up cross join lateral (select parent from mandate_link where child = up.id offset 0) l),
    down as (select $1::text as id union select l.child from down cross join lateral (select child from mandate_link where parent = down.id offset 0) l)
    select m.id, m.title, m.date, m.body from (select id from (select id from up limit 201) a union all select id from (select id from down limit 201) b) n join mandate m on m.id = n.id`
  const timed = async (work: (id: string) => Promise<unknown>) => {
    const times: number[] = []
    for (const id of ids.slice(0, 150)) { const at = performance.now(); await work(id); times.push(performance.now() - at) }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  }
for (let i = 0; i < 3; i++) {
  const bare = await timed((id) => client.query(statement, [id]))
  const ours = await timed((id) => findChain(db, visitor, id))
  console.log((ours / bare).toFixed(2), bare.toFixed(2), ours.toFixed(2))
}
let n = 0; for (const id of ids.slice(0,150)) n += (await findChain(db, visitor, id))!.nodes.length
console.log('avg nodes', n/150)
await db.destroy(); await client.end()
