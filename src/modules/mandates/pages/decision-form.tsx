import type { Reply } from '../../../kernel/http.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { Details, type Option, Radios, Select, TextArea, TextField } from '../../../ui/index.ts'
import { wordsOfActs } from '../messages/acts.ts'
import { findBody, readAddressees, readDue, saysNone } from '../reading.ts'
import type { Candidate } from '../queries/acts.ts'
import { type Addressee, classes, type Due, effectKinds, MandateClass, modifiers } from '../schema.ts'
import type { DecisionFields } from '../schema/acts.ts'
import type { Speaker } from '../wording.ts'

export type Ask = { christian: string; buddhist: string }

/** What a form said: the decision as far as it can be read, what cannot, and every field as it was typed. */
export interface DecisionRead {
  fields: DecisionFields
  faults: Fault[]
  asks: Record<string, Ask>
  typed: Record<string, string>
}

/** Choice "as it stands": more than one modifier or effect, or one with particulars, that a single choice cannot say. */
const asIs = 'as-is'

export const addresseesText = (fields: Pick<DecisionFields, 'addressees' | 'nobodyNamed'>, speaker: Speaker): string =>
  fields.nobodyNamed ? wordsOfActs[speaker.lang]['follow-up.none-stated'] : fields.addressees.map((who: Addressee) => speaker.addressee(who)).join('; ')

export const dueText = (fields: Pick<DecisionFields, 'due' | 'dueWords'>, speaker: Speaker): string => (fields.due === null ? fields.dueWords : dueOf(fields.due, speaker))
const dueOf = (due: Due, speaker: Speaker): string => speaker.dueRule(due) ?? wordsOfActs[speaker.lang]['follow-up.none-stated']

const oneModifier = (fields: DecisionFields): string => (fields.modifiers.length > 1 ? asIs : (fields.modifiers[0] ?? ''))
const oneEffect = (fields: DecisionFields): string => (fields.effects.length > 1 || Object.keys(fields.effects[0] ?? {}).length > 1 ? asIs : (fields.effects[0]?.kind ?? ''))

/** Reads a sent form over what stood before: a field that was not touched keeps its exact value, not what its wording would be read as. */
export function readDecision(form: FormData, base: DecisionFields, context: { speaker: Speaker; decidedOn: string; today: string }): DecisionRead {
  const { speaker } = context
  const { directory } = speaker
  const faults: Fault[] = []
  const asks: Record<string, Ask> = {}
  const typed: Record<string, string> = {}
  for (const [name, value] of form.entries()) if (typeof value === 'string') typed[name] = value
  const said = (name: string) => (typed[name] === undefined ? undefined : typed[name].replaceAll('\r\n', '\n').trim())
  const fields: DecisionFields = { ...base }
  for (const name of ['title', 'titleTranslation', 'quote', 'translation', 'action'] as const) fields[name] = said(name) ?? base[name]
  const verbs = said('verbs')
  if (verbs !== undefined) fields.verbs = verbs.split(/[,;]/).map((verb) => verb.trim().toLowerCase()).filter((verb) => verb !== '')
  const klass = said('class')
  if (klass !== undefined) fields.class = MandateClass.safeParse(klass).data ?? null
  const modifier = said('modifier')
  if (modifier !== undefined && modifier !== asIs) fields.modifiers = modifiers.filter((each) => each === modifier)
  const effect = said('effect')
  if (effect !== undefined && effect !== asIs && effect !== oneEffect(base)) fields.effects = effectKinds.filter((kind) => kind === effect).map((kind) => ({ kind }))
  const area = said('area')
  if (area !== undefined && area !== asIs) fields.areas = area === '' ? [] : [area]
  const addressees = said('addressees')
  if (addressees !== undefined && addressees !== addresseesText(base, speaker)) {
    fields.nobodyNamed = saysNone(addressees)
    fields.addressees = readAddressees(addressees, directory)
  }
  const due = said('due.era') || said('due')
  if (due !== undefined && due !== dueText(base, speaker)) {
    fields.dueWords = due
    if (due === '') fields.due = null
    else {
      const read = readDue(due, directory, context.decidedOn, context.today)
      if ('due' in read) fields.due = read.due
      else {
        fields.due = null
        faults.push({ path: '/due', code: read.code, ...(read.params ? { params: read.params } : {}) })
        if (read.ask) asks['due'] = read.ask
      }
    }
  }
  const reportsTo = said('reportsTo')
  if (reportsTo !== undefined) {
    fields.reportsTo = reportsTo === '' || saysNone(reportsTo) ? null : findBody(reportsTo, directory)
    if (reportsTo !== '' && !saysNone(reportsTo) && fields.reportsTo === null) faults.push({ path: '/reportsTo', code: 'follow-up.nobody-called', params: { name: reportsTo } })
  }
  const parent = said('parent')
  if (parent !== undefined) fields.parent = parent === '' ? null : parent
  return { fields, faults, asks, typed }
}

interface FieldsProps {
  c: Reply
  speaker: Speaker
  fields: DecisionFields
  /** Before every id, where several forms stand on one page. */
  prefix: string
  errors: Record<string, string>
  asks: Record<string, Ask>
  typed: Record<string, string>
  parents: readonly Candidate[]
  language: 'en' | 'th'
}

