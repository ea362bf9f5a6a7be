import { createHash } from 'node:crypto'
import type { Paragraph } from '../schema.ts'

type LineKind = 'blank' | 'furniture' | 'heading' | 'start' | 'more'
type Line = { kind: LineKind; text: string; marker: Marker | null }
type Marker = { label: string; level: 'number' | 'decimal' | 'sub' | 'bullet'; rest: string; bare: boolean }

type Draft = { marker: Marker | null; parts: string[]; from: number; to: number; section: string | null }

/** Cuts a text into paragraphs. Headings, running heads, page numbers and footnote rules belong to none. */
export function cutParagraphs(source: string): { paragraphs: Paragraph[]; headings: string[]; lines: Line[] } {
  const lines = classifyLines(source.replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\f/g, '\n\f\n').split('\n'))
  const drafts: Draft[] = []
  const headings: string[] = []
  let section: string | null = null
  lines.forEach((line, index) => {
    if (line.kind === 'heading') {
      headings.push(line.text.trim())
      if (line.marker?.level === 'number' || line.marker?.level === 'decimal') section = line.marker.label
    }
    if (line.kind === 'start') {
      drafts.push({ marker: line.marker, parts: [line.marker?.rest ?? line.text], from: index, to: index, section })
      section = null
    }
    const open = drafts.at(-1)
    if (line.kind === 'more' && open) {
      open.parts.push(line.text)
      open.to = index
    }
  })
  return { paragraphs: identify(drafts), headings, lines }
}

/** Joins wrapped lines: a word broken by a hyphen at the line end becomes whole again, white space becomes one space. */
export function joinLines(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .reduce((text, part) => {
      if (text === '') return part
      if (/[a-z]-$/.test(text) && /^[a-z]/.test(part)) return keepsHyphen(text, part) ? text + part : text.slice(0, -1) + part
      // Thai has no space between words, so a full line that wraps is closed up; after a short one the space is a real one.
      return isThai(text.at(-1)) && isThai(part[0]) && text.length >= 40 ? text + part : `${text} ${part}`
    }, '')
    .replace(/\u00ad/g, '')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
}

/** "non-traditional", "follow-up": such a hyphen belongs to the word even at a line end. */
function keepsHyphen(text: string, part: string): boolean {
  const head = /([A-Za-z]+)-$/.exec(text)?.[1]?.toLowerCase() ?? ''
  return hyphenHeads.has(head) || /^(?:up|term|based|term|building|making|sharing|wide|sectoral|related|traditional)\b/.test(part)
}
const hyphenHeads = new Set(['non', 'mid', 'anti', 'counter', 'cross', 'extra', 'inter', 'intra', 'multi', 'sub', 'post', 'pre', 'co', 'follow', 'self', 'so', 'well', 'long', 'short'])

function isThai(char: string | undefined): boolean {
  return char !== undefined && /[\u0e00-\u0e7f]/.test(char)
}

const romans = '(?:(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3}))'
const markers: readonly { level: Marker['level']; pattern: RegExp }[] = [
  { level: 'decimal', pattern: /^\s*(\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=\S)(.*)$/ },
  { level: 'number', pattern: /^\s*(?:¶\s*|[Pp]ara(?:graph|\.)?\s+|ข้อ(?:ที่)?\s*)?\[?([0-9๐-๙]{1,3})(?:[.)\]]\s*(?=[^\d\s.])|\t+|\s{2,}(?=\S))(.*)$/ },
  { level: 'number', pattern: /^([0-9]{1,3}) (?=[A-Z][a-z]+ )(.*)$/ },
  { level: 'sub', pattern: new RegExp(String.raw`^\s*(\((?:[a-z]|${romans}|\d{1,2}|[๐-๙]{1,2}|[ก-ฮ])\))\s*(?=\S)(.*)$`) },
  { level: 'sub', pattern: new RegExp(String.raw`^\s*((?:[a-z]|${romans})[.)])\s+(?=\S)(.*)$`) },
  { level: 'bullet', pattern: /^\s*([-–—•●▪◦*·o])\s+(?=\S)(.*)$/ },
]

