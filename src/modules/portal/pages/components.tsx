import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import {
  AsOfBar, Button, ChainList, Chips, CiteBox, Columns, DataTable, DateField, Details, Disagree, Dots, Empty, ErrorSummary, Filter, LevelGlyph, NotificationBanner, PageTitle, Pagination, Progress, Quote, SearchForm, Section,
  Select, SideList, Statements, Status, SummaryList, Tabs, TextArea, TextField, TodoList, type Tone, UnitChart,
} from '../../../ui/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'

export const componentPages = router()

const tones: Tone[] = ['effect', 'done', 'continuing', 'part', 'up', 'late', 'none', 'superseded', 'rejected', 'example', 'plain']

/** Every component once, for those who build pages. Development only: a visitor gets 404. */
componentPages.get('/dev/components', (c) => {
  if (!c.var.site.config.development) throw missing()
  const { lang } = c.var
  const m = { en, th }[lang]
  return page(
    c,
    { title: m['dev.title'] },
    <>
      <PageTitle title={m['dev.title']} lede="src/ui, as pages use them" tools={<Dots links={[{ href: '#forms', label: 'Forms' }, { href: '#record', label: 'Record' }]} />} />
      <Section title="Status and level" kind="first">
        <p>{tones.map((tone) => <><Status tone={tone}>{tone}</Status> </>)}</p>
        <p>{([1, 2, 3, 4] as const).map((level) => <><LevelGlyph level={level}>Level {level}</LevelGlyph> </>)}</p>
        <p><Disagree href="#record">Sources disagree: 21 or 22 September</Disagree></p>
      </Section>
      <Section title="Notices">
        <NotificationBanner kind="success" text="Filed as AMMTC/7/DEC.7" />
        <NotificationBanner kind="info" text="Nothing has “launderng”. Shown is what has “laundering”." />
        <ErrorSummary errors={[{ field: 'dev-date', message: 'Which year is meant?' }]} />
        <Details summary="Why can I see this?">It is public.</Details>
        <Empty title="Nothing found" ways={[{ href: '/mandates', label: 'All decisions' }]}>This says what the record holds.</Empty>
        <Progress done={6} of={11} text="6 of 11" />
      </Section>
      <Section title="Lists and filters">
        <Tabs label="Sister pages" tabs={[{ href: '#', label: 'All', n: 46, current: true }, { href: '#', label: 'Short', n: 2, short: true }]} />
        <AsOfBar action="#" label="Record as of" button="Show" example="19th AMMTC" links={[{ href: '#', label: 'CSV' }]} />
        <Chips total="46 decisions" chips={[{ label: 'Ministers', href: '#' }]} clearHref="#" />
        <Columns kind="side">
          <Filter title="Filter" summary="Filter the list" label="Filters" groups={[{ title: 'Class', options: [{ href: '#', label: 'C5', n: 12, current: true }, { href: '#', label: 'C6', n: 20 }] }]} />
          <div>
            <TodoList title="Late and today" items={[{ when: '2 days late', whenSub: 'since 10 Jan', late: true, what: 'Settle three proposed decisions', href: '#', why: '5 of 8 settled.', verb: 'Review' }]} />
            <SideList title="Waiting for others" items={[{ label: 'Comments', href: '#', value: '6 of 11' }]} />
          </div>
        </Columns>
        <Pagination page={2} pages={9} href={(n) => `#${n}`}>16 to 30 of 130</Pagination>
      </Section>
      <Section title="Tables">
        <DataTable caption="Decisions" columns={[{ head: 'Symbol', rowHeader: true, cell: (row) => row.symbol }, { head: 'Title', cell: (row) => row.title, class: 'wide' }]} rows={[{ symbol: 'AMMTC/7/DEC.7', title: 'Report on the drug work plan' }]} />
        <UnitChart caption="What became of it" heads={['Meeting', 'Decisions', 'In short']} rows={[{ name: '19th AMMTC', sub: 'Melaka', units: [{ tone: 'effect', name: 'In effect' }, { tone: 'up', name: 'Sent up' }, { tone: 'none', name: 'No report found' }], words: '1 in effect, 1 sent up, 1 without a report' }]} legend={[{ tone: 'effect', label: 'In effect' }]} />
      </Section>
      <Section title="Record" id="record">
        <Quote level={2} paragraphs={[['The Ministers ', { text: 'tasked', as: 'verb' }, ' the SOMTC to report, ', { text: 'as appropriate', as: 'soft' }, '.']]} source="Digest" />
        <SummaryList facts={[{ term: 'Due', value: 'Before the next SOMTC', sub: 'No date can be worked out' }]} />
        <Statements items={[{ kind: 'said', when: '10 Sep 2025', iso: '2025-09-10', status: { tone: 'part', word: 'In progress' }, text: 'Under way.', by: 'As reported by Cambodia' }, { kind: 'none', when: '2024', text: 'Looked, nothing found.', by: 'The desk' }]} />
        <ChainList nodes={[{ when: '1995', level: 1, who: 'SUMMIT', title: 'Step up the effort', href: '#', children: [{ when: '1997', level: 2, who: 'AMMTC', title: 'Meet every two years', here: true, broken: true, why: 'inferred' }] }]} />
        <CiteBox label="Cite this page" address="https://mufakat.example/mandates/AMMTC-7-DEC.7" note="The address stays." links={[{ href: '#', label: 'JSON' }]} />
      </Section>
      <Section title="Forms" id="forms">
        <form action="#" method="get">
          <TextField name="dev-text" label="Title" hint="In the words of the text" />
          <TextArea name="dev-area" label="Progress" />
          <DateField name="dev-date" label="Due" error="Which year is meant?" />
          <Select name="dev-select" label="Class" options={[{ value: 'C5', label: 'C5' }]} />
          <Button>Save</Button>
        </form>
        <SearchForm action="#" label="Search" button="Search" id="dev-q" />
      </Section>
    </>,
  )
})
