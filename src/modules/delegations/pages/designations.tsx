import { type Actor, acts } from '../../../kernel/actor.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { Button, DataTable, Section, Status, Sub } from '../../../ui/index.ts'
import type { Body, bySource, Party } from '../../mechanism/index.ts'
import { SourceFold } from '../../mechanism/index.ts'
import type { readParts } from '../reading.ts'
import { type Designation, gapsOf } from '../rules.ts'
import { dayShort, sinceInWords, words } from '../wording.ts'

type Parts = Awaited<ReturnType<typeof readParts>>

/** What a party has designated, in force or not, and who is said to hold the posts. Gaps are shown (R-4.1.1). */
export function DesignationList({ party, parts, bodies, nameOf, sources, lang, mayEnter, actor, today }: { party: Party; parts: Parts; bodies: ReadonlyMap<string, Body>; nameOf: (ref: string) => string; sources: ReturnType<typeof bySource>; lang: Lang; mayEnter: boolean; actor: Actor; today: string }) {
  const m = words[lang]
  const rows = parts.designations.filter((row) => row.party === party.code)
  if (rows.length === 0 && !mayEnter) return null
  const slots = new Map<string, Designation[]>()
  for (const row of rows) slots.set(`${row.body} ${row.function}`, [...(slots.get(`${row.body} ${row.function}`) ?? []), row])
  const gaps = [...slots.values()].flatMap((slot) => gapsOf(slot, parts.occasionOf).map((gap) => ({ ...gap, slot: slot[0] })))
  const held = parts.incumbencies.filter((row) => parts.posts.get(row.post)?.party === party.code)
  return (
    <Section title={m['delegations.designations']} id="designations" tools={mayEnter && <Button small kind="secondary" href={`/delegations/${party.code}/designations/new`}>{m['delegations.enter']}</Button>} lede={m['delegations.designations-lede']}>
      {rows.length === 0 ? <p>{m['delegations.none-entered']}</p> : (
        <DataTable
          caption={m['delegations.designations']}
          rowId={(row) => row.id}
          columns={[
            { head: m['delegations.for'], rowHeader: true, cell: (row) => <>{m[`delegations.function.${row.function}`]}<Sub>{bodies.get(row.body)?.short[lang] ?? row.body}</Sub></> },
            { head: m['delegations.who'], cell: (row) => <>{parts.posts.get(row.post ?? '')?.name[lang] ?? row.person?.[lang] ?? (row.choice ? m['delegations.bar-ad-hoc'](row.choice.what[lang], row.choice.by[lang]) : '')}<Sub>{m[`delegations.mode.${row.mode}`]}</Sub></> },
            { head: m['delegations.from'], cell: (row) => <>{sinceInWords(row.since, nameOf, lang)}<Sub>{row.until ? m['delegations.until'](sinceInWords(row.until, nameOf, lang)) : row.origin === 'record' ? m['delegations.no-end'] : m['delegations.until-revoked']}</Sub></> },
            { head: m['delegations.decided-by'], cell: (row) => (row.approver ? m['delegations.decided'](row.approver[lang], row.approverCapacity?.[lang] ?? null, row.proposer?.[lang] ?? null) : <span class="muted">{m['delegations.not-found']}</span>) },
            {
              head: m['delegations.state'], cell: (row) => row.origin === 'record' ? <SourceFold of={m[`delegations.function.${row.function}`]} citations={row.citations} sources={sources} /> : (
                <>
                  {row.verifiedAt ? <Status tone="done">{m['delegations.verified']}</Status> : <Status tone="part">{m['delegations.not-verified']}</Status>} {row.origin === 'demonstration' && <Status tone="example">{m['delegations.example']}</Status>}
                  {(mayEnter || acts(actor, 'SD')) && <Sub><a class="govuk-link" href={`/delegations/${party.code}/designations/${row.id}`}>{acts(actor, 'SD') && !row.verifiedAt ? m['delegations.verify'] : m['delegations.open']}<span class="vh">: {m[`delegations.function.${row.function}`]} {row.body}</span></a></Sub>}
                </>
              ),
            },
          ]}
          rows={rows}
        />
      )}
      {gaps.map((gap) => <p class="small">{m['delegations.gap'](m[`delegations.function.${gap.slot?.function ?? 'head'}`], bodies.get(gap.slot?.body ?? '')?.short[lang] ?? '', dayShort(gap.from, lang), dayShort(gap.until, lang))}</p>)}
      {(held.length > 0 || mayEnter) && (
        <>
          <div class="mf-row mf-after"><h3 class="govuk-heading-s">{m['delegations.holders']}</h3>{mayEnter && [...parts.posts.values()].some((post) => post.party === party.code) && <div class="end"><Button small kind="secondary" href={`/delegations/${party.code}/posts`}>{m['delegations.appoint']}</Button></div>}</div>
          {held.length === 0 ? <p class="muted">{m['delegations.no-holders']}</p> : (
            <DataTable
              caption={m['delegations.holders']}
              columns={[
                { head: m['delegations.post'], rowHeader: true, cell: (row) => parts.posts.get(row.post)?.name[lang] ?? row.post },
                { head: m['delegations.how'], cell: (row) => m[`delegations.holds.${row.kind}`] },
                { head: m['delegations.person'], cell: (row) => row.person?.[lang] ?? '–' },
                { head: m['delegations.from'], cell: (row) => `${row.from ? dayShort(row.from, lang) : m['delegations.not-found']}${row.until ? ` – ${dayShort(row.until, lang)}` : row.from !== null && row.from > today ? '' : ''}` },
              ]}
              rows={held}
            />
          )}
        </>
      )}
    </Section>
  )
}