/** Class, modifier, due, asked of, reports to, effect: what a reviewer looks at, in the order of the eye. */
export function DecisionChoices(props: FieldsProps) {
  const { speaker, fields, errors, typed } = props
  const m = speaker.m
  const w = wordsOfActs[speaker.lang]
  const of = (name: string) => ({ name, id: `${props.prefix}${name}`, error: errors[name] })
  const many = { value: asIs, label: w['extraction.as-is'] }
  const verb = fields.verbs[0]
  return (
    <>
      <Select {...of('class')} label={verb ? w['extraction.class-from'](verb) : m['mandate.class']} none={fields.class === null ? w['follow-up.choose'] : undefined} value={typed['class'] ?? fields.class ?? ''} options={classes.map((code) => ({ value: code, label: `${m[`mandate.class.${code}`]} (${code})` }))} />
      <Select {...of('modifier')} label={w['extraction.modifier']} none={w['follow-up.none']} value={typed['modifier'] ?? oneModifier(fields)} options={[...(oneModifier(fields) === asIs ? [{ ...many, label: fields.modifiers.map((one) => m[`mandate.modifier.${one}`]).join(', ') }] : []), ...modifiers.map((one) => ({ value: one, label: m[`mandate.modifier.${one}`] }))]} />
      <div>
        <TextField {...of('due')} label={w['extraction.due']} value={typed['due'] ?? dueText(fields, speaker)} autocomplete="off" />
        {props.asks['due'] && <EraChoice prefix={props.prefix} name="due" ask={props.asks['due']} speaker={speaker} />}
      </div>
      <TextField {...of('addressees')} label={w['extraction.asked-of']} value={typed['addressees'] ?? addresseesText(fields, speaker)} autocomplete="off" />
      <TextField {...of('reportsTo')} label={w['extraction.reports-to']} value={typed['reportsTo'] ?? (fields.reportsTo === null ? '' : speaker.bodyName(fields.reportsTo))} placeholder={w['follow-up.none-stated']} autocomplete="off" />
      <Select {...of('effect')} label={w['extraction.effect']} none={w['follow-up.none']} value={typed['effect'] ?? oneEffect(fields)} options={[...(oneEffect(fields) === asIs ? [{ ...many, label: fields.effects.map((one) => { const said = speaker.effect(one); return said.of === '' ? said.kind : `${said.kind}: ${said.of}` }).join('; ') }] : []), ...effectKinds.map((kind) => ({ value: kind, label: m[`mandate.effect.${kind}`] }))]} />
      <div class="wide"><Select {...of('parent')} label={w['extraction.comes-from']} none={props.parents.length === 0 ? w['extraction.no-parent-found'] : w['extraction.no-parent']} value={typed['parent'] ?? fields.parent ?? ''} options={parentOptions(props.parents, fields.parent, speaker)} /></div>
    </>
  )
}

/** The words: title, the text itself, its translation, the area. */
export function DecisionWords(props: FieldsProps & { open?: boolean }) {
  const { speaker, fields, errors, typed } = props
  const w = wordsOfActs[speaker.lang]
  const of = (name: string) => ({ name, id: `${props.prefix}${name}`, error: errors[name] })
  const other = props.language === 'en' ? 'th' : 'en'
  const content = (
    <>
      <TextField {...of('title')} label={w['extraction.title-field'](w[`follow-up.in-${props.language}`])} value={typed['title'] ?? fields.title} />
      <TextField {...of('titleTranslation')} label={w['extraction.title-field'](w[`follow-up.in-${other}`])} value={typed['titleTranslation'] ?? fields.titleTranslation} hint={w['extraction.translation-hint']} />
      <TextArea {...of('quote')} label={w['extraction.quote']} value={typed['quote'] ?? fields.quote} rows={4} lang={props.language} />
      <TextArea {...of('translation')} label={w['extraction.translation'](w[`follow-up.in-${other}`])} value={typed['translation'] ?? fields.translation} rows={3} lang={other} />
      <TextField {...of('verbs')} label={w['extraction.verbs']} value={typed['verbs'] ?? fields.verbs.join(', ')} width={20} />
      <Select {...of('area')} label={w['extraction.area']} none={w['follow-up.none']} value={typed['area'] ?? (fields.areas.length > 1 ? asIs : (fields.areas[0] ?? ''))} options={[...(fields.areas.length > 1 ? [{ value: asIs, label: fields.areas.map(speaker.areaName).join(', ') }] : []), ...areaOptions(speaker)]} />
    </>
  )
  return props.open ? content : <Details summary={w['extraction.words']} open={['title', 'quote', 'verbs', 'areas'].some((name) => errors[name])}>{content}</Details>
}

/** "2569" may be of either era: both readings, to choose from. */
export function EraChoice(props: { prefix?: string; name: string; ask: Ask; speaker: Speaker }) {
  const w = wordsOfActs[props.speaker.lang]
  const day = (iso: string) => props.speaker.day(iso.replace(/ C\.E\.$/, ''))
  return (
    <Radios
      name={`${props.name}.era`}
      id={`${props.prefix ?? ''}${props.name}-era`}
      label={w['follow-up.which-era-legend']}
      small
      options={[
        { value: props.ask.buddhist, label: w['follow-up.era-buddhist'](day(props.ask.buddhist)) },
        { value: props.ask.christian, label: w['follow-up.era-christian'](day(props.ask.christian)) },
      ]}
    />
  )
}

export const areaOptions = (speaker: Speaker): Option[] => [...speaker.directory.areas.values()].map((area) => ({ value: area.slug, label: area.name[speaker.lang] }))

function parentOptions(parents: readonly Candidate[], chosen: string | null, speaker: Speaker): Option[] {
  const options = parents.map((each) => ({ value: each.id, label: `${each.symbol} · ${each.title[speaker.lang]} (${speaker.year(each.date)})` }))
  return chosen !== null && !options.some((option) => option.value === chosen) ? [{ value: chosen, label: chosen }, ...options] : options
}
