import { Actions, Button, Form, numeral, Section, Select, SummaryList, TextField } from '../../../ui/index.ts'
import type { Reply } from '../../../kernel/http.ts'
import { listed, type Lang, type Text } from '../../../kernel/languages.ts'
import { qrSvg } from '../../../kernel/qr.ts'
import { formatZoned } from '../../meetings/index.ts'
import { distributionWord, paperWords } from '../paper-wording.ts'
import type { Proposal } from '../queries/acts.ts'
import type { AudienceRow } from '../queries/audience.ts'
import type { Paper } from '../queries/papers.ts'
import { type Marks, widens } from '../rules/papers.ts'
import { paperHref } from '../rules/symbol.ts'
import { distributions } from '../schema/papers.ts'

export interface Audience {
  rows: readonly AudienceRow[]
  opened: ReadonlyMap<string, number>
  servicesFrom: string | null
}

const groups = ['member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'sister-body', 'secretariat', 'chair', 'host', 'services', 'auditor', 'other'] as const

/** "Who will see this, who has it now": people counted by the rule that opens the paper, beside those who did. */
export function WhoTable(props: { paper: Paper; audience: Audience; zone: string; lang: Lang }) {
  const { audience, lang, paper } = props
  const m = paperWords[lang]
  const now = new Map(audience.rows.filter((row) => row.key === 'now').map((row) => [row.group, row]))
  const people = (n: number) => m['papers.people'](numeral(lang, n), n === 1)
  const shown = groups.filter((group) => now.has(group) || audience.opened.has(group) || (group === 'services' && audience.servicesFrom !== null))
  const others = groups.filter((group) => !shown.includes(group) && group !== 'other')
  return (
    <table class="who">
      <caption class="vh">{m['papers.who']}</caption>
      <thead><tr><th scope="col">{m['papers.category']}</th><th scope="col">{m['papers.may-open']}</th><th scope="col">{m['papers.opened']}</th></tr></thead>
      <tbody>
        {shown.map((group) => {
          const row = now.get(group)
          const opened = audience.opened.get(group)
          return (
            <tr>
              <th scope="row">{m[`papers.group.${group}`]}{row && row.parties > 1 && <span class="small muted"> {numeral(lang, row.parties)}</span>}</th>
              <td class={row ? 'num' : 'when'}>{row ? people(row.people) : group === 'services' && audience.servicesFrom !== null ? m['papers.from-instant'](formatZoned(audience.servicesFrom, props.zone, lang)) : m['papers.nobody']}</td>
              <td class="num">{opened === undefined ? '–' : numeral(lang, opened)}</td>
            </tr>
          )
        })}
        {paper.distribution === 'PUBLIC' && paper.releasedAt !== null && <tr><th scope="row">{m['papers.public-row']}</th><td>{m['papers.everyone']}</td><td>–</td></tr>}
        {others.length > 0 && paper.distribution !== 'PUBLIC' && <tr><th scope="row" class="no">{listed(others.map((group) => m[`papers.group.${group}`]), lang)}</th><td class="no">{m['papers.nobody']}</td><td class="no">–</td></tr>}
      </tbody>
    </table>
  )
}

/** The marks a paper could have instead, for counting what each would change. */
export function otherMarks(paper: Paper, partners: readonly string[]): (Marks & { key: string })[] {
  const plain = distributions.filter((distribution) => distribution !== 'PARTNER' && distribution !== 'PUBLIC' && distribution !== paper.distribution).map((distribution) => ({ key: distribution as string, distribution, partner: paper.partner, joint: paper.joint }))
  const each = partners.filter((code) => !(paper.distribution === 'PARTNER' && paper.partner === code)).map((code) => ({ key: `PARTNER:${code}`, distribution: 'PARTNER' as const, partner: code, joint: paper.joint }))
  return [{ key: 'now', distribution: paper.distribution, partner: paper.partner, joint: paper.joint }, ...plain, ...each]
}

/** What each other distribution would do, said before it is done; and the act this actor has for it. */
export function ChangeDistribution(props: {
  c: Reply; paper: Paper; audience: Audience; marks: readonly (Marks & { key: string })[]; parties: ReadonlyMap<string, Text>; proposal: Proposal | null
  may: { narrow: boolean; widen: boolean; propose: boolean }; errors: Record<string, string>
}) {
  const { paper, may, parties, proposal } = props
  const { lang } = props.c.var
  const m = paperWords[lang]
  const total = (key: string) => props.audience.rows.filter((row) => row.key === key).reduce((sum, row) => sum + row.people, 0)
  const now = total('now')
  const word = (marks: Marks) => distributionWord(marks, parties, lang)
  const people = (n: number) => m['papers.people'](numeral(lang, n), n === 1)
  const effect = (marks: Marks & { key: string }): string => {
    const change = total(marks.key) - now
    return change > 0 ? m['papers.would-add'](word(marks), people(change)) : change < 0 ? m['papers.would-take'](word(marks), people(-change)) : m['papers.would-not'](word(marks))
  }
  const others = props.marks.filter((marks) => marks.key !== 'now')
  const open = others.filter((marks) => (widens(paper, marks) ? may.widen || may.propose : may.narrow))
  const options = [...open.map((marks) => ({ value: marks.key, label: word(marks) })), ...((may.widen || may.propose) && paper.distribution !== 'PUBLIC' ? [{ value: 'PUBLIC', label: m['papers.choice.PUBLIC'] }] : [])]
  return (
    <>
      {proposal && (
        <div class="mf-asked">
          <p>{m['papers.proposal'](word({ distribution: proposal.distribution, partner: proposal.partner, joint: paper.joint }), proposal.proposedBy)} {proposal.reason}</p>
          {may.widen && (
            <Form action={paperHref(paper, 'decide')} version={paper.version} class="mf-inline">
              <Button small name="verdict" value="accepted">{m['papers.accept']}</Button> <Button small kind="secondary" name="verdict" value="refused">{m['papers.decline']}</Button>
            </Form>
          )}
        </div>
      )}
      {options.length > 0 && (
        <Form action={paperHref(paper, 'marks')} version={paper.version}>
          <Select name="distribution" label={m['papers.change-to']} none={m['papers.choose']} options={options} error={props.errors['distribution'] ?? props.errors['partner']} />
          <ul class="mf-plain small">
            {open.map((marks) => <li>{effect(marks)}</li>)}
            {(may.widen || may.propose) && paper.distribution !== 'PUBLIC' && <li>{m['papers.would-all'](m['papers.distribution.PUBLIC'])}</li>}
          </ul>
          {(may.widen || may.propose) && <p class="small">{m['papers.no-return']}</p>}
          {may.propose && !may.widen && <TextField name="reason" label={m['papers.reason']} />}
          <Actions><Button kind="secondary" small>{may.widen || !may.propose ? m['papers.do-change'] : may.narrow ? `${m['papers.do-change']} / ${m[paper.submittedBy === null ? 'papers.ask-chair' : 'papers.ask-originator']}` : m[paper.submittedBy === null ? 'papers.ask-chair' : 'papers.ask-originator']}</Button></Actions>
        </Form>
      )}
    </>
  )
}

/** Three attributes that do not follow from each other (§1.8.3). */
export function MarksApart(props: { paper: Paper; parties: ReadonlyMap<string, Text>; lang: Lang }) {
  const { paper, lang } = props
  const m = paperWords[lang]
  return (
    <SummaryList
      small
      facts={[
        { term: m['papers.marks'], value: distributionWord(paper, props.parties, lang) },
        { term: m['papers.classified'], value: paper.classification === 'none' ? m['papers.no'] : paper.classification },
        { term: m['papers.handling'], value: paper.handling ?? m['papers.none-set'] },
        ...(paper.asOfStamp === null ? [] : [{ term: m['papers.stamp'], value: paper.asOfStamp }]),
        ...(paper.annexNumber === null ? [] : [{ term: m['papers.annex'], value: numeral(lang, paper.annexNumber) }]),
      ]}
    />
  )
}

/** The code under which a printed copy can be proven, by hand and by camera. */
export function CheckCopy(props: { c: Reply; paper: Paper }) {
  const { lang, site } = props.c.var
  const m = paperWords[lang]
  const code = props.paper.files.find((file) => file.authentic)?.checkCode ?? null
  if (code === null) return null
  const address = `${site.config.publicUrl}/check/${code}`
  return (
    <Section title={m['papers.check']} kind="plain">
      <div class="mf-checkcopy">
        <span class="qr" role="img" aria-label={m['papers.qr'](code)} dangerouslySetInnerHTML={{ __html: qrSvg(address) }} />
        <span><b class="code">{code}</b><br /><a class="govuk-link" href={`/check/${code}`}>{new URL(site.config.publicUrl).host}/check</a><br /><span class="small muted">{m['papers.check-says']}</span></span>
      </div>
    </Section>
  )
}

