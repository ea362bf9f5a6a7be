import type { ComponentChildren } from 'preact'
import type { Lang } from '../../kernel/languages.ts'
import type { SubjectNow } from '../../kernel/module.ts'
import { Status } from '../../ui/index.ts'
import { Doorway, meetingHref, type RunningMeeting } from '../meetings/index.ts'
import type { FollowedMandate } from './queries/mandates.ts'
import type { Earlier } from './queries.ts'
import { requestPieces } from './rules.ts'
import type { ItemPaper, NumberedItem } from './schema.ts'
import { distributionWord, itemNumber, leadWord, type Names, shortSymbol, turnWord, words } from './wording.ts'

/** What is asked of the meeting, its operative verbs underlined: it looks like the decision it will become. */
export function Request(props: { text: string; lang: Lang }) {
  return <p class="ag-ask">{requestPieces(props.text, props.lang).map((piece) => (piece.verb ? <mark>{piece.text}</mark> : piece.text))}</p>
}

export const markClass = (distribution: string): string => ({ LIMITED: 'dm--lim', RESTRICTED: 'dm--res', PARTNER: 'dm--par' })[distribution] ?? 'dm--gen'

export function Papers(props: { papers: readonly ItemPaper[]; meeting: string; parties: Names; lang: Lang; /** Instead of papers, where one is missing. */ fault?: ComponentChildren }) {
  const { papers, lang } = props
  const m = words[lang]
  if (papers.length === 0 && !props.fault) return null
  return (
    <ul class="pp">
      {papers.map((paper) => (
        <li>
          <a class="govuk-link sym" href={`/documents/${paper.symbol}`}>{shortSymbol(paper.symbol, props.meeting)}</a>
          <span>{paper.title[lang]}</span>
          <span class="tags">
            <span class="lang">{paper.languages.map((code) => code.toUpperCase()).join(', ')}</span>
            {paper.replaces && <span class="st st--super">{m['agenda.replaces'](shortSymbol(paper.replaces, props.meeting))}</span>}
            {paper.late && (paper.admitted ? <span class="st st--part">{m['agenda.late-admitted']}</span> : <span class="st st--late">{m['agenda.late']}</span>)}
            <span class={`dm ${markClass(paper.distribution)}`}>{distributionWord(paper, props.parties, lang)}</span>
          </span>
        </li>
      ))}
      {props.fault && <li><span class="gap">{props.fault}</span></li>}
    </ul>
  )
}

export interface AgendaListProps {
  meeting: RunningMeeting
  items: readonly NumberedItem[]
  papers: readonly ItemPaper[]
  parties: Names
  lang: Lang
  /** Items for decision that no paper asks for; only for those who can see to it. */
  bare?: ReadonlySet<string>
  /** Decisions by id, as far as this reader sees them. */
  mandates?: ReadonlyMap<string, FollowedMandate>
  earlier?: readonly (Earlier & { meetingName: string })[]
  /** Items a session is at just now. */
  now?: ReadonlyMap<string, SubjectNow>
  /** The version of the order read, for whoever may change it. */
  movable?: { version: number }
}

