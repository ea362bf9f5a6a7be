import type { Module } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { meetingHref } from '../meetings/index.ts'
import { commands } from './commands.ts'
import { demonstrate } from './demonstration.ts'
import { remindersJob } from './jobs.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { needs } from './needs.ts'
import { pages } from './pages.ts'
import { findTabFacts } from './queries.ts'
import { api } from './routes.ts'
import { worksOnLetters } from './rules.ts'

/** For those who work on letters, those to whom one was written, and all who may read a circular. */
const tabs: NonNullable<Module['tabs']> = async (c, subject) => {
  const { db, actor, now, lang } = c.var
  if (subject.kind !== 'meeting' || actor.person === null) return []
  const facts = await findTabFacts(db, { actor, now }, subject.id)
  const works = worksOnLetters(actor)
  if (!facts || (!works && facts.letters + facts.circulars === 0)) return []
  return [{ key: 'letters', href: `${meetingHref(subject.id)}/letters`, label: { en, th }[lang]['convocation.tab'], order: 20, ...(works && facts.letters > 0 ? { n: numeral(lang, facts.letters) } : {}) }]
}

export const convocation: Module = { name: 'convocation', commands, pages, needs, tabs, demonstrate, api, jobs: (settings) => [remindersJob(settings)], messages: { en, th } }
