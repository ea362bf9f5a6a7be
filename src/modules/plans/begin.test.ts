import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { listInstruments } from '../documents/index.ts'
import { beginProgramme, proposeActivity } from './commands.ts'
import { findActivity, findProgramme } from './queries.ts'

let here: TestInstallation
let cookie = ''
beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => ['people', 'meetings'].includes(name))) await module.demonstrate?.(here.db, testNow, here.files)
  cookie = await here.signedIn('example-sd')
})
const send = (at: string, fields: Record<string, string | string[]>, as = cookie) => here.app.request(at, { method: 'POST', headers: { cookie: as, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, body: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))).toString() })
const whole = { kind: 'work-programme', code: 'SOMTC/WP/2029', 'title.en': 'SOMTC Work Programme 2029–2031', 'title.th': 'แผนงาน SOMTC พ.ศ. ๒๕๗๒–๒๕๗๔', from: '2572', until: '2031', body: 'SOMTC', endorsedOn: '26 June 2025', meeting: 'SOMTC/25', decision: 'SOMTC/25, item 6', plan: '', partner: '', areas: ['drugs', 'cybercrime'], strategies: ['training'] }

describe('§3.2 a plan or programme that a body endorsed is entered', () => {
  it('what is wrong is said beside its field and what was typed stays; nothing is written', async () => {
    const answer = await send('/plans/new', { ...whole, code: 'WP 2029', until: '2020', meeting: 'SOMTC/999', areas: [] })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('value="WP 2029"')
    expect(text).toContain('Give a code of three parts')
    expect(text).toContain('Choose at least one area')
    expect(await findProgramme(here.db, 'SOMTC/WP/2029')).toBeNull()
    const later = await (await send('/plans/new', { ...whole, until: '2020', meeting: 'SOMTC/999', partner: 'CHN' })).text()
    for (const words of ['It ends before it begins', 'No meeting “SOMTC/999”', 'Only a work plan with a partner names one']) expect(later).toContain(words)
  })

  it('it stands among the plans with its period in either era, its endorsement and the decision it rests on, and takes activities', async () => {
    const answer = await send('/plans/new', whole)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/plans/SOMTC/WP/2029'])
    const instrument = (await listInstruments(here.db)).find((one) => one.id === 'desk-somtc-wp-2029')
    expect(instrument).toMatchObject({ periodFrom: '2029', periodUntil: '2031', form: 'work-programme', note: { en: 'Entered by the Secretariat: SOMTC/25, item 6.' } })
    expect(instrument?.acts).toMatchObject([{ act: 'endorsed', on: '2025-06-26', body: 'SOMTC', meeting: 'SOMTC/25' }])
    const page = await (await here.app.request('/plans/SOMTC/WP/2029')).text()
    for (const words of ['SOMTC Work Programme 2029–2031', '2029']) expect(page).toContain(words)
    expect((await here.app.request('/plans?lang=th')).status).toBe(200)
    const { code } = await perform(proposeActivity, { db: here.db, actor: acting('SD'), now: testNow, input: { programme: 'desk-somtc-wp-2029', fields: { title: { en: 'Course', th: '' }, area: 'drugs', strategy: 'training', type: 'training', participants: ['all'], lead: 'THA', startsOn: '2029-03-01', dueOn: '2030-12-31' } } })
    expect(await findActivity(here.db, { actor: acting('SD'), now: testNow }, 'desk-somtc-wp-2029', code)).toMatchObject({ status: 'PRO' })
  })

  it('a code is given once; only the Secretariat enters; the form is not there for others', async () => {
    expect(await (await send('/plans/new', whole)).text()).toContain('The code SOMTC/WP/2029 is in use')
    for (const actor of [acting('NF', { party: 'THA' }), acting('CH', { body: 'SOMTC' }), acting('DP', { party: 'CHN' })]) await expect(perform(beginProgramme, { db: here.db, actor, now: testNow, input: {} })).rejects.toMatchObject({ kind: expect.stringMatching(/forbidden|invalid/) as string })
    const focal = await here.signedIn('example-nf')
    expect((await here.app.request('/plans/new', { headers: { cookie: focal } })).status).toBe(403)
    expect((await send('/plans/new', { ...whole, code: 'SOMTC/WP/2030' }, focal)).status).toBe(403)
    expect(await (await here.app.request('/plans', { headers: { cookie: focal } })).text()).not.toContain('/plans/new')
  })
})
