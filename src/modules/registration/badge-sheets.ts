import { formatRange } from '../../kernel/calendar.ts'
import { qrSquares } from '../../kernel/qr.ts'
import { drawsAll, renderPdf } from '../../kernel/typst.ts'
import { numeral } from '../../ui/index.ts'
import { type AccessClass, answerOf, type Category, type Rights, rightToAttend } from '../meetings/index.ts'
import template from './badges.typ?raw'
import type { Gathering } from './queries.ts'
import { badgeLetters, codeShown } from './rules.ts'
import { mayEnter } from './rules/door.ts'
import type { BadgeCategory, Registrant } from './schema.ts'
import { fullName, type Speaker } from './wording.ts'

const colours: Record<BadgeCategory, string> = {
  head: 'jade', delegate: 'jade', adviser: 'jade', observer: 'turmeric', partner: 'indigo', organisation: 'indigo', secretariat: 'ink', host: 'turmeric', interpreter: 'plum', technical: 'plum', security: 'ink', media: 'turmeric', liaison: 'turmeric', guest: 'plum',
}
const rooms = ['CEREMONY', 'OPEN', 'CLOSED', 'CONSULTATION', 'RETREAT'] as const

/** The kinds of rooms that this badge opens at one of the person's meetings at least; the door itself asks again, each time. */
export function roomsOf(person: Registrant, categories: ReadonlyMap<string, Category>, rights: Rights): (typeof rooms)[number][] {
  const badge = { state: 'issued' as const, kind: person.kind, party: person.party, admitted: false, assigned: false }
  const places = person.roles.map(({ meeting, role }) => ({ role, category: categories.get(meeting) ?? null }))
  const enters = (access: AccessClass) =>
    (places.length === 0 ? [{ role: null, category: null }] : places).some((place) => {
      if (access === 'CONSULTATION' && person.kind === 'delegation' && place.category !== null && place.category !== 'member') return ['yes', 'own'].includes(answerOf(rights, rightToAttend[access], place.category)) && place.role !== 'media' && place.role !== 'security'
      return mayEnter({ access, partner: null, consultation: true, opensAt: '', closesAt: '', state: 'open', overlays: null, capacity: null }, { ...badge, ...place }, rights).answer === 'in'
    })
  return rooms.filter(enters)
}

const perSheet = 4

/** The sheets as PDF. A name that the letters of the program cannot draw is left out and said so: no boxes in its stead (names stand in Latin first). */
export function badgeSheets(people: readonly Registrant[], context: { gathering: Gathering; speaker: Speaker; rights: Rights; categories: ReadonlyMap<string, ReadonlyMap<string, Category>>; publicUrl: string }): Uint8Array {
  const { gathering, speaker, rights, publicUrl } = context
  const { m, lang } = speaker
  const days = formatRange(gathering.startsOn, gathering.endsOn, lang)
  const badges = people.flatMap((person) => {
    const { badge } = person
    if (badge === null) return []
    const latin = [person.badgeName, fullName(person)].find(drawsAll) ?? ''
    const drawn = person.nativeName !== '' && drawsAll(person.nativeName)
    const consults = roomsOf(person, context.categories.get(person.party ?? '') ?? new Map(), rights)
    return [{
      over: gathering.name[lang], days, category: m[`registration.category.${badge.category}`], pin: badge.category === 'head' ? m['badge.pin'] : '', letter: badgeLetters[badge.category], colour: colours[badge.category],
      party: speaker.belongs(person), name: latin, native: drawn && person.nativeName !== latin ? person.nativeName : '', post: person.post, agency: person.agency,
      note: latin === '' || (person.nativeName !== '' && !drawn) ? m['badge.not-drawn'] : '',
      doors: person.kind === 'services' ? [{ kind: 'CONSULTATION', word: m['badge.as-assigned'] }] : consults.map((kind) => ({ kind, word: kind === 'CONSULTATION' && badge.category === 'partner' ? m['badge.own-consultation'] : m[`badge.door.${kind}`] })),
      qr: qrSquares(`${publicUrl}/door?code=${badge.code}`), code: codeShown(badge.code), alt: m['badge.qr'](codeShown(badge.code)),
    }]
  })
  const total = Math.max(1, Math.ceil(badges.length / perSheet))
  const sheets = Array.from({ length: total }, (_, index) => ({ number: m['badge.sheet'](numeral(lang, index + 1), numeral(lang, total)), badges: badges.slice(index * perSheet, (index + 1) * perSheet) }))
  return renderPdf(template, () => ({ lang, title: m['badge.title'](gathering.name[lang]), foot: gathering.origin === 'demonstration' ? m['badge.example'] : '', sheets }), [10])
}
