import { beforeAll, expect, it } from 'vitest'
import { useSealingKey } from '../../src/kernel/sealing.ts'
import { modules } from '../../src/modules.ts'
import { type TestInstallation, testInstallation, testNow } from '../installation.ts'
import { crawl } from '../leaks/crawl.ts'

/** Every form that somebody is shown, sent with what no form should be sent with. */
interface ShownForm {
  action: string
  /** With what the page had put in each. */
  fields: [name: string, value: string, free: boolean][]
}

const script = '"\'><script>alert(1)</script>'
const bad: Record<string, (field: ShownForm['fields'][number]) => string[]> = {
  'a script': ([, value, free]) => [free ? script : value],
  'a script in every field': () => [script],
  'a zero byte': ([, value, free]) => [free ? 'a\0b' : value],
  'a text without end': ([, value, free]) => [free ? 'x'.repeat(200_000) : value],
  'a number without end': ([, value, free]) => [free ? '99999999999999999999999' : value],
  'a number that is none': ([, value, free]) => [free ? '-1e999' : value],
  'a day that never was': ([, value, free]) => [free ? '2026-02-30' : value],
  'a Thai day that never was': ([, value, free]) => [free ? '๓๑/๒/๒๕๖๙' : value],
  'signs that turn the line round': ([, value, free]) => [free ? '\u202e\ufffe\u{1f600}\u200b' : value],
  'every field three times': ([, value]) => [value, script, value],
  'nothing at all': () => [],
}

let house: TestInstallation
beforeAll(async () => {
  useSealingKey('only for this test')
  house = await testInstallation()
  for (const module of modules) await module.demonstrate?.(house.db, testNow, house.files)
}, 120_000)

const formsOf = (html: string, at: string): ShownForm[] =>
  [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, attributes = '', inside = '']) => {
    if (!/method="post"/i.test(attributes)) return []
    const action = unescaped(/\baction="([^"]*)"/.exec(attributes)?.[1] ?? at.replace(/#.*/, ''))
    const fields: ShownForm['fields'] = []
    for (const [tag, kind, attrs = ''] of inside.matchAll(/<(input|textarea|select|button)\b([^>]*)>/g)) {
      const name = /\bname="([^"]*)"/.exec(attrs)?.[1]
      if (!name || fields.some(([known]) => known === name)) continue
      const type = /\btype="([^"]*)"/.exec(attrs)?.[1] ?? 'text'
      const after = inside.slice(inside.indexOf(tag) + tag.length)
      const value = kind === 'textarea' ? (/^([^<]*)/.exec(after)?.[1] ?? '') : kind === 'select' ? (/<option[^>]*value="([^"]*)"[^>]*selected|<option[^>]*value="([^"]*)"/.exec(after)?.slice(1).find((one) => one !== undefined) ?? '') : (/\bvalue="([^"]*)"/.exec(attrs)?.[1] ?? 'on')
      fields.push([unescaped(name), unescaped(value), kind === 'textarea' || (kind === 'input' && ['text', 'email', 'search', 'tel', 'url', 'number'].includes(type))])
    }
    return [{ action, fields }]
  })
const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const meeting = '/meetings/SOMTC/26'
const seeds = ['/', '/account', '/people', '/mandates', '/matrix', '/documents', '/plans', '/plans/SOMTC/WP/2022', '/plans/SOMTC/WP/2022/rounds', '/plans/SOMTC/WP/2022/reviews', '/plans/SOMTC/WP/2022/activities/table', '/plans/new', '/report-to-ministers', '/series/example-week', '/my-delegation', '/calendar', '/extraction', ...['', '/agenda', '/papers', '/delegations', '/letters', '/registration', '/participants', '/room', '/agreed', '/circulars', '/report', '/move', '/programme', '/taking-part'].map((tab) => `${meeting}${tab}`)]