function markerOf(line: string): Marker | null {
  for (const { level, pattern } of markers) {
    const match = pattern.exec(line)
    if (match?.[1] && match[2] !== undefined) return { label: arabic(match[1]), level, rest: match[2], bare: /^\d+ /.test(match[0]) && level === 'number' && !/^\d+\s{2}/.test(match[0]) }
  }
  return null
}

function arabic(label: string): string {
  return label.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
}

/** The printed order tells a paragraph number from a number that wrapped to the start of a line ("27 / 28 August"). */
function continuesOrder(marker: Marker, last: number | null, fresh: boolean): boolean {
  if (marker.level === 'bullet' || marker.level === 'sub') return fresh || /^\(/.test(marker.label)
  if (marker.level === 'decimal') return fresh
  const number = Number(marker.label)
  if (marker.bare) return fresh && number === (last ?? 0) + 1
  if (last !== null && number === last + 1) return fresh || /^[A-Z"“(\u0e00-\u0e7f]/.test(marker.rest)
  return fresh
}

/** (b) after (a), iv after iii, any bullet after a bullet. */
function nextInList(last: Marker, marker: Marker): boolean {
  if (last.level !== marker.level || marker.level === 'bullet') return last.level === marker.level
  const [from = '', to = ''] = [last.label, marker.label].map((label) => label.replace(/[().]/g, ''))
  const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
  return (from.length === 1 && to.length === 1 && to.charCodeAt(0) === from.charCodeAt(0) + 1) || (roman.includes(from) && roman.indexOf(to) === roman.indexOf(from) + 1) || Number(to) === Number(from) + 1
}

function classifyLines(raw: readonly string[]): Line[] {
  const { repeated, edges } = runningHeads(raw)
  const lines: Line[] = []
  let last: number | null = null
  let previous = ''
  let open = false
  let joined = true
  // The item last read of a list under a colon: its lines are items however short, never headings.
  let list: Marker | null = null
  const widest = raw.reduce((most, line) => Math.max(most, line.length), 0)
  raw.forEach((text, index) => {
    const push = (kind: LineKind, marker: Marker | null = null) => lines.push({ kind, text, marker })
    if (text.trim() === '') {
      joined = false
      return push('blank')
    }
    if (isFurniture(text, edges === null || edges.has(index) ? repeated : none)) return push('furniture')
    const next = raw[index + 1] ?? ''
    const ended = previous === '' || /[.:;!?…][”"’')\]]*\s*(?:and|or)?$/.test(previous.trim()) || /[;,]\s+(?:and|or)$/.test(previous.trim())
    // A page break may fall inside a sentence: a small letter after a blank line goes on with the open paragraph.
    const goesOn = open && !ended && /^\s*[a-z(,]/.test(text) && lines.slice(-6).some((line) => line.kind === 'furniture')
    const marker = markerOf(text)
    const item = marker !== null && open && (/:\s*$/.test(previous) || (list !== null && nextInList(list, marker))) && (marker.level === 'sub' || marker.level === 'bullet')
    // "The General Assembly," opens a resolution whose first paragraph has the number 1.
    const first = marker?.level === 'number' && marker.label === '1' && last === null && ((/,\s*$/.test(previous) && /^[A-Z]/.test(marker.rest)) || (/^[ก-๙]/.test(marker.rest) && /[ก-๙]\s*$/.test(previous)))
    const fresh = !open || ended || !joined || item || first
    if (marker !== null && !goesOn) list = item ? marker : marker.level === 'number' || marker.level === 'decimal' ? null : list
    if (marker && !goesOn && continuesOrder(marker, last, fresh)) {
      if (marker.level === 'number') last = Number(marker.label)
      if (!item && isHeading(marker.rest, nextFilled(raw, index), true)) {
        open = false
        previous = ''
        joined = true
        return push('heading', marker)
      }
      previous = text
      open = true
      joined = true
      return push('start', marker)
    }
    if (fresh && !goesOn && isHeading(text, nextFilled(raw, index), next.trim() === '' || markerOf(next) !== null || !joined || !open)) {
      open = false
      previous = ''
      joined = true
      return push('heading')
    }
    const indented = open && joined && /^\s{2,}/.test(text) && !/^\s{2,}/.test(previous)
    // Where lines run on without wrapping, each line is a paragraph of its own.
    const unwrapped = widest > 160 && previous.length < widest * 0.8 && !indented && /^\s*[A-Z“"\u0e00-\u0e7f]/.test(text)
    const startsAnew = !open || unwrapped || (!goesOn && !joined) || (last === null && !indented && endsParagraph(previous, text, widest))
    previous = text
    joined = true
    if (startsAnew) {
      open = true
      return push('start')
    }
    push('more')
  })
  return lines
}

/** Without blank lines, a paragraph ends where a sentence does and the line stops short, or where lines are never wrapped at all. */
function endsParagraph(previous: string, text: string, widest: number): boolean {
  if (!/[.:;!?][”"’')\]]*\s*$/.test(previous.trim()) || !/^\s*[A-Z“"\u0e00-\u0e7f]/.test(text)) return false
  return widest > 160 || previous.length < widest * 0.8
}

function nextFilled(raw: readonly string[], index: number): string {
  for (let i = index + 1; i < Math.min(raw.length, index + 4); i++) {
    const line = raw[i]
    if (line !== undefined && line.trim() !== '') return line
  }
  return ''
}

const smallWords = new Set(['of', 'the', 'and', 'on', 'in', 'to', 'for', 'a', 'an', 'at', 'by', 'with', 'from', 'as', 'or', 'against', 'its'])
const finiteOpening = /^(?:we|they|the (?:meeting|ministers?|conference|leaders)|it|adopts?|adopted|endorses?|endorsed|decides?|requests?|takes? note|notes|noted|welcomes?|encourages?|calls? (?:for|upon|on)|urges?|tasks?|directs|invites|agrees|recommends|reaffirms|approves|extended|heard|hereby|do hereby)\b/i

/** A heading is short, closes with no stop, is set in capitals, and holds no sentence. */
function isHeading(text: string, next: string, standsAlone: boolean): boolean {
  const line = text.trim()
  if (line === '' || line.length > 220 || !/^[A-Z0-9("“]/.test(line) || /[.;:,…]["”')]*(?:\s+(?:and|or))?$/.test(line) || /[ก-๙]/.test(line)) return false
  if (next !== '' && /^\s*[a-z]/.test(next) && !markerOf(next)) return false
  const words = line.split(/\s+/)
  if (finiteOpening.test(line) && line !== line.toUpperCase()) return false
  if (line === line.toUpperCase() && /[A-Z]{3}/.test(line) && words.length <= 25) return !/^(?:WE|HEREBY|DO HEREBY|NOTING|RECALLING|ADOPT|ENDORSE|TASK|REQUEST|ENCOURAGE)\b/.test(line)
  if (!standsAlone || words.length > 22 || /\b(?:was|were|is|are|has|have|had|we|they|hereby)\b/i.test(line)) return false
  const content = words.filter((word) => /^[("“]?[A-Za-z]/.test(word) && !smallWords.has(word.toLowerCase()))
  const capitals = content.filter((word) => /^[("“]?[A-Z]/.test(word)).length
  return content.length > 0 && (capitals / content.length >= 0.75 || (words.length <= 8 && /^[A-Z]/.test(line) && markerOf(next)?.level === 'number' && standsAlone))
}

const none: ReadonlySet<string> = new Set()

/** Lines that come back on page after page, with whatever page number. Where pages are known, only their first and last two lines can. */
function runningHeads(raw: readonly string[]): { repeated: ReadonlySet<string>; edges: ReadonlySet<number> | null } {
  const breaks = raw.flatMap((line, index) => (line === '\f' ? [index] : []))
  if (breaks.length > 0) {
    const edges = new Set<number>()
    const pages = new Map<string, number>()
    ;[-1, ...breaks].forEach((from, page) => {
      const filled = Array.from({ length: (breaks[page] ?? raw.length) - from - 1 }, (_, index) => from + 1 + index).filter((index) => (raw[index] ?? '').trim() !== '')
      const ends = new Set([...filled.slice(0, 2), ...filled.slice(-2)])
      for (const index of ends) edges.add(index)
      for (const key of new Set([...ends].map((index) => headKey(raw[index] ?? '')))) if (key.length > 3) pages.set(key, (pages.get(key) ?? 0) + 1)
    })
    const least = Math.max(2, Math.ceil((breaks.length + 1) * 0.3))
    return { repeated: new Set([...pages].filter(([, count]) => count >= least).map(([key]) => key)), edges }
  }
  const seen = new Map<string, number>()
  for (const line of raw) {
    const key = headKey(line)
    if (key.length > 3 && key.length < 100 && !/[.;:,]$/.test(key)) seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return { repeated: new Set([...seen].filter(([, count]) => count >= 3).map(([key]) => key)), edges: null }
}

function headKey(line: string): string {
  return line.trim().replace(/\d+/g, '#')
}

function isFurniture(text: string, repeated: ReadonlySet<string>): boolean {
  const line = text.trim()
  if (/^(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(line) || /^page\s+\d+/i.test(line) || /^หน้า\s*[\d๐-๙]+$/.test(line)) return true
  if (/^[-_=*~–—\s]{3,}$/.test(line) || /^(?:source\s*:\s*)?https?:\/\/\S+$/i.test(line)) return true
  return repeated.has(headKey(line)) && markerOf(line) === null
}

function identify(drafts: readonly Draft[]): Paragraph[] {
  const anyNumbered = drafts.some((draft) => draft.marker !== null && draft.marker.level !== 'bullet')
  const paragraphs: Paragraph[] = []
  const used = new Map<string, number>()
  let top = anyNumbered ? '0' : ''
  let sub = ''
  let loose = 0
  const chain: { id: string; level: number }[] = []
  for (const draft of drafts) {
    const text = joinLines(draft.parts)
    if (text === '') continue
    let level = draft.marker ? depth(draft.marker) : 0
    let number: string
    if (draft.section !== null && anyNumbered) {
      top = draft.section
      sub = ''
      loose = 0
    }
    if (draft.marker?.level === 'number' || draft.marker?.level === 'decimal') {
      number = draft.marker.label
      top = number
      sub = ''
      loose = 0
    } else if (draft.marker?.level === 'sub') {
      const label = draft.marker.label.startsWith('(') ? draft.marker.label : `(${draft.marker.label.replace(/[.)]$/, '')})`
      // Roman items under lettered ones go one deeper: 6(a)(i).
      const deeper = /^\((?:[ivx]{2,}|i)\)$/.test(label) && sub !== '' && !(sub === '(h)' && label === '(i)') && !/^\([ivx]+\)$/.test(sub)
      number = `${top === '0' ? '' : top}${deeper ? sub : ''}${label}`
      if (deeper) level += 0.5
      else sub = label
    } else {
      loose += 1
      number = anyNumbered ? `${top}+${loose}` : String(loose)
    }
    while (chain.length > 0 && (chain.at(-1)?.level ?? 0) >= level) chain.pop()
    if (level === 0 && draft.marker === null) chain.length = 0
    const opening = chain.at(-1)
    const key = `${number}-${shortHash(text)}`
    const times = (used.get(key) ?? 0) + 1
    used.set(key, times)
    const id = times === 1 ? key : `${key}-${times}`
    paragraphs.push({
      number,
      id,
      text,
      numbered: draft.marker !== null && draft.marker.level !== 'bullet',
      under: opening?.id ?? null,
      lines: [draft.from + 1, draft.to + 1],
    })
    if (/:["”]?$|\b(?:to|that|hereby)$|[–—-]$/i.test(text)) chain.push({ id, level })
  }
  return paragraphs
}

function depth(marker: Marker): number {
  if (marker.level === 'number') return 1
  if (marker.level === 'decimal') return marker.label.split('.').length
  return marker.level === 'sub' ? 4 : 5
}

/** Of the words only: wraps, case of the first letter and spacing do not make another paragraph. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC').replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 8)
}
