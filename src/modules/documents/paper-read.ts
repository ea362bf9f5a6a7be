import { missing } from '../../kernel/errors.ts'
import type { Reply } from '../../kernel/http.ts'
import { findRunning, type Reader, type RunningMeeting } from '../meetings/index.ts'
import { findDocument, listDocuments, type Paper } from './queries/papers.ts'
import { parseSymbol } from './rules/symbol.ts'

/** Where a paper's page is, and which view of it: `/documents/SOMTC/26/WP.2/Rev.1/who`. A paper without a symbol yet is at `/documents/id/…`. */
export function readAddress(path: string): { key: string; view: string } | null {
  const parts = path.replace(/^\/documents\//, '').split('/').map((part) => safely(part))
  if (parts[0] === 'id' && parts[1]) return { key: parts[1], view: parts.slice(2).join('/') }
  for (let n = parts.length; n >= 3; n--) {
    const symbol = parts.slice(0, n).join('/')
    if (parseSymbol(symbol) !== null) return { key: symbol, view: parts.slice(n).join('/') }
  }
  return null
}

function safely(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export interface PaperRead {
  paper: Paper
  chain: Paper[]
  /** Null for who may read the paper but not open the meeting's workspace. */
  meeting: RunningMeeting | null
  zone: string
  /** What was asked for, where that is not what stands. */
  asked: Paper | null
}

/** The paper under an address with its chain. The first text's address leads to what stands now, unless it is asked for as it was filed. */
export async function readPaper(c: Reply, key: string, options: { reader?: Reader; asFiled?: boolean } = {}): Promise<PaperRead> {
  const { db } = c.var
  const reader = options.reader ?? c.var
  const found = await findDocument(db, reader, key)
  if (!found) throw missing()
  const [chain, meeting] = await Promise.all([listDocuments(db, reader, { chain: found.chain }), findRunning(db, reader, found.meeting)])
  const current = found.modifier === null && found.supersededBy !== null && !options.asFiled ? chain.find((paper) => paper.symbol === found.supersededBy) : undefined
  return { paper: current ?? found, chain, meeting, zone: meeting?.run.zone ?? c.var.site.config.zone, asked: current ? found : null }
}
