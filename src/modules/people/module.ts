import type { Module } from '../../kernel/module.ts'
import { prepareAuth } from './auth.ts'
import { demonstrate } from './demonstration.ts'
import { identify } from './identify.ts'
import { pages } from './pages/index.ts'

export const people: Module = {
  name: 'people',
  pages,
  identify,
  demonstrate,
  async prepare({ db, site, secret }) {
    prepareAuth(db, { publicUrl: site.config.publicUrl, secret })
    return []
  },
}
