import { z } from 'zod'
import { type Actor, acts, type Role, roleOf, visitor } from '../../../kernel/actor.ts'
import { formatDay, instantInZone } from '../../../kernel/calendar.ts'
import { defineCommand, perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { allow, deny } from '../../../kernel/policy.ts'
import { Actions, Button, Columns, Form, numeral, PageTitle, Section, Select, TextField } from '../../../ui/index.ts'
import { accessWord, answerOf, type Category, categories, csv, Doorway, findSession, formatZoned, listParticipations, listRights, type Right, rights } from '../../meetings/index.ts'
import { capacityInWords, readPlaces } from '../../people/index.ts'
import { seen } from '../commands/papers.ts'
import { DistributionMark } from './paper-parts.tsx'
import { readPaper } from '../paper-read.ts'
import { paperWords, partyWord } from '../paper-wording.ts'
import { findDocument, type Paper } from '../queries/papers.ts'
import { whyFacts, type WhyFacts } from '../queries/audience.ts'
import { RightsTable, whyWords } from './rights-table.tsx'
import { paperHref } from '../rules/symbol.ts'
import { PaperId } from '../schema/acts.ts'
import { standing } from '../specimens.ts'

export const rightsPages = router()

rightsPages.get('/rights', async (c) => {
  const { db, lang, today } = c.var
  const m = whyWords[lang]
  const table = await listRights(db, today)
  return page(c, { title: m['rights.title'] }, (
    <>
      <PageTitle title={m['rights.title']} lede={m['rights.default']} tools={<a class="govuk-link" href="/rights.csv">{m['rights.csv']}</a>} />
      <Section title={m['rights.table']} lede={m['rights.table-lede']} kind="first"><RightsTable table={table} lang={lang} /></Section>
    </>
  ))
})

rightsPages.get('/rights.csv', async (c) => {
  const table = await listRights(c.var.db, c.var.today)
  const rows = rights.map((right) => [right, ...categories.map((category) => answerOf(table, right, category))])
  return c.body(csv([['right', ...categories], ...rows]), 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="rights.csv"' })
})

/** Looking as someone else shows only what the looker may see himself, and is logged. */
export const lookAs = defineCommand({
  name: 'document.look-as',
  input: z.strictObject({ document: PaperId, as: z.string().max(100), at: z.iso.datetime() }),
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor) => (acts(actor, 'SD', 'CH', 'AU') ? allow('why.may-look') : deny('why.may-not-look')),
  run: async () => null,
  audit: (paper, _result, { as, at }) => ({ type: 'document', id: paper.id, change: { symbol: paper.symbol, lookedAs: as, at } }),
  specimens: standing,
})

interface Look {
  value: string
  label: string
  actor: Actor
}

const looking = (role: Role, party: string): Actor => ({ person: { id: '', name: '' }, capacity: { id: '', role, body: null, party, area: '', from: '', until: null } })

/** Whom one can look as: each party that takes part, in the roles that read differently, and the public. */
async function looksOf(c: Reply, paper: Paper): Promise<Look[]> {
  const { db, lang, site } = c.var
  const [participations, places] = await Promise.all([listParticipations(db, paper.meeting), readPlaces(db)])
  const rolesOf = (category: Category): Role[] => (category === 'member' ? ['HD', 'DE'] : category === 'dialogue-partner' || category === 'sectoral-partner' ? ['DP'] : ['OB'])
  return [
    ...participations.flatMap((each) => rolesOf(each.category).map((role) => ({ value: `${role}:${each.party}`, label: capacityInWords(site, lang, places, { role, party: each.party, body: null, area: null }), actor: looking(role, each.party) }))),
    { value: 'PU:', label: whyWords[lang]['why.public'], actor: visitor },
  ]
}

const readingRight: Record<Paper['distribution'], Right> = { GENERAL: 'see-general', PUBLIC: 'see-general', LIMITED: 'see-limited', RESTRICTED: 'see-restricted', PARTNER: 'see-partner' }

type Because = 'house' | 'own' | 'released' | 'named' | 'item' | 'serving' | 'auditor' | 'host' | 'cell'

/** The first reason that holds, in the order the rule itself asks. */
export function becauseOf(actor: Actor, facts: WhyFacts): Because {
  if (acts(actor, 'SD', 'CH')) return 'house'
  if (facts.own) return 'own'
  if (facts.released) return 'released'
  if (facts.named !== null) return facts.named === 'document' ? 'named' : 'item'
  if (acts(actor, 'IN') && facts.serving) return 'serving'
  if (acts(actor, 'AU')) return 'auditor'
  return acts(actor, 'HL') ? 'host' : 'cell'
}

export async function whyPage(c: Reply, key: string): Promise<Response> {
  const { db, lang, actor, capacities, now, today, site } = c.var
  const m = whyWords[lang]
  const { paper, zone } = await readPaper(c, key, { asFiled: true })
  const mayLook = acts(actor, 'SD', 'CH', 'AU')
  const [places, table, looks] = await Promise.all([readPlaces(db), listRights(db, today), mayLook ? looksOf(c, paper) : []])
  const [as, typedAt] = [c.req.query('look') ?? '', c.req.query('at')?.trim() ?? '']
  if (as !== '' && !mayLook) throw new AppError('forbidden', 'why.may-not-look')
  const look = looks.find((each) => each.value === as)
  const at = typedAt === '' ? now : instantOf(typedAt, zone)
  const errors = { look: as !== '' && !look ? m['why.look-who'] : undefined, at: at === null ? m['why.look-bad'] : undefined }
  const looked = look !== undefined && at !== null
  if (looked) await perform(lookAs, { db, actor, now, input: { document: paper.id, as, at } })
  const reader = looked ? { actor: look.actor, now: at } : { actor, now }
  const facts = await whyFacts(db, reader, paper.id)
  if (!facts) throw missing()
  const who = looked ? look.label : actor.capacity ? capacityInWords(site, lang, places, actor.capacity) : m['why.public']
  const because = becauseOf(reader.actor, facts)
  const right = readingRight[paper.distribution]
  // Of what he looks at he sees no more than the other would.
  const shown = facts.sees ? await findDocument(db, reader, paper.id) : null
  const session = facts.sees && facts.session !== null && shown?.item ? await findSession(db, reader, facts.session) : null
  const on = facts.sees && because === 'cell' && facts.category !== null ? { right, category: facts.category } : undefined
  const rule = because === 'cell' ? m['why.because.cell'](numeral(lang, rights.indexOf(right) + 1), m[`rights.of.${right}`], m[`rights.cell.${facts.category === null ? 'no' : answerOf(table, right, facts.category)}`]) : m[`why.because.${because}`]
  const until = because === 'released' ? m['why.until.public'] : because === 'serving' && facts.serving ? m['why.until.serving'](formatZoned(facts.serving.until, zone, lang)) : because === 'house' || because === 'auditor' || because === 'host' ? m['why.until.capacity']
    : [facts.until === null ? null : m['why.until.live'](formatZoned(facts.until, zone, lang)), m['why.until.recall']].filter(Boolean).join(' ')
  const rows: { term: string; value: preact.ComponentChildren }[] = facts.sees && shown ? [
    { term: m['why.you'], value: looked ? look.label : `${actor.person?.name ?? m['why.public']}${actor.capacity ? `, ${who}` : ''}` },
    { term: m['why.acting'], value: [facts.category === null ? (roleOf(reader.actor) === 'PU' ? null : m['why.no-category']) : m['why.category'](m[`rights.category.${facts.category}`]), looked ? null : capacities.length > 1 ? m['why.hats'](numeral(lang, capacities.length)) : capacities.length === 1 ? m['why.one-hat'] : null].filter(Boolean).join(' ') || m['why.public'] },
    ...(session ? [{ term: m['why.session'], value: <><Doorway access={session.access} lang={lang} silent /> {session.title[lang]} ({accessWord(session.access, lang)}), {formatZoned(session.startsAt, zone, lang)}</> }] : []),
    ...(shown.item ? [{ term: m['why.item'], value: shown.item.title[lang] }] : []),
    { term: m['why.paper'], value: <><DistributionMark marks={shown} parties={places.parties} lang={lang} /> {shown.submittedBy === null ? '' : partyWord(shown.submittedBy, places.parties, lang)}{shown.registeredAt === null ? '' : ` ${formatDay(shown.registeredAt.slice(0, 10), lang)}`}</> },
    { term: m['why.rule'], value: on ? <a class="govuk-link" href="#rule">{rule}</a> : rule },
    { term: m['why.until'], value: until },
  ] : []
  const symbol = paper.symbol ?? paperWords[lang]['papers.no-symbol-yet']
  return page(c, { title: `${m['why.title']} – ${symbol}`, current: '/documents', status: errors.look || errors.at ? 422 : 200, breadcrumbs: [{ label: paperWords[lang]['papers.nav'], href: '/documents' }, { label: symbol, href: paperHref(paper) }, { label: m['why.title'] }] }, (
    <>
      <PageTitle title={m['rights.title']} tools={on ? <a class="govuk-link" href="#rule" data-turbo="false">{m['rights.the-table']}</a> : undefined} />
      <Columns kind="two-one">
        <section class="sheetbox" aria-labelledby="why">
          <p class="small mf-flush"><b>{m['why.title']}</b> <span class="muted">{m['why.on']} <a class="govuk-link sym" href={paperHref(paper)}>{symbol}</a>{looked && `, ${m['why.as'](look.label)}`}</span></p>
          <h2 class="govuk-heading-m" id="why">{!facts.sees ? m['why.not'](who) : looked ? m['why.other'](who) : m['why.read'](who)}</h2>
          <ol class="why">{rows.map((row) => <li><span>{row.term}</span><span>{row.value}</span></li>)}</ol>
          <p class="small muted mf-after">{m['why.decided'](formatZoned(reader.now, zone, lang))}</p>
        </section>
        <aside class="rail" aria-label={m['why.look']}>
          <Section title={m['why.says']} kind="plain"><p>{m['why.says-text']}</p></Section>
          {mayLook && (
            <Section title={m['why.look']} kind="plain">
              <Form action={paperHref(paper, 'why')} method="get">
                <Select name="look" label={m['why.look-as']} none={paperWords[lang]['papers.choose']} options={looks} value={as} error={errors.look} />
                <TextField name="at" label={m['why.look-at']} hint={m['why.look-at-hint']} value={typedAt} error={errors.at} width={20} autocomplete="off" />
                <Actions><Button kind="secondary" small>{m['why.look-do']}</Button></Actions>
              </Form>
              <p class="small muted">{m['why.look-note']}</p>
            </Section>
          )}
        </aside>
      </Columns>
      <Section title={m['rights.table']} lede={`${m['rights.table-lede']} ${on ? m['rights.marked'] : ''}`} tools={<a class="govuk-link" href="/rights.csv">{m['rights.csv']}</a>}><RightsTable table={table} lang={lang} on={on} /></Section>
    </>
  ))
}

/** "2026-02-10 09:00" at the place of the meeting; the hour may be left out. */
function instantOf(typed: string, zone: string): string | null {
  const [, day = '', time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(typed) ?? []
  try {
    return day === '' ? null : Temporal.Instant.from(instantInZone(day, time, zone)).toString()
  } catch {
    return null
  }
}
