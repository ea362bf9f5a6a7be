import type { Lang } from '../kernel/languages.ts'
import {
  Actions, AsOfBar, Button, ChainList, Checkboxes, Chips, CiteBox, Columns, CountList, DataTable, DateField, Details, Disagree, Dots, Empty,
  ErrorSummary, FileField, Filter, Form, Hits, InLang, LevelGlyph, Limbs, Marks, MatrixKey, MatrixTable, NotificationBanner, PageTitle, Pagination,
  Pairs, Paper, Progress, Quote, Radios, ReviewActions, ReviewCard, ReviewFields, ReviewHead, ReviewRow, ReviewSignal, SearchForm, Section, Select,
  SideList, Statements, Status, Sub, SummaryList, SymbolCell, Tabs, TextArea, TextField, TodoList, UnitChart,
} from './index.ts'
import { GalleryPictures } from './gallery-pictures.tsx'
import { say, words } from './gallery-words.ts'

/** Every component with sample data in neutral words, in both languages one after the other. For development. */
export function GalleryPage(props: { lang: Lang }) {
  const other: Lang = props.lang === 'en' ? 'th' : 'en'
  return (
    <>
      <PageTitle title={say(props.lang, words.components)} lede={say(props.lang, words.lede)} />
      <Half lang={props.lang} />
      <div class="mf-sec" lang={other}><Half lang={other} /></div>
    </>
  )
}

function Half(props: { lang: Lang }) {
  const { lang } = props
  const s = (text: { en: string; th: string }) => say(lang, text)
  return (
    <InLang lang={lang}>
      <Section title={s(words.forms)}><Fields lang={lang} /></Section>
      <Section title={s(words.lists)}><Lists lang={lang} /></Section>
      <Section title={s(words.record)}><Record lang={lang} /></Section>
      <Section title={s(words.review)}><Review lang={lang} /></Section>
      <Section title={s(words.pictures)}><GalleryPictures lang={lang} /></Section>
    </InLang>
  )
}

function Fields(props: { lang: Lang }) {
  const s = (text: { en: string; th: string }) => say(props.lang, text)
  const id = (name: string) => `${props.lang}-${name}`
  return (
    <Columns>
      <div>
        <ErrorSummary errors={[{ field: id('date'), message: s(words.dateFault) }, { message: s(words.whole) }]} />
        <Form action="#" csrf="sample">
          <TextField id={id('name')} name="name" label={s(words.name)} value="Melaka" hint={s(words.hint)} autocomplete="name" />
          <DateField id={id('date')} name="date" label={s(words.date)} value="12/1/256" error={s(words.dateFault)} />
          <Select id={id('kind')} name="kind" label={s(words.kind)} none={s(words.choose)} options={[{ value: 'a', label: s(words.first) }, { value: 'b', label: s(words.second) }]} value="b" />
          <TextArea id={id('text')} name="text" label={s(words.text)} rows={3} value={s(words.sentence)} />
          <FileField id={id('file')} name="file" label={s(words.file)} accept=".docx,.pdf" />
          <Actions><Button>{s(words.save)}</Button><Button kind="secondary" hotkey="E">{s(words.edit)}</Button><Button kind="warning" small>{s(words.reject)}</Button><a class="govuk-link" href="#">{s(words.back)}</a></Actions>
        </Form>
      </div>
      <div>
        <NotificationBanner kind="success" text={s(words.saved)} />
        <Form action="#" csrf="sample">
          <Radios id={id('radio')} name="radio" label={s(words.kind)} value="a" options={[{ value: 'a', label: s(words.first), hint: s(words.hint) }, { value: 'b', label: s(words.second), more: <TextField id={id('why')} name="why" label={s(words.why)} /> }]} />
          <Checkboxes id={id('check')} name="check" label={s(words.kind)} small values={['b']} error={s(words.whole)} options={[{ value: 'a', label: s(words.first) }, { value: 'b', label: s(words.second) }]} />
        </Form>
        <Details summary={s(words.why)}>{s(words.sentence)}</Details>
        <p><Progress done={5} of={8} text={s(words.five)} /></p>
        <Empty title={s(words.empty)} ways={[{ href: '#', label: s(words.back) }]}>{s(words.emptyText)}</Empty>
      </div>
    </Columns>
  )
}