/** How many pages each looks through for forms. With EVERY set all roles look through many more, which takes minutes. */
const readers: [person: string, pages: number][] = process.env['EVERY'] ? ['sd', 'nf', 'ch', 'hl', 'dp', 'de', 'hd', 'ls', 'in', 'ob', 'au'].map((role) => [`example-${role}`, 300]) : [['example-sd', 150], ['example-nf', 60], ['example-hl', 60], ['example-dp', 50]]

it.each(readers)('no form that %s is shown breaks, or lets a script through, whatever it is sent', { timeout: 900_000 }, async (person, most) => {
  const cookie = await house.signedIn(person)
  const forms = new Map<string, ShownForm>()
  for (const [at, html] of await crawl(house, { seeds, cookie, most, perKind: process.env['EVERY'] ? 2 : 1 })) {
    for (const form of formsOf(html, at)) {
      const kind = `${form.action.replace(/\?.*/, '').replaceAll(/[A-Z0-9+.-]{3,}|example-[\w-]+|[0-9a-f-]{36}/g, '*')} ${form.fields.map(([name]) => name).join(' ')}`
      if (!forms.has(kind) && !/sign-out|account\/(close|hat)/.test(form.action)) forms.set(kind, form)
    }
  }
  expect(forms.size).toBeGreaterThan(0)
  const wrong: string[] = []
  for (const form of forms.values()) {
    const sent = new Set<string>()
    for (const [what, worse] of Object.entries(bad)) {
      const body = new URLSearchParams(form.fields.flatMap((field) => worse(field).map((value): [string, string] => [field[0], value]))).toString()
      if (sent.has(body)) continue
      sent.add(body)
      const answer = await house.app.request(form.action, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body })
      const text = (answer.headers.get('content-type') ?? '').includes('html') ? await answer.text() : ''
      if (answer.status >= 500) wrong.push(`${form.action} with ${what}: ${answer.status}`)
      if (text.includes('<script>alert(1)')) wrong.push(`${form.action} with ${what}: the script came back as one`)
    }
  }
  expect(wrong).toEqual([])
})

/** Every name that a page reads from its address. */
const asked = ['did', 'page', 'meeting', 'lang', 'asOf', 'session', 'series', 'next', 'n', 'code', 'to', 'show', 'q', 'kind', 'item', 'from', 'activity', 'year', 'with', 'way', 'view', 'topic', 'text', 'symbol', 'subject', 'startsOn', 'since', 'section', 'scan', 'reason', 'paper', 'month', 'modifies', 'late', 'for', 'do', 'day', 'command', 'card', 'before', 'at', 'as', 'area', 'along', 'class', 'body', 'status', 'owner', 'due', 'sort', 'level', 'overdue', 'limit', 'after', 'state', 'party', 'strategy', 'programme', 'cursor', 'offset']

it('no address breaks, or lets a script through, whatever stands behind its question mark', { timeout: 900_000 }, async () => {
  const cookie = await house.signedIn('example-sd')
  const pages = [...(await crawl(house, { seeds, cookie, most: process.env['EVERY'] ? 400 : 130, perKind: 1 })).keys()].map((at) => at.replace(/\?.*/, ''))
  const wrong: string[] = []
  for (const at of new Set([...pages, '/api/v1/mandates', '/api/v1/meetings', '/api/v1/documents', '/api/v1/activities', '/api/v1/progress-reports', '/api/v1/reviews', '/api/v1/reviews/example-review', '/api/v1/ministers-packs', '/api/v1/ministers-packs/AMMTC/19', '/api/v1/plans', '/api/v1/search', '/api/v1/about'])) {
    for (const value of [script, 'a\0b', '-1', '1e999', '2026-02-30']) {
      const answer = await house.app.request(`${at}?${new URLSearchParams(asked.map((name) => [name, value])).toString()}`, { headers: { cookie } })
      const html = (answer.headers.get('content-type') ?? '').includes('html') ? await answer.text() : ''
      if (html === '') await answer.body?.cancel()
      if (answer.status >= 500) wrong.push(`${at} with ${value}: ${answer.status}`)
      if (html.includes('<script>alert(1)')) wrong.push(`${at} with ${value}: the script came back as one`)
    }
  }
  expect(wrong).toEqual([])
})
