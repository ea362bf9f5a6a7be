import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { testInstallation, type TestInstallation } from '../../../tests/installation.ts'
import { readRecord, RecordRefused } from '../../kernel/record-load.ts'
import { modules } from '../../modules.ts'

let here: TestInstallation

beforeAll(async () => {
  here = await testInstallation()
})

const get = async (address: string) => {
  const answer = await here.app.request(address)
  return { status: answer.status, text: await answer.text() }
}
const head = async (meeting: string, party = 'THA') => JSON.parse((await get(`/api/v1/meetings/${meeting}/heads?party=${party}`)).text)
/** The sentence of a page, without its marks. */
const sentence = (html: string) => (/<p class="mf-say"[^>]*>(.*?)<\/p>/.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '').replaceAll('\u2060', '').replaceAll('\u00a0', ' ')

describe('US-09: the public history', () => {
  it('US-09 AC1 the seed history loads: SOMTC 1–2 unknown; from the 3rd the NSC Secretary-General ex officio, approved by the Deputy PM acting for the PM; AMMTC a minister ad hoc', async () => {
    for (const meeting of ['SOMTC/1', 'SOMTC/2']) expect(await head(meeting)).toEqual({ post: null, person: null, mode: null, proposer: null, approver: null, approverCapacity: null, effectiveFrom: null, source: null })
    const expected = {
      post: { en: 'Secretary-General of the National Security Council', th: 'เลขาธิการสภาความมั่นคงแห่งชาติ' }, person: null, mode: 'EX_OFFICIO', proposer: { en: 'Royal Thai Police', th: 'สำนักงานตำรวจแห่งชาติ' },
      approver: { en: 'Deputy Prime Minister, Gen. Chavalit Yongchaiyudh', th: 'รองนายกรัฐมนตรี พลเอก ชวลิต ยงใจยุทธ' }, approverCapacity: { en: 'acting for the Prime Minister', th: 'ปฏิบัติราชการแทนนายกรัฐมนตรี' },
      effectiveFrom: { meeting: 'SOMTC/3' }, source: { id: 'founding-page-th', locator: '¶3', url: 'https://aseancommunity.police.go.th/somtc.html' },
    }
    expect(await head('SOMTC/3')).toEqual(expected)
    expect(await head('SOMTC/12')).toEqual(expected)
    expect(await head('AMMTC/7')).toMatchObject({ post: { en: 'a minister' }, person: null, mode: 'AD_HOC', effectiveFrom: { meeting: 'SOMTC/3' } })
    expect((await head('AMMTC/3')).mode).toBeNull()
  })

  it('a head that a source names stands for its meeting; who chaired is not taken for the head', async () => {
    expect(await head('AMMTC/6')).toMatchObject({ person: { en: 'Gen. Sonthi Boonyaratglin' }, post: { en: 'Deputy Prime Minister' }, approver: { en: 'Prime Minister' }, source: { id: 'cabinet-th-2550-ammtc6' } })
    expect(await head('SOMTC/23')).toMatchObject({ person: { en: 'Pol. Lt. Gen. Prachuab Wongsuk' }, mode: null, approver: null, effectiveFrom: null })
    expect(await head('AMMTC/13')).toMatchObject({ person: null })
    expect(await head('AMMTC/17', 'KHM')).toMatchObject({ person: { en: 'Sok Phal' } })
  })

  it('the page answers in one sentence, in English and Thai, who headed Thailand’s delegation at SOMTC 3 and by whose decision', async () => {
    expect(sentence((await get('/delegations/THA?meeting=3rd+SOMTC')).text)).toBe('At the 3rd SOMTC Thailand’s delegation was headed, ex officio, by the Secretary-General of the National Security Council. The Deputy Prime Minister, acting for the Prime Minister, so decided on the proposal of the Royal Thai Police.')
    const thai = sentence((await get('/delegations/THA?meeting=SOMTC/3&lang=th')).text)
    expect(thai).toBe('ใน SOMTC ครั้งที่ ๓ เลขาธิการสภาความมั่นคงแห่งชาติ เป็นหัวหน้าคณะผู้แทนไทยโดยตำแหน่ง รองนายกรัฐมนตรี (พลเอก ชวลิต ยงใจยุทธ) ปฏิบัติราชการแทนนายกรัฐมนตรี เป็นผู้อนุมัติ ตามข้อเสนอของสำนักงานตำรวจแห่งชาติ')
    expect((await get('/delegations/THA')).text).toContain('Who held that post at the time: not found.')
  })

  it('every party has its page; what is not known is said; a meeting or party that does not exist is told', async () => {
    for (const [party, words] of [['PHL', 'the Philippines’ delegation at the'], ['KHM', 'Sok Phal, Secretary of State, Ministry of Interior'], ['CHN', 'is not found'], ['UNODC', 'No source of this record says']] as const) {
      const { status, text } = await get(`/delegations/${party}`)
      expect([party, status, `${sentence(text)}`.includes(words)]).toEqual([party, 200, true])
    }
    expect(sentence((await get('/delegations/THA?meeting=AMMTC+13')).text)).toContain('chosen each time by the Prime Minister')
    expect((await get('/delegations/THA?meeting=99th+SOMTC')).status).toBe(422)
    expect((await get('/delegations/XXX')).status).toBe(404)
    expect((await get('/api/v1/meetings/SOMTC/3/heads?party=XXX')).status).toBe(400)
    expect((await get('/api/v1/meetings/SOMTC/99/heads?party=THA')).status).toBe(404)
  })

  it('US-09 AC3 overlapping designations in the data folder are refused with file and line', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mufakat-record-'))
    await cp(path.resolve(import.meta.dirname, '../../../data/asean-transnational-crime'), folder, { recursive: true })
    const file = path.join(folder, 'designations.yaml')
    const text = await readFile(file, 'utf8')
    const added = `\n- kind: designation\n  id: tha-second\n  party: THA\n  body: SOMTC\n  function: head\n  mode: PERSONAL\n  person: { en: A, th: ก }\n  from: { meeting: SOMTC/20 }\n  sources: [ { source: founding-page-th } ]\n`
    await writeFile(file, text + added)
    const refused = await readRecord(folder, modules.flatMap((module) => module.record ?? [])).then(() => null, (error: unknown) => error)
    const line = (text + added).split('\n').findIndex((each) => each.includes('from: { meeting: SOMTC/20 }')) + 1
    expect(refused).toBeInstanceOf(RecordRefused)
    expect((refused as RecordRefused).faults).toEqual([{ file: 'designations.yaml', line, message: expect.stringContaining('overlaps tha-somtc-head-from-3') }])
  })
})
