import QRCode from 'qrcode'
import type { Lang } from '../../../kernel/languages.ts'
import { Actions, Button, DataTable, Form, Hidden, Section, TextField } from '../../../ui/index.ts'
import type { Factors } from '../queries/sessions.ts'
import { dayOf, words } from '../wording.ts'

/** Password, second step and passkeys of the own account. */
export function SecurityParts({ lang, zone, factors, errors }: { lang: Lang; zone: string; factors: Factors; errors: Record<string, string> }) {
  const m = words[lang]
  return (
    <>
      <Section title={m.twoFactorTitle} id="second-step" lede={factors.twoFactor ? m.twoFactorOn : m.twoFactorOff}>
        {factors.password ? (
          <Form action={factors.twoFactor ? '/account/two-factor/off' : '/account/two-factor'}>
            <TextField name="password" id="second-password" label={m.currentPassword} type="password" autocomplete="current-password" width={30} error={errors['second-password']} />
            <Actions><Button kind={factors.twoFactor ? 'secondary' : 'primary'}>{factors.twoFactor ? m.twoFactorStop : m.twoFactorStart}</Button></Actions>
          </Form>
        ) : <p class="govuk-body">{m.exampleNoPassword}</p>}
      </Section>
      <Section title={m.passkeysTitle} id="passkeys" lede={m.passkeysLede}>
        {factors.passkeys.length === 0 ? <p class="govuk-body">{m.noPasskeys}</p> : (
          <DataTable
            caption={m.passkeysTitle}
            rows={factors.passkeys}
            columns={[
              { head: m.device, rowHeader: true, cell: (row) => row.name ?? m.passkeysTitle },
              { head: m.since, cell: (row) => (row.createdAt ? dayOf(row.createdAt, zone, lang) : '') },
              { head: m.remove, class: 'right', noLabel: true, cell: (row) => <form method="post" action="/account/passkeys/remove"><Hidden name="id" value={row.id} /><Button small kind="secondary" about={row.name ?? ''}>{m.remove}</Button></form> },
            ]}
          />
        )}
        <PasskeyButton kind="register" label={m.addPasskey} failed={m.passkeyNotAdded} />
        <noscript><p class="govuk-body small muted">{m.passkeyNeedsScript}</p></noscript>
      </Section>
      {factors.password && (
        <Section title={m.passwordTitle} id="password">
          <Form action="/account/password">
            <TextField name="current" id="current" label={m.currentPassword} type="password" autocomplete="current-password" width={30} error={errors['current']} />
            <TextField name="password" id="new-password" label={m.newPassword} hint={m.passwordHint} type="password" autocomplete="new-password" width={30} error={errors['new-password']} />
            <Actions><Button kind="secondary">{m.changePassword}</Button></Actions>
          </Form>
        </Section>
      )}
    </>
  )
}

/** The ceremony needs the browser's own dialogue, so without JavaScript there is nothing to show. */
export function PasskeyButton(props: { kind: 'register' | 'sign-in'; label: string; failed: string; next?: string | undefined }) {
  return (
    <div class="js-only" data-behaviour="passkey" data-kind={props.kind} data-next={props.next} data-failed={props.failed}>
      <Actions><button type="button" class="govuk-button govuk-button--secondary">{props.label}</button></Actions>
      <p class="govuk-error-message" role="alert" />
    </div>
  )
}

/** A QR code drawn as one path, so that it needs no picture file and no style. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const margin = 4
  const side = modules.size + 2 * margin
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + margin} ${row + margin}h1v1h-1z`
    }
  }
  return (
    <svg width="216" height="216" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={`M0 0h${side}v${side}H0z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
