import { randomBytes, randomUUID } from 'node:crypto'
import { type Actor, acts, type Role } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { invalid, missing } from '../../../kernel/errors.ts'
import { queueMail } from '../../../kernel/mail.ts'
import { allow, deny } from '../../../kernel/policy.ts'
import { requireKnownPlaces, requireLater, tellAuditors } from './capacity.ts'
import { digestOf, keyPrefix } from '../identify.ts'
import { mailTo } from '../letters.ts'
import { addCapacity, countAdministrators } from '../queries/capacities.ts'
import { addInvitation, findInvitation, type Invitation, markAccepted } from '../queries/invitations.ts'
import { addPerson, closePerson, findPerson, findPersonByEmail } from '../queries/people.ts'
import { addKey, endSessions, findKey, revokeKey } from '../queries/sessions.ts'
import { type Naming, needsTwo, verdictOnClosing, verdictOnNaming } from '../rules.ts'
import { Invite, PersonId } from '../schema.ts'
import { z } from 'zod'
import { dayOf } from '../wording.ts'

export const invitationDays = 7

/** 256 bits, in letters that survive a mail. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
export const invitationAddress = (publicUrl: string, token: string): string => `${publicUrl}/invitation/${token}`
export const daysLater = (now: string, days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString()

/** Makes a single-use address and mails it. The token leaves once, in the result; only its digest is kept. */
export const invitePerson = (site: { publicUrl: string; zone: string }) =>
  defineCommand({
    name: 'person.invite',
    input: Invite,
    load: async (_context, input): Promise<Naming> => ({ person: null, role: input.role, party: input.party }),
    allow: (actor, subject) => verdictOnNaming(actor, subject, false),
    async run({ tx, now, actor }, _subject, input) {
      requireLater(input.until, now)
      await requireKnownPlaces(tx, input)
      const [id, token, expiresAt] = [randomUUID(), newSecret(), daysLater(now, invitationDays)]
      await addInvitation(tx, { ...input, id, tokenHash: digestOf(token), by: actor.person?.id ?? '', now, expiresAt })
      const address = invitationAddress(site.publicUrl, token)
      await queueMail(tx, { ...mailTo({ email: input.email, lang: input.lang }, 'invitation', { name: input.name, by: actor.person?.name ?? '', role: input.role, address, until: dayOf(expiresAt, site.zone, input.lang) }), now })
      return { id, address }
    },
    audit: (_subject, { id }, input) => ({ type: 'invitation', id, change: { email: input.email, role: input.role, body: input.body, party: input.party, area: input.area, until: input.until } }),
    specimens: (actor): Record<string, Naming> => ({
      'head of the own delegation': { person: null, role: 'HD', party: actor.capacity?.party ?? 'OWN' },
      "another party's head of delegation": { person: null, role: 'HD', party: 'ANOTHER' },
      'desk officer': { person: null, role: 'SD', party: null },
    }),
  })

interface Accepting {
  invitation: Invitation
  /** Who holds an account with the invitation's address. */
  existing: { id: string; name: string } | null
  open: boolean
}

const specimenInvitation: Invitation = { id: 'invitation', name: '', email: '', lang: 'en', role: 'DE', body: null, party: 'OWN', area: null, until: null, invitedBy: '', invitedByName: null, invitedAt: '', expiresAt: '', acceptedAt: null, withdrawnAt: null }

/**
 * Makes the account, or adds the capacity to the account that has this address already. Input: the password as its digest, so that
 * hashing, which takes its time, happens outside the transaction.
 */
export const acceptInvitation = defineCommand({
  name: 'person.accept-invitation',
  input: z.object({ token: z.string().min(20).max(200), name: z.string().trim().min(2).max(120).optional(), email: z.email().optional(), passwordHash: z.string().optional() }),
  async load({ tx, now }, { token }): Promise<Accepting> {
    const invitation = await findInvitation(tx, digestOf(token), { lock: true })
    if (!invitation) throw missing()
    const existing = invitation.email === '' ? null : await findPersonByEmail(tx, invitation.email)
    return { invitation, existing, open: isOpen(invitation, now) && (existing === null || existing.closedAt === null) }
  },
  allow(actor, { existing, open }) {
    if (!open) return deny('people.invitation-gone')
    if (existing !== null && existing.id !== actor.person?.id) return deny('people.invitation-other')
    return allow('people.invited')
  },
  async run(context, { invitation, existing }, input) {
    const { tx, now } = context
    const person = existing?.id ?? randomUUID()
    if (existing === null) {
      if (input.passwordHash === undefined) throw invalid('/password', 'people.password-short')
      // The first administrators' invitations are printed, not sent, so they carry no address.
      const email = invitation.email || (input.email ?? '')
      if (email === '') throw invalid('/email', 'people.email')
      if (invitation.email === '' && (await findPersonByEmail(tx, email))) throw invalid('/email', 'people.email-taken')
      await addPerson(tx, { id: person, name: input.name ?? invitation.name, email, lang: invitation.lang, passwordHash: input.passwordHash, now })
    }
    await markAccepted(tx, invitation.id, person, now)
    const capacity = randomUUID()
    // The installation's own invitations make the first two administrators; every later one of these roles waits for a second.
    const counts = invitation.invitedBy === 'system' || !needsTwo(invitation.role)
    const { role, body, party, area, until } = invitation
    await addCapacity(tx, { id: capacity, person, role, body, party, area, until, reason: null, from: now, by: invitation.invitedBy, now, counts })
    if (!counts) await tellAuditors(context, { id: capacity, role, name: invitation.name, what: 'requested' })
    return { person, capacity }
  },
  audit: ({ invitation }, { person, capacity }) => ({ type: 'person', id: person, change: { invitation: invitation.id, capacity, role: invitation.role, invitedBy: invitation.invitedBy } }),
  specimens: (actor) => ({
    'a new invitation': { invitation: specimenInvitation, existing: null, open: true },
    'a used or old invitation': { invitation: specimenInvitation, existing: null, open: false },
    'for the own account': { invitation: specimenInvitation, existing: actor.person, open: true },
    "for another's account": { invitation: specimenInvitation, existing: { id: 'someone', name: '' }, open: true },
  }),
})

