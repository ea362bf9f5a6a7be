import type { Reply } from '../../../kernel/http.ts'
import { acts } from '../../../kernel/actor.ts'
import type { Text } from '../../../kernel/languages.ts'
import { Actions, Button, Details, Form, Hidden, Section, Select, TextField } from '../../../ui/index.ts'
import { meetingHref, partyOf, type RunningMeeting } from '../../meetings/index.ts'
import type { Refused } from './paper.tsx'
import { languageWord, paperWords, seriesWord } from '../paper-wording.ts'
import type { LockedPaper, NamedReader } from '../queries/acts.ts'
import { canAddFile, canAdmit, canDescribe, canForward, canName, canRecall, canRegister, canWithdraw, mayName, mayTrySubmitting, originates } from '../rules/papers.ts'
import { paperHref } from '../rules/symbol.ts'
import { UploadField } from './upload-field.tsx'

const languages = ['en', 'th', 'vi', 'id', 'ms', 'km', 'lo', 'my', 'zh', 'ja', 'ko', 'fil', 'tet', 'pt', 'fr'] as const
export const languageOptions = (lang: 'en' | 'th') => languages.map((code) => ({ value: code as string, label: languageWord(code, lang) }))

/** What the forms choose from. */
export interface ActChoices {
  /** The symbol it would get now. */
  toCome: string | null
  items: readonly { id: string; title: Text }[]
  nameable: readonly { person: string; name: string; role: string; party: string }[]
}

