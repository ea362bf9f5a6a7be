import type { Actor } from '../../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { type Lang, listed } from '../../../kernel/languages.ts'
import type { Site } from '../../../kernel/module.ts'
import type { Verdict } from '../../../kernel/policy.ts'
import { kindOfMedia } from '../../../kernel/sniff.ts'
import { Button, type Children, DataTable, Form, Hidden, numeral, Scroll, Status, Sub, TextField, type Tone } from '../../../ui/index.ts'
import { paperHref } from '../../documents/index.ts'
import type { MandateSummary } from '../../mandates/index.ts'
import { markingInWords } from '../../people/index.ts'
import type { Activity } from '../queries.ts'
import type { Proof, Step } from '../queries/evidence.ts'
import type { Merged } from '../queries/merge.ts'
import type { Round, Said } from '../queries/reports.ts'
import { inDollars, mayBecome, totals } from '../rules.ts'
import { canVerify, type Concerned } from '../rules/acts.ts'
import type { ActivityStatus } from '../schema.ts'
import { money, words } from '../wording.ts'

interface Told {
  lang: Lang
  site: Site
  zone: string
  partyName: (code: string) => string
}

const symbol = /[A-Z]+(?:\+\d)?\/\d+(?:\/[A-Z]+\.\d+)/

/** Ids of the decisions that steps name, for links to those the reader may see. */
export const mandatesNamed = (steps: readonly Pick<Step, 'decision'>[]): string[] => steps.flatMap((step) => symbol.exec(step.decision ?? '')?.[0].replaceAll('/', '-') ?? [])

const toneOfStep: Partial<Record<ActivityStatus, Tone>> = { COM: 'done', REC: 'continuing', ONG: 'part', FUN: 'part', COV: 'superseded', SUP: 'superseded', CAN: 'rejected', REJ: 'rejected', WDN: 'rejected' }

interface Entry {
  at: string
  kind: 'said' | 'inferred' | 'none'
  when: string
  word?: { tone: Tone; word: string } | undefined
  content: Children
}