function Lists(props: { lang: Lang }) {
  const s = (text: { en: string; th: string }) => say(props.lang, text)
  const rows = [
    { symbol: 'A/19/1', tone: 'effect' as const, status: words.effect },
    { symbol: 'B/2/4', tone: 'none' as const, status: words.none },
    { symbol: 'C/7/3', tone: 'late' as const, status: words.late },
  ]
  return (
    <>
      <Tabs label={s(words.lists)} tabs={[{ href: '#', label: s(words.first), n: 12, current: true }, { href: '#', label: s(words.second), n: 3, short: true }]} />
      <Columns kind="side">
        <Filter title={s(words.filter)} summary={s(words.filter)} label={s(words.filter)} groups={[{ title: s(words.kind), options: [{ href: '#', label: s(words.first), n: 1204, current: true }, { href: '#', label: s(words.second), n: 16 }] }]} />
        <div>
          {props.lang === 'en' && <AsOfBar action="#" label={s(words.asOf)} button={s(words.show)} value="12 Jan 2026" example="19th A" links={[{ href: '#', label: 'CSV' }, { href: '#', label: 'Excel' }]} />}
          <Chips total={s(words.five)} chips={[{ label: s(words.first), href: '#' }]} clearHref="#" />
          <DataTable
            caption={`${s(words.lists)} (${props.lang})`}
            rows={rows}
            columns={[
              { head: s(words.symbol), class: 'nowrap', noLabel: true, cell: (row) => <SymbolCell level={row.tone === 'none' ? 3 : 2} symbol={row.symbol} href="#" sub={s(words.day)} /> },
              { head: s(words.text), rowHeader: true, sort: { href: '#', now: 'descending' }, cell: () => <>{s(words.sentence)} <Disagree href="#">{s(words.disagree)}</Disagree></> },
              { head: s(words.due), cell: () => <>{s(words.day)}<Sub>{s(words.hint)}</Sub></> },
              { head: s(words.status), noLabel: true, cell: (row) => <Status tone={row.tone}>{s(row.status)}</Status> },
            ]}
          />
          <Pagination page={3} pages={12} href={(page) => `?page=${page}`}>{s(words.range)}</Pagination>
        </div>
      </Columns>
      <Columns kind="two-one" class="mf-sec">
        <TodoList title={s(words.today)} items={[{ when: s(words.late), whenSub: s(words.day), late: true, what: s(words.sentence), href: '#', why: s(words.hint), verb: s(words.edit) }]} />
        <aside class="rail" aria-label={`${s(words.today)} (${props.lang})`}><SideList title={s(words.filter)} items={[{ label: s(words.first), href: '#', value: 6 }, { label: s(words.second), value: 'T−60' }]} /></aside>
      </Columns>
      <Columns class="mf-sec">
        <Hits items={[{ title: s(words.sentence), href: '#', over: s(words.day), excerpt: <>{s(words.hint)} <mark>{s(words.name)}</mark></> }]} />
        <div><CountList items={[{ href: '#', label: s(words.first), n: 9 }, { href: '#', label: s(words.second), n: 12 }]} /><Pairs items={[{ label: s(words.name), href: '#', text: s(words.hint) }]} /></div>
      </Columns>
      <SearchForm id={`q-${props.lang}`} action="#" label={s(words.search)} button={s(words.search)} />
    </>
  )
}

