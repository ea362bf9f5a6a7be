import { formatDay, readDay } from '../../../kernel/calendar.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { Checkboxes, DateField, FileField, Select, TextArea, TextField } from '../../../ui/index.ts'
import { largestPhoto, readPhoto } from '../photo.ts'
import { diets, type Identity, type Logistics, passportTypes, type Registrant, sexes, visaNeeds } from '../schema.ts'
import type { Speaker } from '../wording.ts'

interface Fields {
  typed: Record<string, string>
  errors: Record<string, string>
  speaker: Speaker
}

/** Who the person is and what the badge says. */
export function IdentityFields({ typed, errors, speaker, late }: Fields & { late: boolean }) {
  const { m } = speaker
  const text = (name: keyof Identity, more: { hint?: string; width?: 10 | 20 | 30 } = {}) => <TextField name={name} label={m[`registration.field.${name}` as 'registration.field.post']} value={typed[name]} error={errors[name]} autocomplete="off" {...more} />
  return (
    <>
      {text('honorific', { hint: m['registration.field.honorific-hint'], width: 20 })}
      {text('givenName', { width: 30 })}
      {text('familyName', { width: 30 })}
      {text('badgeName', { hint: m['registration.field.badgeName-hint'], width: 30 })}
      {text('nativeName', { hint: m['registration.field.nativeName-hint'], width: 30 })}
      <Select name="sex" label={m['registration.field.sex']} none={m['registration.choose']} options={sexes.map((value) => ({ value, label: m[`registration.sex.${value}`] }))} value={typed['sex']} error={errors['sex']} />
      {text('nationality', { width: 20 })}
      {text('post')}
      {text('agency')}
      {text('language', { hint: m['registration.field.language-hint'], width: 20 })}
      {text('accompanies', { hint: m['registration.field.accompanies-hint'] })}
      {text('equipment', { hint: m['registration.field.equipment-hint'] })}
      <FileField name="photo" label={m['registration.field.photo']} hint={m['registration.field.photo-hint']} accept="image/jpeg,image/png" error={errors['photo']} />
      <Checkboxes name="consent" label={m['registration.field.consent']} hint={m['registration.field.consent-hint']} options={[{ value: 'yes', label: m['registration.field.consent-yes'] }]} values={typed['consent'] === 'yes' ? ['yes'] : []} />
      {late && <TextArea name="lateRequest" label={m['registration.field.lateRequest']} hint={m['registration.field.lateRequest-hint']} value={typed['lateRequest']} error={errors['lateRequest']} rows={4} />}
    </>
  )
}

export function LogisticsFields({ typed, errors, speaker }: Fields) {
  const { m } = speaker
  const label = (name: keyof Logistics) => m[`registration.field.${name}` as 'registration.field.post']
  const text = (name: keyof Logistics, width?: 4 | 5 | 10 | 20 | 30) => <TextField name={name} label={label(name)} value={typed[name]} error={errors[name]} autocomplete="off" width={width} />
  const day = (name: keyof Logistics) => <DateField name={name} label={label(name)} value={typed[name]} error={errors[name]} />
  const choice = (name: keyof Logistics, options: readonly { value: string; label: string }[]) => <Select name={name} label={label(name)} none={m['registration.not-said']} options={options} value={typed[name]} error={errors[name]} />
  const group = (title: string, fields: preact.ComponentChildren) => <fieldset class="govuk-fieldset mf-fieldgroup"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{title}</legend>{fields}</fieldset>
  return (
    <>
      {group(m['registration.passport'], <>{choice('passportType', passportTypes.map((value) => ({ value, label: m[`registration.passport.${value}`] })))}{text('passportNumber', 20)}{day('passportExpiry')}</>)}
      {group(m['registration.arrival'], <>{text('arrivalFlight', 10)}{day('arrivalOn')}{text('arrivalAt', 5)}{text('arrivalAirport', 20)}</>)}
      {group(m['registration.departure'], <>{text('departureFlight', 10)}{day('departureOn')}{text('departureAt', 5)}{text('departureAirport', 20)}</>)}
      {group(m['registration.stay'], <>{text('hotel')}{text('room', 20)}{choice('visa', visaNeeds.map((value) => ({ value, label: m[`registration.visa.${value}`] })))}{text('visaPlace')}</>)}
      {group(m['registration.care'], <>{choice('diet', diets.map((value) => ({ value, label: m[`registration.diet.${value}`] })))}{text('allergy')}{text('medical')}{text('emergency')}</>)}
      {group(m['registration.security'], <>{text('vehicle')}{text('firearms')}{text('radio')}</>)}
    </>
  )
}

