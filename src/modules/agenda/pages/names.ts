import { ordinal } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Body } from '../../mechanism/index.ts'

/** "25th SOMTC" from its name alone: enough for a link to an earlier meeting. */
export function meetingNameOf(ref: string, bodies: ReadonlyMap<string, Pick<Body, 'short'>>, lang: Lang): string {
  const [body = '', session = ''] = ref.split('/')
  const name = bodies.get(body)?.short[lang] ?? body
  if (!/^\d+$/.test(session)) return `${name} ${session}`
  return lang === 'th' ? `${name} ${ordinal(Number(session), lang)}` : `${ordinal(Number(session), lang)} ${name}`
}
