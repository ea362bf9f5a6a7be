import { formatInstant } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { Button, Details, Select, Status, TextArea, TextField } from '../../../ui/index.ts'
import { overtime } from '../rules.ts'
import { type AgreedLine, lineClasses } from '../schema.ts'
import { lineText, partyName, partyNames, words } from '../wording.ts'
import { ActForm, agreedHref } from './parts.tsx'
import { type LeadView, refusedIn } from './speakers.tsx'

/** What stands against a gavel is listed before it: who is absent or provisional, who objects, how far over time (mock b06). */
export function Gate(view: LeadView) {
  const { room, lang, open } = view
  const m = words[lang]
  const item = room.items.find((one) => one.id === room.floor.item)
  const drafts = room.lines.filter((line) => line.state === 'draft' && line.session === room.session.id && (line.item === room.floor.item || line.item === null))
  const over = item ? overtime(item, room.floor.itemSince, room.now) : 0
  const against = room.objections.filter((objection) => drafts.some((line) => line.id === objection.line))
  const { absent, provisional } = room.binding
  const facts = absent.length + provisional.length + against.length + over
  return (
    <section class="room-sec">
      <h2 class="govuk-heading-m">{room.session.access === 'RETREAT' ? m['room.retreat-lines'] : item ? m['room.before-gavel'](item.number) : m['room.before-gavel-none']}</h2>
      {room.session.access === 'RETREAT' && <p class="small muted">{m['room.retreat-note']}</p>}
      <ul class="gate">
        {absent.length > 0 && <li><span>{m['room.gate-absent'](partyNames(room.parties, absent, lang))}</span></li>}
        {provisional.length > 0 && <li><span>{m['room.gate-provisional'](partyNames(room.parties, provisional, lang))}</span></li>}
        {against.map((objection) => <li class="against"><span>{m['room.gate-objection'](partyName(room.parties, objection.party, lang), shortened(drafts.find((line) => line.id === objection.line), lang))}</span></li>)}
        {over > 0 && <li><span>{m['room.gate-over'](over)}</span></li>}
        {facts === 0 && room.members.length > 0 && <li><span>{m['room.gate-none']}</span></li>}
        {drafts.length === 0 && <li class="muted"><span>{m['room.gate-no-draft']}</span></li>}
      </ul>
      {drafts.map((line) => <Draft {...view} line={line} against={against.some((objection) => objection.line === line.id)} />)}
      {open && <DraftForm {...view} />}
      <AgreedHere {...view} />
    </section>
  )
}

const shortened = (line: AgreedLine | undefined, lang: Lang): string => {
  const { text } = line ? lineText(line, lang) : { text: '' }
  return text.length > 80 ? `${text.slice(0, text.lastIndexOf(' ', 78))}…` : text
}

function Draft(props: LeadView & { line: AgreedLine; against: boolean }) {
  const { room, lang, keyOf, leads, open, line } = props
  const m = words[lang]
  const said = lineText(line, lang)
  const fields = { line: line.id }
  return (
    <div class="draft">
      <p class="said" lang={said.lang}>{said.text}</p>
      <p class="small muted">{line.class} · {m['room.drafted-by'](line.draftedName)}</p>
      {open && (
        <div class="two-acts">
          {leads && !props.against && <ActForm room={room} act="gavel" keyOf={keyOf} fields={{ ...fields, version: line.version }}><Button kind="secondary" about={shortened(line, lang)}>{m['room.gavel']}</Button></ActForm>}
          {leads && (
            <Details summary={m['room.not-agreed']}>
              <ActForm room={room} act="not-agreed" keyOf={keyOf} fields={{ ...fields, version: line.version }} class="mf-form">
                <TextArea name="views" id={`views-${line.id}`} label={m['room.views']} rows={2} />
                <Button kind="secondary">{m['room.not-agreed']}</Button>
              </ActForm>
            </Details>
          )}
          {!leads && <ActForm room={room} act="withdraw-draft" keyOf={keyOf} fields={{ ...fields, version: line.version }}><Button kind="secondary" small about={shortened(line, lang)}>{m['room.withdraw-draft']}</Button></ActForm>}
        </div>
      )}
    </div>
  )
}

