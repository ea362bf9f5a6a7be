import { it } from 'vitest'
import { testInstallation } from '../../../tests/installation.ts'
import { visitor } from '../../kernel/actor.ts'
import { wordReport } from './present/report.ts'
import { typeset } from './present/typeset.ts'
import { findMeetingFacts } from './queries.ts'
const stamp = { code: 'A19-00000-00000', address: 'x', link: `https://x.org`, qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1h-1z"/></svg>', qrPng: new Uint8Array(), qrAlt: 'QR', version: 'Version 1' }
it('speed', async () => {
  const { db } = await testInstallation()
  const facts = await findMeetingFacts(db, visitor, 'AMMTC/19', '2026-01-12')
  const rows = facts?.rows.filter(({ decision }) => decision.class >= 'C4') ?? []
  for (const lang of ['en', 'th'] as const) for (let k = 0; k < 4; k++) {
    const many = Array.from({ length: 100 }, (_, index) => ({ ...rows[index % rows.length]!, decision: { ...rows[index % rows.length]!.decision, symbol: `AMMTC/19/DEC.${index + 1}` , title: { en: rows[index % rows.length]!.decision.title.en + k, th: rows[index % rows.length]!.decision.title.th + k + index } } }))
    const { paper } = wordReport({ ...facts!, rows: many }, lang, 'https://x.org', 'PUBLIC')
    const t = performance.now(); const pdf = typeset(paper, stamp); console.log(lang, k, Math.round(performance.now() - t), pdf.length, process.memoryUsage().rss / 1e6 | 0)
  }
})
