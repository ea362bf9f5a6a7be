import type { Disagreement } from '../../../kernel/record.ts'
import { DataTable, Dots, Section, Statements, Status } from '../../../ui/index.ts'
import type { Mandate, Statement } from '../queries.ts'
import { asksNothing } from '../rules.ts'
import type { Speaker } from '../wording.ts'
import { Sources } from './mandate-facts.tsx'

/** Dated statements, each with who says so; and, where something was asked and nothing is on record, that. */
export function Since(props: { speak: Speaker; mandate: Mandate; statements: Statement[]; meeting: string | null; day: string; links: { href: string; label: string }[] }) {
  const { speak, mandate, statements, day } = props
  const { m, lang } = speak
  const decided = {
    kind: 'said' as const, when: speak.day(mandate.date, 'short'), iso: mandate.date, text: m['mandate.decided'](props.meeting ?? speak.bodyName(mandate.body)),
    by: [mandate.instrumentTitle?.[lang], mandate.paragraph === '-' ? null : speak.paragraph(mandate.paragraph)].filter(Boolean).join(lang === 'th' ? ' ' : ', '),
  }
  const said = statements.map((one) => ({
    kind: 'said' as const, when: speak.day(one.onText, 'short'), iso: one.onText, status: one.status ? speak.status(one.status) : undefined,
    text: <>{one.party && <b>{m['mandate.recorded-of'](speak.partyName(one.party))} </b>}{one.text[lang]}</>,
    by: (
      <>
        {m['mandate.reported-by'](one.reportedBy[lang])}
        {one.citations.map((citation) => speak.source(citation.source)).filter((source) => source !== undefined).map((source) => <> · <a class="govuk-link" href={source.url} rel="external">{speak.site(source.url)}</a></>)}
        {one.evidence && /^https?:/.test(one.evidence) && <> · <a class="govuk-link" href={one.evidence} rel="external nofollow">{speak.site(one.evidence)}</a></>}
        {one.marking !== 'PUBLIC' && <> · {m['mandate.limited-statement']}</>}
        {one.origin === 'demonstration' && <> <Status tone="example">{m['mandate.example']}</Status></>}
      </>
    ),
  }))
  const none = { kind: 'none' as const, when: m['mandate.until-day'](speak.day(day, 'short')), status: { tone: 'none' as const, word: m['mandate.standing.no-report'] }, text: m['mandate.no-answer'], by: m['mandate.searched-by'] }
  const nothing = { kind: 'inferred' as const, when: m['mandate.until-day'](speak.day(day, 'short')), text: m['mandate.nothing-asked'], by: m['mandate.searched-by'] }
  const effective = { kind: 'said' as const, when: m['mandate.until-day'](speak.day(day, 'short')), status: speak.standing(mandate, day), text: m['mandate.took-effect'], by: m['mandate.searched-by'] }
  const rest = said.length > 0 ? [] : [mandate.takesEffect ? effective : asksNothing(mandate.class) ? nothing : none]
  return <Section kind="first" id="since" title={m['mandate.since']} tools={props.links.length > 0 && <Dots links={props.links} />}><Statements items={[decided, ...said, ...rest]} /></Section>
}

/** Both claims stand; which one is followed and why is said. */
export function Disagreements({ speak, disagreements }: { speak: Speaker; disagreements: Disagreement[] }) {
  const { m, lang } = speak
  if (disagreements.length === 0) return null
  return (
    <Section id="disagreements" title={m['mandate.disagreements']}>
      {disagreements.map((one) => (
        <>
          <DataTable
            caption={one.about[lang]}
            showCaption
            rows={one.claims.map((claim, index) => ({ ...claim, chosen: index === one.chosen }))}
            columns={[
              { head: m['mandate.claim'], rowHeader: true, cell: (claim) => <>{claim.claim[lang]}{claim.chosen && <> <Status tone="effect">{m['mandate.kept-this']}</Status></>}</> },
              { head: m['mandate.said-by'], cell: (claim) => <Sources speak={speak} citations={claim.sources} /> },
              { head: m['mandate.weight'], cell: (claim) => claim.weight?.[lang] ?? <span class="muted">{m['mandate.not-stated']}</span> },
            ]}
          />
          <p class="small mf-after">{one.chosen === null && <>{m['mandate.kept-none']} </>}{m['mandate.reason'](one.reason[lang])}</p>
        </>
      ))}
    </Section>
  )
}
