import type { Lang } from './languages.ts'

/**
 * A paper as what it says, once: the screen, the PDF and the Word file are made from the same value, so they cannot differ. All wording is
 * done before, in the paper's language.
 */
export interface Paper {
  lang: Lang
  /** Above the title: the meeting. */
  over: string
  title: string
  subtitle: string
  /** "Record as of 12 January 2026": the first of the facts under the head. */
  dated: string
  /** The other facts under the head. */
  facts: string[]
  blocks: Block[]
  /** At the foot of every page: who may have it. */
  marking: string
  /** "Page 1 of 3", for the language: the words around the two numbers. */
  pageWords: [before: string, between: string]
  /** Wider tables in smaller letters, to keep a short paper on one page. */
  dense?: boolean
  /** At the head of every page but the first, where title and meeting together are too long. */
  running?: string
  /** Size of letters in points, for a paper whose maker knows how long it may be. */
  size?: number
}

export type PaperTone = 'effect' | 'done' | 'continuing' | 'part' | 'up' | 'late' | 'none' | 'superseded' | 'rejected' | 'plain'

export type Run = string | { text: string; strong?: boolean; quiet?: boolean; href?: string; /** To a block of this paper. */ to?: string; tone?: PaperTone }
export type Line = Run[]
/** A cell is lines under each other. */
export type Cell = Line[]

export type Block =
  | { kind: 'heading'; text: string; id?: string; /** Begins a page, such as an annex. */ newPage?: boolean }
  | { kind: 'text'; line: Line; quiet?: boolean; id?: string }
  /** Set apart: a draft of words, or something that must not be overlooked. */
  | { kind: 'aside'; lines: Line[]; id?: string }
  /** One mark a thing, and the same in words. */
  | { kind: 'units'; units: { tone: PaperTone; name: string; href?: string }[]; words: Line; alt: string }
  | { kind: 'table'; caption: string; columns: { head: string; width: number }[]; rows: Cell[][]; hideHead?: boolean }
  /** A row of marks for each thing, one mark a unit, or shares of a bar where they are too many; the numbers beside say the same. */
  | { kind: 'marks'; caption: string; heads: [label: string, marks: string, ...numbers: string[]]; rows: { label: Line; marks: { tone: PaperTone; n: number }[]; numbers: string[]; sum?: boolean }[]; share: boolean; key: { tone: PaperTone; text: string }[] }
  /** Bars that repeat the words beside them. */
  | { kind: 'bars'; caption: string; heads: [label: string, amount: string]; rows: { label: Line; value: number; words: string; tone: PaperTone }[] }
  | { kind: 'list'; items: Line[] }
  | { kind: 'beside'; left: Block[]; right: Block[] }

/** How an issued copy of a paper can be proven: a code, where to type it, and the same as a picture. */
export interface Stamp {
  code: string
  /** Typed by hand: `mufakat.example.org/check`. */
  address: string
  /** Where the code leads. */
  link: string
  /** SVG of the QR code that leads to the code's page. */
  qr: string
  /** The same as a picture of points, for programs that cannot draw. */
  qrPng: Uint8Array
  qrAlt: string
  /** "Version 2, issued 12 January 2026". */
  version: string
}

/** How a paper falls on its pages. */
export interface Layout {
  pages: number
  /** The page on which a block with an id stands, from 1. */
  at: Record<string, number>
}

export const plainText = (line: Line): string => line.map((run) => (typeof run === 'string' ? run : run.text)).join('')