function Record(props: { lang: Lang }) {
  const s = (text: { en: string; th: string }) => say(props.lang, text)
  return (
    <>
      <Marks end={<Dots links={[{ href: '#', label: s(words.first) }, { href: '#', label: s(words.second), current: true }]} />}>
        <LevelGlyph level={1}>{s(words.top)}</LevelGlyph><LevelGlyph level={2}>{s(words.upper)}</LevelGlyph><LevelGlyph level={3}>{s(words.middle)}</LevelGlyph><LevelGlyph level={4}>{s(words.lower)}</LevelGlyph>
        <Status tone="done">{s(words.done)}</Status><Status tone="continuing">{s(words.continuing)}</Status><Status tone="part">{s(words.part)}</Status><Status tone="up">{s(words.up)}</Status>
        <Status tone="superseded">{s(words.superseded)}</Status><Status tone="rejected">{s(words.reject)}</Status><Status tone="example">{s(words.example)}</Status>
      </Marks>
      <Columns kind="record">
        <div class="q"><Quote level={2} paragraphs={[[s(words.quoteA), { text: s(words.verb), as: 'verb' }, s(words.quoteB), { text: s(words.soft), as: 'soft' }]]} source={s(words.hint)} /></div>
        <div class="f"><SummaryList facts={[{ term: s(words.name), value: 'Melaka' }, { term: s(words.due), value: <b>{s(words.day)}</b>, sub: s(words.hint) }]} /></div>
        <div class="r">
          <Limbs items={[{ key: 'a', text: s(words.sentence), status: { tone: 'done', word: s(words.done) } }]} />
          <Statements items={[{ kind: 'said', when: s(words.day), iso: '2026-01-12', text: s(words.sentence), by: s(words.hint), status: { tone: 'done', word: s(words.done) } }, { kind: 'none', when: s(words.today), text: s(words.emptyText), by: s(words.hint) }]} />
        </div>
      </Columns>
      <ChainList nodes={[{ when: s(words.year), level: 1, who: s(words.top), title: s(words.sentence), href: '#', children: [{ when: s(words.year), who: s(words.upper), title: s(words.sentence), here: true, children: [{ when: s(words.year), level: 3, who: s(words.middle), title: s(words.sentence), broken: true, why: s(words.emptyText) }] }] }]} />
      <UnitChart
        caption={s(words.record)}
        heads={[s(words.name), s(words.text), s(words.status)]}
        rows={[{ name: s(words.first), sub: s(words.day), units: [{ tone: 'effect', name: s(words.effect), href: '#' }, { tone: 'up', name: s(words.up), href: '#' }, { tone: 'part', name: s(words.part), href: '#' }, { tone: 'none', name: s(words.none), href: '#' }, { tone: 'superseded', name: s(words.superseded), href: '#' }], words: s(words.five) }]}
        legend={[{ tone: 'effect', label: s(words.effect) }, { tone: 'none', label: s(words.none) }]}
      />
      <MatrixKey entries={[{ kind: 'self', label: s(words.self) }, { kind: 'others', label: s(words.others) }, { kind: 'none', label: s(words.none) }, { kind: 'late', label: s(words.late) }, { kind: 'na', label: s(words.na) }]} />
      <MatrixTable
        caption={`${s(words.record)} (${props.lang})`}
        corner={s(words.name)}
        columns={[{ head: s(words.first), href: '#', sub: s(words.day) }, { head: s(words.second) }]}
        rows={[
          { head: 'Melaka', cells: [{ kind: 'self', value: s(words.done), sub: s(words.day), provenance: { title: s(words.sentence), facts: [{ term: s(words.name), value: s(words.hint) }], links: [{ href: '#', label: s(words.back) }] } }, { kind: 'na', value: s(words.na) }] },
          { head: 'Siem Reap', cells: [{ kind: 'others', value: s(words.done), href: '#' }, { kind: 'none', value: s(words.none) }] },
        ]}
        foot={{ head: s(words.status), cells: [s(words.five), '–'] }}
      />
      <Paper over={s(words.name)} title={s(words.sentence)} lede={s(words.five)} code={{ short: 'F26-3RN8', address: 'example.org/check' }} facts={[s(words.hint), s(words.day)]} alert={s(words.emptyText)} foot={[s(words.hint), s(words.range)]}>
        <DataTable caption={`${s(words.due)} (${props.lang})`} noStack rows={[1, 2]} columns={[{ head: s(words.text), rowHeader: true, cell: () => <><b>{s(words.verb)}</b> {s(words.sentence)}<Sub>{s(words.hint)}</Sub></> }, { head: s(words.due), cell: () => s(words.day) }, { head: s(words.status), cell: () => <Status tone="part">{s(words.part)}</Status> }]} />
      </Paper>
      <CiteBox label={s(words.symbol)} address="example.org/a/19/1?asOf=2026-01-12" note={s(words.hint)} links={[{ href: '#', label: s(words.first) }, { href: '#', label: s(words.second) }]} />
    </>
  )
}

function Review(props: { lang: Lang }) {
  const s = (text: { en: string; th: string }) => say(props.lang, text)
  const id = (name: string) => `${props.lang}-rv-${name}`
  return (
    <>
      <ReviewHead text={s(words.text)} decides={s(words.record)} />
      <ReviewRow number={6} text={[s(words.quoteA), { text: s(words.verb), as: 'now' }, s(words.quoteB), { text: s(words.soft), as: 'soft' }]} current>
        <ReviewCard heading={3} state="open" mark="1" title={s(words.sentence)} of={s(words.five)}>
          <Form action="#" csrf="sample" class="">
            <ReviewFields>
              <Select id={id('kind')} name="kind" label={s(words.kind)} options={[{ value: 'a', label: s(words.first) }]} />
              <TextField id={id('due')} name="due" label={s(words.due)} />
              <TextField id={id('who')} name="who" label={s(words.name)} value="Melaka" />
            </ReviewFields>
            <ReviewActions><Button small hotkey="A">{s(words.save)}</Button><Button small kind="secondary" hotkey="R">{s(words.reject)}</Button></ReviewActions>
          </Form>
        </ReviewCard>
        <ReviewCard heading={3} state="accepted" mark="2" title={s(words.sentence)} facts={[{ term: s(words.kind), value: s(words.first) }, { term: s(words.due), value: s(words.day) }]} note={<Status tone="done">{s(words.done)}</Status>} />
        <ReviewCard heading={3} state="rejected" title={s(words.sentence)} note={<Status tone="rejected">{s(words.reject)}</Status>} />
      </ReviewRow>
      <ReviewRow number={7} text={[s(words.sentence)]}><ReviewSignal>{s(words.emptyText)}</ReviewSignal></ReviewRow>
    </>
  )
}