const dayFields = ['passportExpiry', 'arrivalOn', 'departureOn'] as const

/** What is kept, as the form of this language writes it. */
export const typedLogistics = (logistics: Logistics, speaker: Speaker): Record<string, string> =>
  Object.fromEntries(Object.entries(logistics).map(([name, value]) => [name, value !== '' && (dayFields as readonly string[]).includes(name) ? formatDay(value, speaker.lang) : value]))

export function logisticsOf(typed: Record<string, string>, fields: readonly (keyof Logistics)[], today: string): { logistics: Record<string, string>; faults: Fault[] } {
  const faults: Fault[] = []
  const logistics = Object.fromEntries(fields.map((name) => {
    const value = (typed[name] ?? '').trim()
    if (!(dayFields as readonly string[]).includes(name) || value === '') return [name, /At$/.test(name) ? value.replace('.', ':').replace(/^(\d):/, '0$1:') : value]
    const read = readDay(value, { today })
    // A passport expires and a flight leaves in our time: a year of the twenty-sixth century is Buddhist.
    if ('date' in read && read.date.length === 10) return [name, read.date]
    if ('ask' in read && read.ask.buddhist.length === 10) return [name, read.ask.buddhist]
    faults.push({ path: `/${name}`, code: 'registration.day' })
    return [name, '']
  }))
  return { logistics, faults }
}

export const typedIdentity = (person: Registrant): Record<string, string> => ({
  honorific: person.honorific, givenName: person.givenName, familyName: person.familyName, badgeName: person.badgeName, nativeName: person.nativeName, post: person.post, agency: person.agency,
  sex: person.registered?.sex ?? '', nationality: person.registered?.nationality ?? '', language: person.registered?.language ?? '', accompanies: person.registered?.accompanies ?? '', equipment: person.registered?.equipment ?? '',
  consent: person.registered?.consent ? 'yes' : '', lateRequest: person.registered?.lateRequest ?? '',
})

export const identityOf = (typed: Record<string, string>): Record<string, unknown> => ({
  honorific: typed['honorific'] ?? '', givenName: typed['givenName'] ?? '', familyName: typed['familyName'] ?? '', badgeName: typed['badgeName']?.trim() || `${typed['givenName'] ?? ''} ${typed['familyName'] ?? ''}`.trim(), nativeName: typed['nativeName'] ?? '',
  sex: typed['sex'] ?? '', nationality: typed['nationality'] ?? '', post: typed['post'] ?? '', agency: typed['agency'] ?? '', language: typed['language'] ?? '', accompanies: typed['accompanies'] ?? '', equipment: typed['equipment'] ?? '', consent: typed['consent'] === 'yes',
})

/** The photo of the form, read before anything is written; stored under the name of its bytes. */
export async function photoOf(c: Reply): Promise<{ sha256: string; type: 'image/jpeg' | 'image/png' } | null> {
  const file = (await c.req.formData()).get('photo')
  if (!(file instanceof File) || file.size === 0) return null
  if (file.size > largestPhoto) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/photo', code: 'registration.photo-large', params: { size: Math.ceil(file.size / 1024 / 1024) } }] })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const read = readPhoto(bytes)
  if ('fault' in read) throw new AppError('invalid', 'input.invalid', { faults: [read.fault] })
  const name = read.type === 'image/png' ? 'photo.png' : 'photo.jpg'
  const sha256 = await c.var.db.transaction().execute((tx) => c.var.files.put(tx, { name, type: read.type, bytes, now: c.var.now }))
  return { sha256, type: read.type }
}

/** Faults without the form's group before the field: `/identity/post` stands beside `post`. */
export const flat = (faults: readonly Fault[]): Fault[] => faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/(identity|logistics)/, '') }))

