import { router } from '../../kernel/http.ts'
import { exportCsv, exportXlsx } from './pages/exports.ts'
import { followCode, followSymbol, showMandate } from './pages/mandate.tsx'
import { showRegister } from './pages/register.tsx'

/** The screens of the register; each file of this folder is one screen. */
export const pages = router()

pages.get('/mandates', showRegister)
pages.get('/mandates.csv', exportCsv)
pages.get('/mandates.xlsx', exportXlsx)
pages.get('/mandates/:id', showMandate)
pages.get('/d/:body/:session/:decision', followSymbol)
pages.get('/c/:code', followCode)