/** Forms for what this person may do to this paper now, and no others. */
export function PaperActs(props: { c: Reply; paper: LockedPaper; choices: ActChoices; meeting: RunningMeeting | null; named: readonly NamedReader[]; errors: Record<string, string>; refused: Refused | undefined }) {
  const { c, paper, named } = props
  const { actor, lang } = c.var
  const m = paperWords[lang]
  const at = (act: string) => paperHref(paper, act)
  const faults = (act: string) => (props.refused?.act === act ? props.errors : {})
  const typed = (act: string, field: string) => (props.refused?.act === act ? props.refused.typed[field] : undefined)
  const withReason = (act: 'refuse' | 'withdraw' | 'recall', why: string) => (
    <Form action={at(act)} version={paper.version}>
      {why !== '' && <p class="small">{why}</p>}
      <TextField name="reason" id={`${act}-reason`} label={m['papers.reason']} value={typed(act, 'reason')} error={faults(act)['reason']} />
      <Actions><Button kind="secondary" small>{m[`papers.do.${act}`]}</Button></Actions>
    </Form>
  )
  const stands = paper.status === 'SUBMITTED' || paper.status === 'REGISTERED'
  const forward = canForward(actor, paper).allowed
  const admit = paper.late && paper.admittedAt === null && stands && canAdmit(actor, paper).allowed
  const register = canRegister(actor, paper).allowed
  const names = paper.status === 'REGISTERED' && paper.distribution === 'RESTRICTED' && mayName(actor, paper)
  const change = paper.status === 'REGISTERED' && props.meeting !== null && mayTrySubmitting(actor) && (acts(actor, 'SD', 'CH') || originates(actor, paper))
  const withdraw = canWithdraw(actor, paper).allowed
  const recall = paper.status === 'REGISTERED' && paper.recalledAt === null && canRecall(actor, paper).allowed
  const describe = stands && canDescribe(actor, paper).allowed
  const addFile = canAddFile(actor, paper, acts(actor, 'SD')).allowed
  if (![forward, admit, register, names, change, withdraw, recall, describe, addFile].some(Boolean)) return null
  return (
    <Section title={m['papers.acts']} id="acts">
      {admit && <><h3 class="govuk-heading-s">{m['papers.head.admit']}</h3><p class="small">{m['papers.admit-why']}</p><Form action={at('admit')} version={paper.version}><Actions><Button small>{m['papers.do.admit']}</Button></Actions></Form></>}
      {forward && <><h3 class="govuk-heading-s">{m['papers.head.forward']}</h3><Form action={at('forward')} version={paper.version}><Actions><Button small>{m['papers.do.forward']}</Button></Actions></Form></>}
      {register && (
        <>
          <h3 class="govuk-heading-s">{m['papers.head.register']}</h3>
          <Form action={at('register')} version={paper.version}>
            {props.choices.toCome !== null && <Hidden name="expected" value={props.choices.toCome} />}
            <Actions><Button small>{props.choices.toCome === null ? m['papers.do.register'] : m['papers.do.register-as'](props.choices.toCome)}</Button></Actions>
          </Form>
          {withReason('refuse', '')}
        </>
      )}
      {addFile && (
        <Details summary={m['papers.add-file']} open={paper.files.length === 0 || props.refused?.act === 'add-file'}>
          <Form action={at('add-file')} version={paper.version} files>
            <Select name="lang" id="file-lang" label={m['papers.file-language']} options={languageOptions(lang)} value={typed('add-file', 'lang') ?? (paper.files.length === 0 ? paper.authenticLang : 'th')} error={faults('add-file')['lang']} />
            <UploadField c={c} meeting={paper.meeting} name="file" label={m['papers.file']} error={faults('add-file')['file'] ?? faults('add-file')['upload']} />
            <Actions><Button small>{m['papers.file-keep']}</Button></Actions>
          </Form>
        </Details>
      )}
      {change && (
        <p><a class="govuk-link" href={`${meetingHref(paper.meeting)}/papers/new?${new URLSearchParams({ modifies: paper.symbol ?? '', series: paper.series })}`}>{m['papers.head.change']}</a> <span class="muted small">{seriesWord(paper.series, lang, 'one')}</span></p>
      )}
      {describe && (
        <Details summary={m['papers.head.describe']} open={props.refused?.act === 'describe'}>
          <Form action={at('describe')} version={paper.version}>
            <TextField name="asOfStamp" label={m['papers.stamp']} value={typed('describe', 'asOfStamp') ?? paper.asOfStamp ?? ''} error={faults('describe')['asOfStamp']} />
            <TextField name="annexNumber" label={m['papers.annex']} inputmode="numeric" width={4} value={typed('describe', 'annexNumber') ?? (paper.annexNumber === null ? '' : String(paper.annexNumber))} error={faults('describe')['annexNumber']} />
            <TextField name="classification" label={m['papers.classified']} value={typed('describe', 'classification') ?? (paper.classification === 'none' ? '' : paper.classification)} error={faults('describe')['classification']} />
            <TextField name="handling" label={m['papers.handling']} value={typed('describe', 'handling') ?? paper.handling ?? ''} error={faults('describe')['handling']} />
            <Select name="item" label={m['papers.under-item']} none={m['papers.without-item']} options={props.choices.items.map((item) => ({ value: item.id, label: item.title[lang] }))} value={typed('describe', 'item') ?? paper.item?.id} error={faults('describe')['item']} />
            <Actions><Button kind="secondary" small>{m['papers.do.describe']}</Button></Actions>
          </Form>
        </Details>
      )}
      {names && (
        <Details summary={m['papers.head.name']} open={props.refused?.act === 'name'}>
          {named.filter((reader) => canName(actor, { ...paper, named: { party: reader.party, role: reader.role ?? '' } }).allowed).map((reader) => (
            <Form action={at('end-naming')} version={paper.version} class="mf-inline"><Hidden name="admission" value={reader.id} /><span>{reader.name ?? reader.party}</span> <Button small kind="secondary" about={reader.name ?? ''}>{m['papers.do.end']}</Button></Form>
          ))}
          <Form action={at('name')} version={paper.version}>
            <Select name="person" label={m['papers.person']} none={m['papers.choose']} options={props.choices.nameable.filter((person) => originates(actor, paper) || (person.party === partyOf(actor) && person.role === 'DE')).map((person) => ({ value: person.person, label: `${person.name}, ${c.var.site.say(lang, `role.${person.role}`)}, ${person.party}` }))} value={typed('name', 'person')} error={faults('name')['person']} />
            <TextField name="reason" id="name-reason" label={m['papers.reason']} value={typed('name', 'reason')} />
            <Actions><Button kind="secondary" small>{m['papers.do.name']}</Button></Actions>
          </Form>
        </Details>
      )}
      {withdraw && <Details summary={m['papers.head.withdraw']} open={props.refused?.act === 'withdraw'}>{withReason('withdraw', m['papers.withdraw-why'])}</Details>}
      {recall && <Details summary={m['papers.head.recall']} open={props.refused?.act === 'recall'}>{withReason('recall', m['papers.recall-why'])}</Details>}
    </Section>
  )
}