export const isOpen = (invitation: Pick<Invitation, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>, now: string): boolean =>
  invitation.acceptedAt === null && invitation.withdrawnAt === null && invitation.expiresAt > now

/** The account ends: no sign-in, no capacity, no key. Past acts keep the name. */
export const closeAccount = defineCommand({
  name: 'person.close',
  input: PersonId,
  async load({ tx, now, actor }, { id }) {
    const person = acts(actor, 'SA') ? await findPerson(tx, id) : null
    if (!person || person.closedAt !== null) throw missing()
    const before = await countAdministrators(tx, now)
    return { person: id, lastAdministrator: before > 0 && (await countAdministrators(tx, now, { person: id })) === 0 }
  },
  allow: verdictOnClosing,
  run: ({ tx, now, actor }, { person }) => closePerson(tx, person, actor.person?.id ?? '', now),
  audit: ({ person }) => ({ type: 'person', id: person, change: { closed: true } }),
  specimens: (actor) => ({
    someone: { person: 'someone', lastAdministrator: false },
    oneself: { person: actor.person?.id ?? 'nobody', lastAdministrator: false },
    'the last administrator': { person: 'someone', lastAdministrator: true },
  }),
})

const ownSelf = (actor: Actor, person: string | null) => (actor.person === null ? deny('people.sign-in-first') : person === actor.person.id ? allow('people.own-capacity') : deny('people.not-your-capacity'))
const oneself = (actor: Actor): Record<string, { person: string | null }> => ({ oneself: { person: actor.person?.id ?? null } })

/** Ends the own sessions everywhere, or one of them. */
export const endOwnSessions = defineCommand({
  name: 'session.close-all',
  input: z.object({ only: z.string().optional() }),
  load: async ({ actor }): Promise<{ person: string | null }> => ({ person: actor.person?.id ?? null }),
  allow: (actor, { person }) => ownSelf(actor, person),
  run: ({ tx }, { person }, { only }) => endSessions(tx, person ?? '', only ?? null),
  audit: ({ person }, ended, { only }) => ({ type: 'person', id: person ?? '', change: { ended, everywhere: only === undefined } }),
  specimens: oneself,
})

/** A key for programs, in the capacity worn now. It is shown once. */
export const makeKey = defineCommand({
  name: 'key.make',
  input: z.object({ name: z.string().trim().min(2).max(80), days: z.coerce.number().int().min(1).max(365) }),
  load: async ({ actor }): Promise<{ person: string | null; capacity: string | null; role: Role | null }> => ({ person: actor.person?.id ?? null, capacity: actor.capacity?.id ?? null, role: actor.capacity?.role ?? null }),
  allow(actor, { person, capacity }) {
    const self = ownSelf(actor, person)
    return self.allowed && capacity === null ? deny('people.key-needs-hat') : self
  },
  async run({ tx, now }, { person, capacity }, { name, days }) {
    const [id, key] = [randomUUID(), `${keyPrefix}${newSecret()}`]
    await addKey(tx, { id, hash: digestOf(key), person: person ?? '', capacity: capacity ?? '', name, now, expiresAt: daysLater(now, days) })
    return { id, key }
  },
  audit: ({ capacity }, { id }, { name, days }) => ({ type: 'key', id, change: { name, days, capacity } }),
  specimens: (actor): Record<string, { person: string | null; capacity: string | null; role: Role | null }> => ({ 'with a capacity': { person: actor.person?.id ?? null, capacity: 'capacity', role: 'DE' }, 'before choosing one': { person: actor.person?.id ?? null, capacity: null, role: null } }),
})

export const endKey = defineCommand({
  name: 'key.end',
  input: z.object({ id: z.string() }),
  async load({ tx, actor }: CommandContext, { id }) {
    const key = await findKey(tx, id)
    if (!key || key.person !== actor.person?.id || key.revokedAt !== null) throw missing()
    return key
  },
  allow: (actor, key) => (key.person === actor.person?.id ? allow('people.own-key') : deny('people.not-your-key')),
  run: ({ tx, now }, key) => revokeKey(tx, key.id, now),
  audit: (key) => ({ type: 'key', id: key.id, change: { ended: true } }),
  specimens: (actor) => ({ 'own key': { id: 'key', person: actor.person?.id ?? 'nobody', revokedAt: null }, "another's key": { id: 'key', person: 'someone', revokedAt: null } }),
})