/** The agenda as a list: number, title, request, papers, purpose, who may enter, time and lead. */
export function AgendaList(props: AgendaListProps) {
  const { items, lang } = props
  const m = words[lang]
  const firstDay = props.meeting.startsOn
  const base = `${meetingHref(props.meeting.ref)}/agenda`
  const siblings = (item: NumberedItem) => items.filter((other) => other.parent === item.parent)
  return (
    <ol class="ag" data-behaviour={props.movable ? 'agenda' : undefined} data-held-at={m['agenda.held-at']} data-put-back={m['agenda.put-back']}>
      {items.map((item) => {
        const number = itemNumber(item.number, lang)
        const row = siblings(item)
        const papers = props.papers.filter((paper) => paper.item === item.id)
        const followed = item.mandates.flatMap((id) => props.mandates?.get(id) ?? [])
        const same = (props.earlier ?? []).filter((one) => one.of === item.id)
        const isSub = item.number.includes('.')
        const now = props.now?.get(item.id)
        return (
          <li class={[isSub && 'sub', now && 'now'].filter(Boolean).join(' ') || undefined} aria-current={now ? 'step' : undefined} id={`item-${item.id}`} data-item={item.id} data-parent={item.parent ?? ''}>
            {props.movable ? (
              <form class="mv" method="post" action={`${base}/items/${item.id}/move`}>
                <input type="hidden" name="version" value={props.movable.version} />
                <input type="hidden" name="before" value="" disabled />
                <button type="button" class="grip" aria-label={m['agenda.grip'](number)} hidden />
                <span>
                  <button name="to" value="up" aria-label={m['agenda.move-up'](number)} disabled={row[0]?.id === item.id}><Chevron up /></button>
                  <button name="to" value="down" aria-label={m['agenda.move-down'](number)} disabled={row.at(-1)?.id === item.id}><Chevron /></button>
                </span>
              </form>
            ) : <span class="mv" />}
            <span class="n num">{number}</span>
            <div>
              <h2><a href={`${base}/items/${item.id}`}>{item.title[lang]}</a></h2>
              {now && <p class="ag-now" data-live-at><span class="vh">{m['agenda.item'](number)} {item.title[lang]}: </span><Status tone="effect">{now.label}</Status> <a class="govuk-link" href={now.href}>{m['agenda.to-room']}<span class="vh">: {item.title[lang]}</span></a></p>}
              {props.movable && <p class="holding small" hidden>{m['agenda.holding']}</p>}
              {item.request && <Request text={item.request[lang]} lang={lang} />}
              {item.background && <p class="bg">{item.background[lang]}</p>}
              {(followed.length > 0 || same.length > 0) && (
                <p class="bg">
                  {followed.length > 0 && <>{m['agenda.follows']} {followed.map((mandate, index) => <>{index > 0 && ' · '}<a class="govuk-link sym" href={`/mandates/${mandate.id}`} title={mandate.title[lang]}>{mandate.symbol}</a></>)}{same.length > 0 && ' · '}</>}
                  {same.length > 0 && <>{m['agenda.same-item']}: {same.map((one, index) => <>{index > 0 && ' · '}<a class="govuk-link" href={`${meetingHref(one.meeting)}/agenda/items/${one.id}`}>{one.meetingName}</a></>)}</>}
                </p>
              )}
              {item.partner && <p class="bg">{m['agenda.partner-item'](props.parties.get(item.partner)?.name[lang] ?? item.partner)}</p>}
              {item.addedAfterAdoption && <p class="bg">{m['agenda.added-later'](item.addedAfterAdoption)}</p>}
              <Papers papers={papers} meeting={props.meeting.ref} parties={props.parties} lang={lang} fault={props.bare?.has(item.id) ? <>{m['agenda.bare-item']} <a class="govuk-link" href={`${meetingHref(props.meeting.ref)}/papers/new?item=${item.id}`}>{m['agenda.ask-for-paper']}</a></> : undefined} />
            </div>
            <div class="meta">
              <span class={`pur pur--${{ decision: 'd', information: 'i', discussion: 's' }[item.purpose]}`}>{m[`agenda.purpose.${item.purpose}`]}</span>
              {item.access && <Doorway access={item.access} lang={lang} />}
              <span class="t num">{[item.startsAt && turnWord(item.startsAt, props.meeting.run.zone, firstDay, lang), item.lead && leadWord(item.lead, props.parties, lang)].filter(Boolean).join(' · ')}</span>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

const Chevron = (props: { up?: boolean }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d={props.up ? 'M2 8l4-4 4 4' : 'M2 4l4 4 4-4'} fill="none" stroke="currentColor" stroke-width="2" /></svg>
)
