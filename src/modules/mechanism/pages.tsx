import { formatDay, formatNumber } from '../../kernel/calendar.ts'
import { router } from '../../kernel/http.ts'
import { page } from '../../kernel/page.tsx'
import { AsOfBar, DataTable, Empty, PageTitle, Section, Sub } from '../../ui/index.ts'
import { readAsOf } from './as-of.ts'
import { DayChoices } from './choices.tsx'
import { bySource, SourceFold } from './citing.tsx'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { listParties, listSources, type Party } from './queries.ts'
import { categoriesAt, inEnglishOrder, membersAt } from './rules.ts'
import { mechanismWord, periodWord } from './wording.ts'

export const pages = router()

pages.get('/members', async (c) => {
  const { db, lang, today } = c.var
  const m = { en, th }[lang]
  const asOf = readAsOf(c.req.query('asOf'), today, lang)
  const day = asOf.day ?? today
  const [parties, sourceList] = await Promise.all([listParties(db), listSources(db)])
  const sources = bySource(sourceList)
  const members = membersAt(parties, day)
  const others = inEnglishOrder(parties).filter((party) => categoriesAt(party, day).some(({ category }) => category !== 'member'))
  const changed = parties.filter((party) => party.categories.length > 1)
  const categoryOrder = ['observer', 'dialogue-partner', 'sectoral-partner', 'development-partner', 'organisation', 'sister-body']
  const byCategory = categoryOrder.map((category) => ({ category, parties: others.filter((party) => categoriesAt(party, day).some((held) => held.category === category)) })).filter((group) => group.parties.length > 0)
  const name = (party: Party) => <><a class="govuk-link" href={`/delegations/${party.code}`}>{party.name[lang]}</a>{lang === 'th' && <Sub><span lang="en">{party.name.en}</span></Sub>}</>
  const when = (party: Party, category: string) => {
    const held = categoriesAt(party, day).find((candidate) => candidate.category === category)
    return <>{periodWord(held?.from ?? null, held?.until ?? null, lang)}{held?.note && <Sub>{held.note[lang]}</Sub>}</>
  }
  return page(
    c,
    { title: m['members.title'], current: '/members', status: asOf.error === null ? 200 : 422 },
    <>
      <PageTitle title={m['members.title']} lede={members.length > 0 ? m['members.lede'](formatNumber(members.length, lang), formatDay(day, lang)) : undefined} />
      <AsOfBar action="/members" label={m['members.as-of']} button={m['members.show']} value={asOf.value || formatDay(day, lang, 'short')} error={asOf.error ?? undefined} hint={lang === 'th' ? 'เช่น ๒๖ ตุลาคม ๒๕๖๘' : undefined} />
      <DayChoices path="/members" asOf={asOf} />
      <Section title={m['members.of']} count={members.length}>
        {members.length === 0 ? <Empty title={m['members.none-then']} /> : (
          <DataTable
            caption={m['members.of']}
            columns={[
              { head: m['members.country'], rowHeader: true, cell: name },
              { head: m['members.code'], class: 'sym', cell: (party) => party.code },
              { head: m['members.when'], cell: (party) => when(party, 'member') },
              { head: m['mechanism.sources'], cell: (party) => <SourceFold of={party.name[lang]} citations={categoriesAt(party, day).find(({ category }) => category === 'member')?.citations ?? []} sources={sources} /> },
            ]}
            rows={members}
            rowId={(party) => party.code}
          />
        )}
      </Section>
      {changed.map((party) => (
        <Section title={`${party.name[lang]}: ${m['members.history']}`} lede={m['members.history-lede'](party.name[lang])}>
          <DataTable
            caption={party.name[lang]}
            measure
            columns={[
              { head: m['members.category'], rowHeader: true, cell: (held) => mechanismWord(lang, `category.${held.category}`) },
              { head: m['members.when'], cell: (held) => <>{periodWord(held.from, held.until, lang)}{held.note && <Sub>{held.note[lang]}</Sub>}</> },
              { head: m['mechanism.sources'], cell: (held) => <SourceFold of={party.name[lang]} citations={held.citations} sources={sources} /> },
            ]}
            rows={party.categories}
          />
        </Section>
      ))}
      {byCategory.length > 0 && (
        <Section title={m['members.partners']} lede={m['members.partners-lede']}>
          {byCategory.map((group) => (
            <DataTable
              caption={mechanismWord(lang, `category.${group.category}`)}
              showCaption
              columns={[
                { head: m['members.country'], rowHeader: true, cell: name },
                { head: m['members.code'], class: 'sym', cell: (party) => party.code },
                { head: m['members.when'], cell: (party) => when(party, group.category) },
                { head: m['mechanism.sources'], cell: (party) => <SourceFold of={party.name[lang]} citations={categoriesAt(party, day).find(({ category }) => category === group.category)?.citations ?? []} sources={sources} /> },
              ]}
              rows={group.parties}
              rowId={(party) => (members.includes(party) ? undefined : party.code)}
            />
          ))}
        </Section>
      )}
    </>,
  )
})
