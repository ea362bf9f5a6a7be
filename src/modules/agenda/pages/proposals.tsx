import type { Lang } from '../../../kernel/languages.ts'
import { Button, DataTable, Form, Section, Status, TextField } from '../../../ui/index.ts'
import type { Proposal } from '../schema.ts'
import { dayWord, type Names, words } from '../wording.ts'

/** What was proposed and what became of it: all for those who hold the pen, its own for a delegation. */
export function ProposalList(props: { proposals: readonly Proposal[]; pen: boolean; base: string; lang: Lang; parties: Names; zone: string }) {
  const { lang, base } = props
  const m = words[lang]
  return (
    <Section title={props.pen ? m['agenda.proposals'] : m['agenda.proposals-own']} id="proposals" count={props.proposals.length}>
      <DataTable caption={m['agenda.proposals']} rows={props.proposals} columns={[
        { head: m['agenda.paper-title'], rowHeader: true, cell: (one) => <>{one.title[lang]}<br /><span class="small muted">{m['agenda.proposal-by'](props.parties.get(one.party ?? '')?.name[lang] ?? one.party ?? '', dayWord(one.at, props.zone, lang))}</span></> },
        { head: m['agenda.f-purpose'], cell: (one) => m[`agenda.purpose.${one.purpose}`] },
        { head: m['agenda.proposal-answer'], cell: (one) => (
          <>
            <Status tone={one.status === 'open' ? 'part' : one.status === 'taken' ? 'done' : 'rejected'}>{m[`agenda.proposal-${one.status}`]}</Status>{one.answer && <p class="small">{one.answer}</p>}
            {one.status === 'open' && props.pen && (
              <>
                <p><a class="govuk-link" href={`${base}/proposals/${one.id}`}>{m['agenda.proposal-take']}<span class="vh">: {one.title[lang]}</span></a></p>
                <Form action={`${base}/proposals/${one.id}/decline`} label={`${m['agenda.proposal-decline']}: ${one.title[lang]}`}><TextField name="answer" id={`answer-${one.id}`} label={m['agenda.proposal-answer']} /><Button kind="secondary" small about={one.title[lang]}>{m['agenda.proposal-decline']}</Button></Form>
              </>
            )}
          </>
        ) },
      ]} />
    </Section>
  )
}