/** In the order of time: each step with who recorded it, each report with whose words it is. Two members' texts stand side by side (US-17 AC5). */
export function Happened(props: Told & { steps: readonly Step[]; said: readonly Said[]; mandates: readonly MandateSummary[]; silentIn: Round | null; today: string; merged: readonly Merged[]; /** Where several texts of a round are brought together; null where this reader may not. */ mergeHref: string | null; /** Where reports are, for whoever may read them. */ rounds: string | null }) {
  const { lang, zone, site, steps, said, partyName } = props
  const m = words[lang]
  const day = (instant: string) => formatDay(dayInZone(instant, zone), lang, 'short')
  const rounds = [...new Set(said.map((one) => one.round))].map((round) => said.filter((one) => one.round === round))
  const entries: Entry[] = [
    ...steps.map((step): Entry => ({ at: step.at, kind: step.kind === 'status' ? 'said' : 'inferred', when: day(step.at), word: wordOf(step, lang), content: <StepText {...props} step={step} /> })),
    ...rounds.map((group): Entry => {
      const at = group.map((one) => one.submittedAt ?? one.periodUntil).sort().at(-1) ?? ''
      return { at, kind: 'said', when: day(at), content: <>{group.length > 1 ? m['plans.several-reported'](numeral(lang, group.length)) : m['plans.one-reported']}<Together {...props} group={group} day={day} /><div class="both">{group.map((one) => <SaidText said={one} lang={lang} rounds={props.rounds} who={saidBy(one, lang, site, partyName)} />)}</div></> }
    }),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  if (props.silentIn) entries.push({ at: props.today, kind: 'none', when: m['plans.until-today'](formatDay(props.today, lang, 'short')), word: { tone: 'none', word: m['plans.overlay.NO_REPORT'] }, content: <><p>{m['plans.nothing-in-round'](props.silentIn.name[lang])}</p><span class="by">{m['plans.worked-out']}</span></> })
  if (entries.length === 0) return <p class="muted">{m['plans.happened-none']}</p>
  return <ol class="mf-time">{entries.map((entry) => <li class={entry.kind === 'inferred' ? undefined : entry.kind}><span class="when">{entry.when}</span> {entry.word && <Status tone={entry.word.tone}>{entry.word.word}</Status>} {entry.content}</li>)}</ol>
}

function wordOf(step: Step, lang: Lang): Entry['word'] {
  const m = words[lang]
  if (step.kind === 'due') return { tone: 'effect', word: m['plans.due-moved'] }
  if (step.kind === 'risk') return step.text ? { tone: 'late', word: m['plans.risk-flagged'] } : { tone: 'none', word: m['plans.risk-lifted'] }
  return step.status ? { tone: toneOfStep[step.status] ?? 'none', word: m[`plans.status.${step.status}`] } : { tone: 'none', word: m['plans.noted'] }
}

function StepText({ step, lang, site, partyName, mandates }: Told & { step: Step; mandates: readonly MandateSummary[] }) {
  const m = words[lang]
  const role = site.say(lang, `role.${step.byRole}`)
  const who = step.byRole === 'SD' ? m['plans.house'] : [step.byParty && partyName(step.byParty), role].filter(Boolean).join(lang === 'th' ? ' ' : ', ')
  const named = mandates.find((mandate) => mandate.id === mandatesNamed([step])[0])
  return (
    <>
      {step.kind === 'due' && <p>{m['plans.due-from-to'](step.dueFrom ? formatDay(step.dueFrom, lang) : m['plans.no-due'], step.dueTo ? formatDay(step.dueTo, lang) : m['plans.no-due'])}</p>}
      {step.text && <p>{step.text[lang]}</p>}
      <span class="by">{step.byRole === 'system' ? m['plans.moved-by-itself'] : m['plans.recorded-by'](who)}{step.decision && <> {m['plans.decided-under']} {named ? <a class="govuk-link sym" href={`/mandates/${named.id}`}>{step.decision}</a> : step.decision}</>}</span>
    </>
  )
}

export const saidBy = (said: Said, lang: Lang, site: Site, partyName: (code: string) => string): string => listed([partyName(said.party), said.reporter === 'lead-shepherd' && site.say(lang, 'role.LS')], lang)

/** The lead shepherd's one text, above those it was made from, and how many came after it. */
function Together({ lang, site, partyName, merged, mergeHref, group, day }: Told & { merged: readonly Merged[]; mergeHref: string | null; group: readonly Said[]; day: (instant: string) => string }) {
  const m = words[lang]
  const round = group[0]?.round
  const one = merged.find((each) => each.round === round)
  const later = one ? group.filter((said) => !one.reports.includes(said.report)).length : 0
  return (
    <>
      {one && <div class="merged"><q lang={one.language}>{one.text}</q><span class="by">{m['merge.by'](listed([one.byParty && partyName(one.byParty), site.say(lang, 'role.LS')], lang), day(one.at))}{later > 0 && ` · ${m['merge.more-since'](numeral(lang, later), later)}`}</span></div>}
      {mergeHref && group.length > 1 && <p class="small"><a class="govuk-link" href={`${mergeHref}/${round}`}>{one ? m['merge.change'] : m['merge.title']}</a></p>}
    </>
  )
}

export function SaidText({ said, lang, who, rounds }: { said: Said; lang: Lang; who: string; rounds: string | null }) {
  const m = words[lang]
  const facts = [said.status && m[`plans.status.${said.status}`], said.progress !== null && `${numeral(lang, said.progress)}%`, (said.women !== null || said.men !== null) && m['plans.women-men'](numeral(lang, said.women ?? 0), numeral(lang, said.men ?? 0)), said.spent !== null && said.currency && `${m['plans.spent']} ${money(said.spent, said.currency, lang)}`].filter(Boolean)
  return (
    <div>
      {said.text ? <q lang={said.language}>{said.text}</q> : <p class="muted">{m['plans.nothing-said']}</p>}
      {facts.length > 0 && <p class="small">{facts.join(' · ')}</p>}
      {said.obstacles && <p class="small">{m['plans.obstacles']}: <span lang={said.language}>{said.obstacles}</span></p>}
      {said.nextSteps && <p class="small">{m['plans.next-steps']}: <span lang={said.language}>{said.nextSteps}</span></p>}
      <span class="by">{rounds ? <a class="govuk-link" href={`${rounds}/${said.round}/reports/${said.report}`}>{m['plans.reported-by'](who, formatDay(said.periodFrom, lang, 'short'), formatDay(said.periodUntil, lang, 'short'))}</a> : m['plans.reported-by'](who, formatDay(said.periodFrom, lang, 'short'), formatDay(said.periodUntil, lang, 'short'))}</span>
    </div>
  )
}

interface ProofShown {
  proof?: string
  errors?: Record<string, string>
  typed?: Record<string, string>
}

/** What was sent as proof and may be seen by this reader, each with the acts he has on it. */
export function ProofTable(props: Told & { proofs: readonly Proof[]; href: string; actor: Actor; concerned: Concerned; shown: ProofShown }) {
  const { lang, zone, site, proofs, partyName, href, actor, concerned, shown } = props
  const m = words[lang]
  if (proofs.length === 0) return <p class="muted">{m['plans.proof-none']}</p>
  const day = (instant: string) => formatDay(dayInZone(instant, zone), lang, 'short')
  return (
    <DataTable
      caption={m['plans.proof']} rows={proofs} rowId={(proof) => `proof-${proof.id}`}
      columns={[
        { head: m['plans.proof-what'], rowHeader: true, cell: (proof) => { const place = placeOf(proof, href, site, lang); return <>{place.href ? <a class="govuk-link" href={place.href} rel={place.away ? 'noopener nofollow' : undefined}>{proof.title[lang]}</a> : proof.title[lang]}<Sub>{m[`plans.evidence.${proof.type}` as 'plans.evidence.report']} · {place.word}{proof.onDate && ` ${m['plans.proof-of'](formatDay(proof.onDate, lang, 'short'))}`}</Sub></> } },
        { head: m['plans.proof-sent'], cell: (proof) => <>{proof.sentParty ? partyName(proof.sentParty) : m['plans.house']}<Sub>{day(proof.sentAt)}</Sub></> },
        {
          head: m['plans.proof-checked'],
          cell: (proof) => {
            if (proof.verifiedAt !== null) return <span class="vouch">{proof.verifiedRole === 'SD' ? m['plans.house'] : site.say(lang, `role.${proof.verifiedRole}`)}<Sub>{day(proof.verifiedAt)}</Sub></span>
            const verdict = canVerify(actor, concerned, proof)
            const mine = shown.proof === proof.id
            return (
              <>
                <span class="vouch not">{proof.refusedWhy ? m['plans.proof-refused'](proof.refusedWhy) : m['plans.proof-not-yet']} {!verdict.allowed && actor.person !== null && site.say(lang, verdict.because)}</span>
                {verdict.allowed && (
                  <>
                    <Form action={`${href}/evidence/${proof.id}/verify`} class="mf-inline"><Hidden name="version" value={proof.version} /><Button kind="secondary" small about={proof.title[lang]}>{m['plans.proof-verify']}</Button></Form>
                    <Form action={`${href}/evidence/${proof.id}/refuse`} class="mf-inline"><Hidden name="version" value={proof.version} /><TextField name="why" id={`why-${proof.id}`} label={m['plans.proof-refuse-why']} value={mine ? shown.typed?.['why'] : undefined} error={mine ? shown.errors?.['why'] : undefined} /><Button kind="secondary" small about={proof.title[lang]}>{m['plans.proof-refuse']}</Button></Form>
                  </>
                )}
              </>
            )
          },
        },
        { head: m['plans.proof-seen'], cell: (proof) => markingInWords(lang, proof.marking) },
      ]}
    />
  )
}

/** Where a proof is: a file and a paper by an address that asks for the right each time; of an address within this system only that it is one. */
function placeOf(proof: Proof, href: string, site: Site, lang: Lang): { href: string | null; word: string; away?: boolean } {
  const m = words[lang]
  if (proof.file !== null) return { href: `${href}/evidence/${proof.id}/file`, word: m['plans.proof-file']((kindOfMedia(proof.fileType ?? '') ?? proof.fileName ?? '').toUpperCase(), numeral(lang, Math.max(1, Math.round((proof.fileBytes ?? 0) / 1024)))) }
  if (proof.document !== null) return { href: paperHref({ id: proof.document, symbol: proof.symbol }), word: m['plans.proof-paper'](proof.symbol ?? '') }
  if (proof.link === null || !URL.canParse(proof.link) || isOwn(proof.link, site)) return { href: null, word: m['plans.proof-here'] }
  return { href: proof.link, word: m['plans.proof-web'](new URL(proof.link).host), away: true }
}

export const isOwn = (link: string, site: Site): boolean => URL.canParse(link) && new URL(link).host === new URL(site.config.publicUrl).host

/** before anyone asks: what completion needs, and whether it is there. */
export function Gates({ lang, site, activity, proofs, verdict }: { lang: Lang; site: Site; activity: Activity; proofs: readonly Proof[]; verdict: Verdict }) {
  const m = words[lang]
  const verified = proofs.filter((proof) => proof.verifiedAt !== null).length
  const done = activity.status === 'COM'
  const gates = [
    { name: m['plans.gate-under-way'], sub: m['plans.gate-under-way-sub'](m[`plans.status.${activity.status}`]), holds: done || mayBecome(activity.status, 'COM') },
    { name: m['plans.proof-verified'], sub: m['plans.proofs'](numeral(lang, verified), numeral(lang, proofs.length)), holds: verified > 0 },
    { name: m['plans.gate-you'], sub: site.say(lang, verdict.because), holds: verdict.allowed },
  ]
  return <ul class="gates">{gates.map((gate) => <li><span class={gate.holds ? 'y' : 'no'} aria-hidden="true"></span><span>{gate.name}<small>{gate.sub}</small></span><span>{gate.holds ? m['plans.yes'] : m['plans.not-yet']}</span></li>)}</ul>
}

export function Money({ activity, lang }: { activity: Activity; lang: Lang }) {
  const m = words[lang]
  const none = <span class="muted">{m['plans.none-stated']}</span>
  const sums = totals(activity.funding.filter((fund) => fund.status !== 'declined'))
  if (activity.funding.length === 0) return <p class="muted">{m['plans.money.none']}</p>
  return (
    <>
      <Scroll name={m['plans.money']}>
      <table class="mf-t">
        <caption class="vh">{m['plans.money']}</caption>
        <thead><tr><th scope="col">{m['plans.money.source']}</th><th scope="col" class="n">{m['plans.money.given']}</th><th scope="col" class="n">{m['plans.money.rate']}</th><th scope="col" class="n">{m['plans.money.usd']}</th></tr></thead>
        <tbody>
          {activity.funding.map((fund) => {
            const dollars = inDollars(fund)
            return (
              <tr>
                <th scope="row">{fund.name}<Sub>{m[`plans.money.status.${fund.status}`]}{fund.confirmedOn && ` ${formatDay(fund.confirmedOn, lang, 'short')}`}</Sub></th>
                <td class="n" data-h={m['plans.money.given']}>{fund.amount !== null && fund.currency !== null ? money(fund.amount, fund.currency, lang) : none}</td>
                <td class="n" data-h={m['plans.money.rate']}>{fund.rate !== null && fund.rateOn !== null ? <>{numeral(lang, fund.rate)}<Sub>{formatDay(fund.rateOn, lang, 'short')}</Sub></> : none}</td>
                <td class="n" data-h={m['plans.money.usd']}>{dollars === null ? none : money(dollars, 'USD', lang)}</td>
              </tr>
            )
          })}
        </tbody>
        <tfoot><tr><th scope="row">{m['plans.money.sum']}{sums.notValued > 0 && <Sub>{m['plans.money.not-valued'](numeral(lang, sums.notValued))}</Sub>}</th><td class="n">{m['plans.money.currencies'](numeral(lang, sums.byCurrency.length))}</td><td></td><td class="n">{money(sums.dollars, 'USD', lang)}</td></tr></tfoot>
      </table>
      </Scroll>
      <p class="small muted">{m['plans.money.note']}</p>
    </>
  )
}
