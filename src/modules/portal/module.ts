import { router } from '../../kernel/http.ts'
import type { Module } from '../../kernel/module.ts'
import { needsOf } from '../../kernel/needs.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { aboutPages } from './pages/about.tsx'
import { areaPages } from './pages/areas.tsx'
import { componentPages } from './pages/components.tsx'
import { dataPages } from './pages/data.tsx'
import { homePages } from './pages/home.tsx'
import { mechanismPages } from './pages/mechanism.tsx'
import { meetingPages } from './pages/meeting.tsx'
import { readingPages } from './pages/reading.tsx'
import { searchPages } from './pages/search.tsx'
import { api } from './routes.ts'

const pages = router()
for (const one of [homePages, aboutPages, mechanismPages, areaPages, meetingPages, readingPages, dataPages, searchPages, componentPages]) pages.route('/', one)

/** What visitors read and what a person finds after signing in: composed of all other modules, owning no table. */
export const portal: Module = {
  name: 'portal',
  api,
  pages,
  messages: { en, th },
  nav: [
    { href: '/', key: 'portal.home', order: 10, shownTo: (actor) => actor.person === null },
    { href: '/', key: 'desk.title', order: 10, shownTo: (actor) => actor.person !== null, count: async (c) => (await needsOf(c)).length },
    { href: '/about', key: 'portal.about-nav', order: 60 },
  ],
}