/** The desk writes what is put to the meeting. The owner is one of the list or one's own words. */
function DraftForm(view: LeadView) {
  const { room, lang, keyOf } = view
  const m = words[lang]
  const { here, of } = refusedIn(view, 'draft')
  const owners = [
    { value: 'all:members', label: m['room.owner.members'] }, { value: 'role:secretariat', label: m['room.owner.secretariat'] }, { value: 'role:lead-shepherds', label: m['room.owner.lead-shepherds'] },
    { value: 'role:sectoral-bodies', label: m['room.owner.sectoral-bodies'] }, { value: 'all:partners', label: m['room.owner.partners'] },
    ...room.members.map((member) => ({ value: `party:${member.party}`, label: partyName(room.parties, member.party, lang) })),
  ]
  return (
    <Details summary={m['room.draft']} open={here}>
      <ActForm room={room} act="draft" keyOf={keyOf} class="mf-form" label={m['room.draft']}>
        <TextArea name="text" id="draft-text" label={m['room.draft-text']} hint={m['room.draft-text-hint']} rows={3} class="record" {...of('text')} />
        <TextArea name="translation" id="draft-translation" label={m['room.draft-translation']} rows={2} class="record" {...of('translation')} />
        <div class="room-line">
          <Select name="language" id="draft-language" label={m['room.draft-language']} value={of('language').value ?? lang} options={[{ value: 'en', label: 'English' }, { value: 'th', label: 'ไทย' }]} />
          <Select name="class" id="draft-class" label={m['room.draft-class']} none={m['room.draft-class-auto']} options={lineClasses.map((name) => ({ value: name, label: name }))} {...of('class')} />
          <Select name="owner" id="draft-owner" label={m['room.draft-owner']} none={m['room.draft-owner-none']} options={owners} {...of('owner')} />
        </div>
        <TextField name="due" id="draft-due" label={m['room.draft-due']} hint={m['room.draft-due-hint']} width={20} autocomplete="off" {...of('due')} />
        <Button kind="secondary">{m['room.draft-save']}</Button>
      </ActForm>
    </Details>
  )
}

function AgreedHere({ room, lang }: LeadView) {
  const m = words[lang]
  const lines = room.lines.filter((line) => line.session === room.session.id && line.state === 'gavelled')
  if (lines.length === 0) return null
  return (
    <>
      <h3 class="govuk-heading-s">{m['room.agreed-now']}</h3>
      <ul class="gate">
        {lines.map((line) => {
          const said = lineText(line, lang)
          const silence = room.silence.find((draft) => draft.line === line.id)
          return (
            <li>
              <span><span lang={said.lang}>{said.text}</span>{line.adReferendum && <> <Status tone="part">{m['room.ad-referendum']}</Status></>}
                {silence && <><br /><small class="muted">{m['room.silence-to'](partyNames(room.parties, silence.addressees, lang), formatInstant(silence.dueAt, room.meeting.run.zone, lang))}</small></>}
              </span>
              {silence && <a class="govuk-link nw" href={`${agreedHref(room.meeting.ref)}#silence-${line.id}`}>{m['room.read-silence']}</a>}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Notes and statements, where the session keeps a record. */
export function Keeping(view: LeadView) {
  const { room, lang, keyOf } = view
  const m = words[lang]
  const note = refusedIn(view, 'note')
  const statement = refusedIn(view, 'statement')
  return (
    <section class="room-sec">
      <Details summary={m['room.note']} open={note.here}>
        <ActForm room={room} act="note" keyOf={keyOf} class="mf-form" label={m['room.notes']}>
          <TextArea name="text" id="note-text" label={m['room.note']} rows={3} {...note.of('text')} />
          <Button kind="secondary">{m['room.note-save']}</Button>
        </ActForm>
      </Details>
      <Details summary={m['room.statement']} open={statement.here}>
        <ActForm room={room} act="statement" keyOf={keyOf} class="mf-form" label={m['room.statement']}>
          <div class="room-line">
            <Select name="party" id="statement-party" label={m['room.add-who']} options={room.participations.map((one) => ({ value: one.party, label: partyName(room.parties, one.party, lang) })).sort((a, b) => (a.value < b.value ? -1 : 1))} />
            <Select name="form" id="statement-form" label={m['room.statement-form']} options={(['delivered', 'written', 'annexed'] as const).map((form) => ({ value: form, label: m[`room.form.${form}`] }))} />
          </div>
          <TextField name="title" id="statement-title" label={m['room.statement-title']} {...statement.of('title')} />
          <div class="govuk-checkboxes govuk-checkboxes--small">
            {(['check', 'embargo'] as const).map((name) => (
              <div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id={`statement-${name}`} name={name} value="yes" /><label class="govuk-label govuk-checkboxes__label" for={`statement-${name}`}>{m[`room.${name}`]}</label></div>
            ))}
          </div>
          <Button kind="secondary">{m['room.statement-save']}</Button>
        </ActForm>
      </Details>
    </section>
  )
}

