import { system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { folderStore } from '../../kernel/files.ts'
import type { Module } from '../../kernel/module.ts'
import { useSealingKey } from '../../kernel/sealing.ts'
import { addPerson, askCorrection, confirmPresent, importPeople, issueList, scanBadge, setCapacity, settleCorrection, stageImport, issueBadge, loseBadge, nameOfficer, printSheet, registerLogistics, registerPerson, reissueBadge, requestLate, returnBadge, revokeBadge, setQuota, setTerms, validateRegistration, vetBadge } from './commands.ts'
import { demonstrate } from './demonstration.ts'
import { needs } from './needs.ts'
import { pages } from './pages.ts'
import { purgeLogistics } from './queries/logistics.ts'
import { api } from './routes.ts'
import { progress, tabs } from './tabs.ts'
import { words } from './wording.ts'

/** For the permission matrix, which performs nothing. */
const noFiles = folderStore('')

export const registration: Module = {
  name: 'registration',
  api,
  pages,
  commands: [registerPerson, addPerson, registerLogistics, requestLate, validateRegistration, nameOfficer, setTerms, vetBadge, printSheet, issueBadge, loseBadge, revokeBadge, returnBadge, reissueBadge, setQuota, setCapacity, scanBadge, stageImport, importPeople, confirmPresent, issueList(noFiles), askCorrection, settleCorrection],
  messages: words,
  needs,
  tabs,
  progress,
  jobs: () => [
    {
      name: 'registration-purge',
      cron: '17 * * * *',
      run: ({ db, now }) =>
        db.transaction().execute(async (tx) => {
          for (const purged of await purgeLogistics(tx, now())) await appendAudit(tx, { at: now(), actor: system, command: 'registration.purge', type: 'series', id: purged.series, change: { people: purged.people } })
        }),
    },
  ],
  demonstrate,
  async prepare({ secret }) {
    useSealingKey(secret)
    return []
  },
}
