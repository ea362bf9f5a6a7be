import { addDays, instantInZone, readDay } from '../../../kernel/calendar.ts'
import type { Role } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { DateField, Select } from '../../../ui/index.ts'
import { rolesNamedBy } from '../rules.ts'
import { type Places, words } from '../wording.ts'

/** The fields that say which capacity: role, where it is held, and its last day. A party's own administrator sees only what is his to give. */
export function CapacityFields({ c, places, typed, errors }: { c: Reply; places: Places; typed: Record<string, string>; errors: Record<string, string> }) {
  const { lang, site, actor } = c.var
  const m = words[lang]
  const roles = rolesNamedBy(actor)
  const all = actor.capacity?.role === 'SA'
  const own = actor.capacity?.party
  const named = (names: Places['parties']) => [...names].map(([value, name]) => ({ value, label: name[lang] }))
  return (
    <>
      <Select name="role" label={m.role} hint={all ? m.roleHintTwo : undefined} options={roles.map((role: Role) => ({ value: role, label: site.say(lang, `role.${role}`) }))} value={typed['role']} {...(all ? { none: m.chooseRole } : {})} error={errors['role']} />
      <Select name="party" label={m.party} options={all ? named(places.parties) : named(places.parties).filter((party) => party.value === own)} {...(all ? { none: m.none } : {})} value={typed['party']} error={errors['party']} />
      {all && <Select name="body" label={m.body} options={named(places.bodies)} none={m.none} value={typed['body']} error={errors['body']} />}
      {roles.includes('LS') && <Select name="area" label={m.area} options={named(places.areas)} none={m.none} value={typed['area']} error={errors['area']} />}
      <DateField name="until" label={m.until} hint={m.untilHint} value={typed['until']} error={errors['until']} />
    </>
  )
}

/** The instant a typed last day is over, in the mechanism's zone; null when nothing was typed. A year that may be of either era is asked about. */
export function endOfTyped(c: Reply, typed: string | undefined): string | null {
  if (!typed?.trim()) return null
  const read = readDay(typed, { today: c.var.today })
  const day = 'date' in read && /^\d{4}-\d{2}-\d{2}$/.test(read.date) ? read.date : null
  if (day === null) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/until', code: 'people.until-unclear' }] })
  return instantInZone(addDays(day, 1), '00:00', c.var.site.config.zone)
}
