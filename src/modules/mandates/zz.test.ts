import { it } from 'vitest'
import { testInstallation } from '../../../tests/installation.ts'
it('probe', async () => {
  const { app, queries } = await testInstallation()
  for (const u of ['/mandates','/mandates?class=C4+','/mandates?body=NOPE','/mandates?asOf=19th%20AMMTC','/mandates?asOf=12/1/2569','/mandates/AMMTC-7-DEC.8','/mandates/SUMMIT-5-DEC.1','/d/AMMTC/7/DEC.7','/api/v1/mandates?limit=2','/api/v1/mandates/AMMTC-7-DEC.8/chain','/mandates.csv','/mandates.xlsx','/mandates/nope']) {
    queries.length = 0
    const r = await app.request(u); const t = await r.text()
    console.log(u, r.status, t.length, queries.length, r.headers.get('location'))
  }
})
