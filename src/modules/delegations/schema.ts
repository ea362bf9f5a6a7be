import { z } from 'zod'
import { Citations, PartialDate, Since, Text } from '../../kernel/record.ts'
import { BodyCode, PartyCode, Slug } from '../mechanism/index.ts'

/** For what somebody is designated (practice §4.1). */
export const functions = ['head', 'alternate', 'focal-point', 'lead-shepherd', 'group-chair'] as const
export type Function = (typeof functions)[number]

/** A post; chosen each time; a person until revoked. */
export const modes = ['EX_OFFICIO', 'AD_HOC', 'PERSONAL'] as const
export type Mode = (typeof modes)[number]

/** What the designated may do in the name of the party. */
export const powers = ['speak', 'agree-ad-referendum', 'adopt', 'sign'] as const
export type Power = (typeof powers)[number]

/** `vacant` and `absent` are said, never concluded: a post whose holder no source names is not vacant. */
export const incumbencyKinds = ['substantive', 'acting', 'vacant', 'absent'] as const
export type IncumbencyKind = (typeof incumbencyKinds)[number]

/** Roles within a delegation (practice §4.2), in the order of lists. */
export const delegationRoles = ['head', 'alternate', 'delegate', 'adviser', 'expert', 'note-taker', 'interpreter', 'security', 'media', 'liaison'] as const
export type DelegationRole = (typeof delegationRoles)[number]

export const signatoryOffices = ['head-of-state', 'head-of-government', 'foreign-minister', 'competent-minister', 'other'] as const
export type SignatoryOffice = (typeof signatoryOffices)[number]

const PostRow = z.strictObject({ kind: z.literal('post'), id: Slug, party: PartyCode, name: Text, sources: Citations })

const DesignationRow = z
  .strictObject({
    kind: z.literal('designation'),
    id: Slug, party: PartyCode, body: BodyCode, function: z.enum(functions), mode: z.enum(modes),
    post: Slug.nullable().default(null),
    person: Text.nullable().default(null),
    choice: z.strictObject({ what: Text, by: Text }).nullable().default(null),
    proposer: Text.nullable().default(null), approver: Text.nullable().default(null), approverPerson: Text.nullable().default(null), approverCapacity: Text.nullable().default(null),
    instrument: Text.nullable().default(null), powers: z.array(z.enum(powers)).default([]),
    from: Since, until: Since.nullable().default(null), supersedes: Slug.nullable().default(null), note: Text.nullable().default(null), sources: Citations,
  })
  .refine((row) => (row.mode === 'EX_OFFICIO') === (row.post !== null), { message: 'ex officio names a post, and only that', path: ['post'] })
  .refine((row) => (row.mode === 'PERSONAL') === (row.person !== null), { message: 'a personal designation names a person, and only that', path: ['person'] })
  .refine((row) => (row.mode === 'AD_HOC') === (row.choice !== null), { message: 'a designation from time to time says who chooses among whom, and only that', path: ['choice'] })

const IncumbencyRow = z
  .strictObject({
    kind: z.literal('incumbency'), id: Slug, post: Slug, as: z.enum(incumbencyKinds), person: Text.nullable().default(null), from: PartialDate.nullable().default(null), until: PartialDate.nullable().default(null), note: Text.nullable().default(null), sources: Citations,
  })
  .refine((row) => (row.as === 'substantive' || row.as === 'acting') === (row.person !== null), { message: 'who holds a post or acts in it has a name; a vacant post has none', path: ['person'] })

const KnownHeadRow = z.strictObject({
  kind: z.literal('known-head'), id: Slug, party: PartyCode, body: BodyCode, meeting: z.string().nullable().default(null), on: PartialDate, was: z.enum(['headed', 'chaired']).default('headed'),
  post: Text, person: Text.nullable().default(null), mode: z.enum(modes).nullable().default(null), approver: Text.nullable().default(null), approverCapacity: Text.nullable().default(null), note: Text.nullable().default(null), sources: Citations,
})

export const DesignationFile = z.array(z.union([PostRow, DesignationRow, IncumbencyRow, KnownHeadRow]))
export type DesignationFileRow = z.infer<typeof DesignationFile>[number]
