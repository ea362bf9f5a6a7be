import { formatInstant } from '../../../kernel/calendar.ts'
import { perform } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Button, DataTable, numeral } from '../../../ui/index.ts'
import { type Category, listRights, meetingPage } from '../../meetings/index.ts'
import { badgeSheets } from '../badge-sheets.ts'
import { printSheet } from '../commands.ts'
import { listBatches } from '../queries/badges.ts'
import { listCategories, listRegistrants } from '../queries.ts'
import { canBadge } from '../rules.ts'
import { delegationOrder, byName } from '../wording.ts'
import { flashOf } from './desk.tsx'
import { Act, type Desk, deskOf } from './frame.tsx'

export const badgePages = router()

async function hostDesk(c: Reply): Promise<Desk> {
  const desk = await deskOf(c)
  requireAllowed(canBadge(c.var.actor, desk.gathering))
  return desk
}

badgePages.get('/meetings/:body/:session/registration/badges', async (c) => {
  const desk = await hostDesk(c)
  const { gathering, speaker, at } = desk
  const { m, lang } = speaker
  const [people, batches] = await Promise.all([listRegistrants(c.var.db, gathering, c.var.now), listBatches(c.var.db, gathering.id)])
  const waiting = people.filter((person) => person.badge?.state === 'vetted').length
  return meetingPage(c, desk.meeting, { tab: 'registration', title: m['registration.print-badges'], flash: flashOf(c, speaker), breadcrumbs: [{ label: m['registration.desk'], href: at }, { label: m['registration.print-badges'] }] }, (
    <>
      <p class="mf-say">{waiting === 0 ? m['badge.none-waits'] : m['registration.say-print'](numeral(lang, waiting), waiting)}</p>
      {waiting > 0 && <Act action={`${at}/badges`}><Button>{m['badge.print-all']}</Button></Act>}
      <p class="small muted">{m['badge.print-note']}</p>
      {batches.length > 0 && <DataTable caption={m['badge.batches']} showCaption measure rows={batches} columns={[
        { head: m['badge.made'], rowHeader: true, cell: (batch) => <a class="govuk-link" href={`${at}/badges/${batch.batch}.pdf`} data-turbo="false">{formatInstant(batch.at, gathering.zone, lang)}</a> },
        { head: m['badge.how-many'], cell: (batch) => numeral(lang, batch.n) },
      ]} />}
    </>
  ))
})

badgePages.post('/meetings/:body/:session/registration/badges', async (c) => {
  const desk = await hostDesk(c)
  await perform(printSheet, { db: c.var.db, actor: c.var.actor, now: c.var.now, input: { series: desk.gathering.id, participants: null } })
  return c.redirect(`${desk.at}/badges?did=print`, 303)
})

/** The sheets of one batch. What was revoked or handed out since is no longer on them. */
badgePages.get('/meetings/:body/:session/registration/badges/:file', async (c) => {
  const desk = await hostDesk(c)
  const { gathering, speaker } = desk
  const [, batch] = /^([\w-]{1,60})\.pdf$/.exec(c.req.param('file') ?? '') ?? []
  if (batch === undefined) throw missing()
  const [people, rights, places] = await Promise.all([listRegistrants(c.var.db, gathering, c.var.now, { batch }), listRights(c.var.db, c.var.today), listCategories(c.var.db, gathering.id)])
  const order = delegationOrder(speaker.parties)
  const name = byName(speaker.lang)
  const printed = people.filter((person) => person.badge?.state === 'printed').sort((a, b) => order(a, b) || name(a, b))
  if (printed.length === 0) throw missing()
  const categories = new Map<string, Map<string, Category>>()
  for (const place of places) categories.set(place.party, (categories.get(place.party) ?? new Map<string, Category>()).set(place.meeting, place.category as Category))
  const pdf = badgeSheets(printed, { gathering, speaker, rights, categories, publicUrl: c.var.site.config.publicUrl })
  return c.body(pdf as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="badges-${gathering.id}.pdf"`, 'cache-control': 'private, no-store' })
})
