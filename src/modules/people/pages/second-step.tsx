import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Actions, Button, Details, ErrorSummary, Form, Hidden, PageTitle, TextField } from '../../../ui/index.ts'
import { authOf } from '../auth.ts'
import { tryLimits } from '../rules.ts'
import { countFailure, nextPath, tooManyTries, withCookies } from '../sign-in.ts'
import { words } from '../wording.ts'
import { fieldsOf } from './asking.ts'
import { welcome } from './sign-in.tsx'

export const secondStepPages = router()

const secondCookie = /(?:^|;\s*)(?:__Secure-)?mufakat\.session-second-step=([^;]+)/

secondStepPages.get('/sign-in/second-step', (c) => (challengeOf(c) === null ? c.redirect('/sign-in', 303) : secondStepPage(c, {}, nextPath(c.req.query('next')))))

secondStepPages.post('/sign-in/second-step', async (c) => {
  const m = words[c.var.lang]
  const fields = await fieldsOf(c)
  const next = nextPath(fields['next'])
  const challenge = challengeOf(c)
  if (challenge === null) return c.redirect('/sign-in', 303)
  const backup = (fields['backup'] ?? '').trim()
  if (await tooManyTries(c, challenge)) return secondStepPage(c, { code: m.tooMany(tryLimits.minutes), status: 429 }, next)
  const { api } = authOf(c.var.db)
  const answer = backup
    ? await withCookies(c, (headers) => api.verifyBackupCode({ body: { code: backup }, headers, returnHeaders: true }))
    : await withCookies(c, (headers) => api.verifyTOTP({ body: { code: (fields['code'] ?? '').replace(/\s/g, '') }, headers, returnHeaders: true }))
  if (answer === null) {
    await countFailure(c, challenge, { command: 'session.refuse', person: null, why: backup ? 'backup-code' : 'code' })
    return secondStepPage(c, backup ? { backup: m.wrongBackup, status: 422 } : { code: m.wrongCode, status: 422 }, next)
  }
  return welcome(c, backup ? 'backup-code' : 'password-and-code', next)
})

/** The first step's mark in the browser, which is what is tried against here. */
const challengeOf = (c: Reply): string | null => secondCookie.exec(c.req.header('cookie') ?? '')?.[1] ?? null

function secondStepPage(c: Reply, errors: { code?: string; backup?: string; status?: number }, next: string): Promise<Response> {
  const m = words[c.var.lang]
  c.header('cache-control', 'no-store')
  return page(c, { title: m.second, status: errors.status ?? 200 }, (
    <>
      <ErrorSummary errors={[...(errors.code ? [{ field: 'code', message: errors.code }] : []), ...(errors.backup ? [{ field: 'backup', message: errors.backup }] : [])]} />
      <PageTitle title={m.second} lede={m.secondLede} />
      <Form action="/sign-in/second-step">
        {next !== '/' && <Hidden name="next" value={next} />}
        <TextField name="code" label={m.code} inputmode="numeric" autocomplete="one-time-code" width={10} error={errors.code} spellcheck={false} />
        <Details summary={m.useBackup} open={errors.backup !== undefined}>
          <TextField name="backup" label={m.backupCode} hint={m.backupHint} autocomplete="off" width={20} error={errors.backup} spellcheck={false} />
        </Details>
        <Actions><Button>{m.continue}</Button></Actions>
      </Form>
    </>
  ))
}
