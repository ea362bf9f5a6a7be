import { type Actor, acts } from '../../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { type FileKind, promiseOf } from '../../../kernel/sniff.ts'
import { type Answer, partyOf } from '../../meetings/index.ts'

/** The kinds of file a paper may be. */
export const paperKinds: readonly FileKind[] = ['pdf', 'docx', 'xlsx', 'pptx', 'txt', 'jpg', 'png']

/** So many files may be on their way at once for one person, and so many bytes. */
export const mostUnderWay = { files: 20, bytes: 2 * 1024 * 1024 * 1024 }

/**
 * Who may send a file to a meeting: whoever may hand in a paper there, however that paper then gets in (R-1.8.6; practice §4.4 row
 * `submit-document`). Whether this very paper may be handed in is judged when it is.
 */
export function canUpload(actor: Actor, answer: Answer): Verdict {
  if (actor.person === null) return deny('upload.sign-in')
  if (acts(actor, 'SD', 'CH')) return allow('upload.house')
  if (partyOf(actor) === null) return deny('upload.not-your-role')
  return answer === 'no' ? deny('upload.no-right') : allow('upload.may-submit')
}

/** A name as it is kept and shown: without folders, control characters and marks that turn the direction of writing, with the end its kind has. */
export function cleanName(name: string, kind: FileKind): string {
  const base = name.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1)?.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '') ?? ''
  const end = promiseOf(base)
  const stem = end === null ? base : base.slice(0, -end.length - 1)
  return `${[...stem].slice(0, 120).join('').trim() || 'paper'}.${end !== null && kind !== 'txt' ? end.toLowerCase().replace('jpeg', 'jpg') : kind}`
}

/**
 * RFC 6266: the name in plain letters for old programs and in full for all others, so that a Thai name arrives whole. Pictures, text and
 * papers are never shown in place: they are saved.
 */
export function contentDisposition(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]/g, '').replace(/["\\%]/g, '').replace(/^[\s.]+/, '')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${/^[^.]+\./.test(plain) ? plain : `paper.${name.split('.').at(-1)?.replace(/[^a-z0-9]/gi, '') ?? 'bin'}`}"; filename*=UTF-8''${encoded}`
}

export type Range = { start: number; end: number }

/** One range of bytes (RFC 9110 §14.2); null: the whole file, also for what is no range we serve; `beyond`: there are no such bytes. */
export function rangeOf(header: string | undefined, size: number): Range | null | 'beyond' {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const [from = '', to = ''] = [asked[1], asked[2]]
  if (from === '') return Number(to) === 0 ? 'beyond' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return null
  return start >= size ? 'beyond' : { start, end }
}

