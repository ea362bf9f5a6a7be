import type { Reply } from '../../../kernel/http.ts'
import type { Text } from '../../../kernel/languages.ts'
import { Actions, Button, ErrorSummary, Form, Radios, Select, TextArea, TextField } from '../../../ui/index.ts'
import { listParties, membersAt } from '../../mechanism/index.ts'
import { accessWord, listSessions, type RunningMeeting } from '../../meetings/index.ts'
import { listItems, listSameAsChoices } from '../queries.ts'
import { leads, purposes, topics } from '../schema.ts'
import { itemNumber, leadWord, turnWord, words } from '../wording.ts'
import { readerOf } from '../reading.ts'

/** What was typed, name by name, so that a refused form comes back as it was. */
export type Typed = Record<string, string>

export const typedOf = (form: FormData): Typed => Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

const words2 = (typed: Typed, name: string): Text | null => {
  const [en = '', th = ''] = [typed[`${name}.en`]?.trim(), typed[`${name}.th`]?.trim()]
  return en === '' && th === '' ? null : { en, th }
}

/** `AMMTC/19/DEC.1` as typed becomes the name it has in the register's addresses. */
const mandateIds = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean).map((symbol) => symbol.replaceAll('/', '-')))]

export function proposalFields(typed: Typed) {
  return {
    title: words2(typed, 'title') ?? { en: '', th: '' }, purpose: typed['purpose'] ?? '', background: words2(typed, 'background'), request: words2(typed, 'request'),
    mandates: mandateIds(typed['mandates'] ?? ''), minutes: typed['minutes']?.trim() ? Number(typed['minutes'].trim()) : null,
  }
}
export function itemFields(typed: Typed) {
  const or = (name: string) => typed[name]?.trim() || null
  return { ...proposalFields(typed), parent: or('parent'), lead: or('lead'), session: or('session'), sameAs: or('sameAs'), topic: or('topic') }
}

export const typedFrom = (item: { title: Text; purpose: string; background: Text | null; request: Text | null; mandates: readonly string[]; minutes: number | null; parent?: string | null; lead?: string | null; session?: string | null; sameAs?: string | null; topic?: string | null }, symbols: ReadonlyMap<string, { symbol: string }>): Typed => ({
  'title.en': item.title.en, 'title.th': item.title.th, purpose: item.purpose, 'background.en': item.background?.en ?? '', 'background.th': item.background?.th ?? '', 'request.en': item.request?.en ?? '', 'request.th': item.request?.th ?? '',
  mandates: item.mandates.map((id) => symbols.get(id)?.symbol ?? id).join('\n'), minutes: item.minutes === null ? '' : String(item.minutes), parent: item.parent ?? '', lead: item.lead ?? '', session: item.session ?? '', sameAs: item.sameAs ?? '', topic: item.topic ?? '',
})

interface FormProps {
  c: Reply
  meeting: RunningMeeting
  action: string
  back: string
  typed: Typed
  errors: Record<string, string>
  /** Of the item that is changed, which cannot be under itself. */
  item?: string
  version?: number
  /** Where nobody objecting must be recorded. */
  noObjection?: boolean
  /** The short form of a proposal: where it goes is not the proposer's. */
  short?: boolean
}

export async function itemForm(props: FormProps) {
  const { c, meeting, typed, errors } = props
  const { db, lang } = c.var
  const m = words[lang]
  const reader = readerOf(c)
  const [sessions, items, parties, earlier] = props.short ? [[], [], [], []] : await Promise.all([listSessions(db, reader, meeting.ref), listItems(db, reader, meeting.ref), listParties(db), listSameAsChoices(db, reader, meeting)])
  const byCode = new Map(parties.map((party) => [party.code, party]))
  const leadOptions = [...leads, ...membersAt(parties, c.var.today).map((party) => party.code)].map((code) => ({ value: code, label: leadWord(code, byCode, lang) }))
  if (typed['lead'] && !leadOptions.some((option) => option.value === typed['lead'])) leadOptions.push({ value: typed['lead'], label: leadWord(typed['lead'], byCode, lang) })
  const both = (name: 'title' | 'request' | 'background', rows: number, hint?: string) => (['en', 'th'] as const).map((language) => {
    const field = `${name}.${language}`
    const common = { name: field, label: m[`agenda.f-${name}-${language}`], value: typed[field], error: errors[field] ?? (language === 'en' ? errors[name] : undefined), hint: language === 'en' ? hint : undefined }
    return rows === 1 ? <TextField {...common} /> : <TextArea {...common} rows={rows} lang={language} />
  })
  const summary = Object.entries(errors).map(([field, message]) => ({ field: field.replace(/^fields\./, ''), message }))
  return (
    <>
      {summary.length > 0 && <ErrorSummary errors={summary} />}
      <Form action={props.action} version={props.version}>
        {both('title', 1)}
        <Radios name="purpose" label={m['agenda.f-purpose']} inline options={purposes.map((purpose) => ({ value: purpose, label: m[`agenda.purpose.${purpose}`] }))} value={typed['purpose'] || 'discussion'} error={errors['purpose']} />
        {both('request', 3, m['agenda.f-request-hint'])}
        {both('background', 3)}
        <TextArea name="mandates" label={m['agenda.f-mandates']} hint={m['agenda.f-mandates-hint']} rows={2} value={typed['mandates']} error={errors['mandates']} />
        <TextField name="minutes" label={m['agenda.f-minutes']} hint={m['agenda.f-minutes-hint']} width={4} inputmode="numeric" value={typed['minutes']} error={errors['minutes']} />
        {!props.short && (
          <>
            <Select name="session" label={m['agenda.f-session']} none={m['agenda.f-no-session']} options={sessions.map((session) => ({ value: session.id, label: `${session.title[lang]} (${accessWord(session.access, lang)}, ${turnWord(session.startsAt, meeting.run.zone, meeting.startsOn, lang)})` }))} value={typed['session']} error={errors['session']} />
            <Select name="parent" label={m['agenda.f-parent']} none={m['agenda.f-parent-none']} options={items.filter((item) => item.parent === null && item.id !== props.item).map((item) => ({ value: item.id, label: `${itemNumber(item.number, lang)} ${item.title[lang]}` }))} value={typed['parent']} error={errors['parent']} />
            <Select name="lead" label={m['agenda.f-lead']} none={m['agenda.f-lead-none']} options={leadOptions} value={typed['lead']} error={errors['lead']} />
            <Select name="topic" label={m['agenda.f-topic']} none={m['agenda.f-topic-none']} options={topics.map((topic) => ({ value: topic, label: m[`agenda.topic.${topic}`] }))} value={typed['topic']} error={errors['topic']} />
            {earlier.length > 0 && <Select name="sameAs" label={m['agenda.f-same']} none={m['agenda.f-same-none']} options={earlier.map((one) => ({ value: one.id, label: `${one.meeting}: ${one.title[lang]}` }))} value={typed['sameAs']} error={errors['sameAs']} />}
          </>
        )}
        {(props.noObjection || errors['noObjection']) && <TextArea name="noObjection" label={m['agenda.f-no-objection']} hint={m['agenda.f-no-objection-hint']} rows={2} value={typed['noObjection']} error={errors['noObjection']} />}
        <Actions><Button>{m['agenda.save']}</Button><a class="govuk-link" href={props.back}>{m['agenda.cancel']}</a></Actions>
      </Form>
    </>
  )
}
