import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Actor, Capacity } from './actor.ts'
import type { AnyCommand } from './command.ts'
import type { Db } from './db.ts'
import type { FileStore } from './files.ts'
import type { Http, Reply } from './http.ts'
import type { Job, Listeners } from './jobs.ts'
import type { Lang, Text } from './languages.ts'
import type { RecordSection } from './record-load.ts'
import type { SearchScope } from './search.ts'

/** One thing that waits for this person, with one verb. */
export interface Need {
  /** The day it is due; null when no day is set. */
  dueOn: string | null
  /** Where no day is set: the day since which it waits. */
  since?: string | undefined
  what: string
  href: string
  why: string
  verb: string
}

export interface NavItem {
  href: string
  /** A key of the module's messages. */
  key: string
  /** Left to right. */
  order: number
  /** Absent: for all. */
  shownTo?: (actor: Actor) => boolean
  /** How many things wait there, shown beside the word. */
  count?: (c: Reply) => Promise<number>
}

export type Dictionary = Record<string, string | ((...args: never[]) => string)>

/** An installation's database and files, for a command of `bin/mufakat`; to be closed. */
export interface OpenedInstallation {
  db: Db
  files: FileStore
  config: { publicUrl: string; zone: string; root: string }
  close(): Promise<void>
}

/** A page of a thing that several modules have pages of, such as a meeting: its tabs are links to pages. */
export interface SubjectTab {
  /** Tells which tab a page belongs under. */
  key: string
  href: string
  label: string
  /** Left to right. */
  order: number
  /** What waits or is there; `short` when something is missing. */
  n?: string | number | undefined
  short?: boolean | undefined
}

/** How far one part of a thing has come, such as a date of a meeting: 7 of 11 named. What the reader may know of it. */
export interface SubjectProgress {
  /** Of the part, as the module that keeps the thing calls it. */
  key: string
  done: boolean
  have?: number | undefined
  of?: number | undefined
  /** What is missing, in a sentence; where it is done, and the one verb. */
  what?: string | undefined
  why?: string | undefined
  href?: string | undefined
  verb?: string | undefined
}

/** What of a module hangs on the days of another's thing: where it stands, and where it would stand. */
export interface SubjectFollower {
  what: string
  href: string
  from: string | null
  to: string | null
}

/** What of a module answers to another's thing, such as the activities that answer to a decision; nothing where the reader sees none. */
export interface SubjectAttachment {
  title: string
  /** That they are made up, where they are. */
  note?: string | undefined
  /** `parts`: what hangs on it in turn, such as the accepted reports and the proof of an activity. */
  items: { href: string; mark: string; label: string; status?: string | undefined; parts?: readonly { href: string; label: string }[] | undefined }[]
}

/** What is going on just now at one part of a thing, such as an item that a session is at. */
export interface SubjectNow {
  /** Of the part. */
  id: string
  label: string
  href: string
}

/** What app.tsx mounts of a module. */
export interface Module {
  name: string
  api?: OpenAPIHono<Http>
  pages?: OpenAPIHono<Http>
  commands?: AnyCommand[]
  record?: RecordSection[]
  listeners?: Listeners
  jobs?: (settings: { smtpUrl: string | undefined; mailFrom: string; publicUrl: string; zone: string }) => Job[]
  messages?: Record<Lang, Dictionary>
  nav?: NavItem[]
  /** Tables of this module that change without the data changing, such as who opened what (`keepApart`). */
  apart?: string[]
  /** Addresses under which what is sent is no form but a file in pieces: the module reads it itself, within its own bounds. */
  streams?: string[]
  /** Commands of `bin/mufakat` by name; the number is the exit code. */
  cli?: Record<string, (args: string[], context: { root: string; open: () => Promise<OpenedInstallation> }) => Promise<number>>
  /** The tabs this module has on a thing of another, such as `meeting`, for this reader: what he may not open has no tab. */
  tabs?: (c: Reply, subject: { kind: string; id: string }) => Promise<SubjectTab[]>
  /** How far this module's part of a thing has come, for the page that keeps its dates. */
  progress?: (c: Reply, subject: { kind: string; id: string }) => Promise<SubjectProgress[]>
  /** What of this module would move if the thing's days moved by so many; only what the reader may see. */
  follows?: (c: Reply, subject: { kind: string; id: string }, days: number) => Promise<SubjectFollower[]>
  /** What of this module is shown on the page of another's thing, to this reader. */
  attachments?: (c: Reply, subject: { kind: string; id: string }) => Promise<SubjectAttachment[]>
  /** Where this reader finds what is going on in another's thing just now, and the topics on which it changes. */
  now?: (c: Reply, subject: { kind: string; id: string }) => Promise<{ topics: string[]; at: () => Promise<SubjectNow[]> }>
  /** Kinds of search entries that are read by a rule of their own. */
  searchScopes?: SearchScope[]
  needs?: (request: { db: Db; actor: Actor; now: string; today: string; lang: Lang }) => Promise<Need[]>
  /** Who is asking, from the request's cookie or token; only the module that keeps accounts has it. */
  identify?: (request: Request, db: Db, now: string) => Promise<{ actor: Actor; capacities: Capacity[] } | null>
  /** Statements and people that make a demonstration alive; each is marked as such wherever it shows. */
  demonstrate?: (db: Db, now: string, files?: FileStore) => Promise<void>
  /** Whether this reader may hear signals of a topic; a topic that no module lets him hear is one that does not exist. */
  mayListen?: (c: Reply, topic: string) => Promise<boolean>
  /** Once before the first request, such as invitations for the first administrators. Lines to print are returned. */
  prepare?: (request: { db: Db; now: string; site: Site; secret: string }) => Promise<string[]>
}

/** What every page knows of the installation it belongs to. */
export interface Site {
  config: { publicUrl: string; mode: 'demonstration' | 'real'; zone: string; uploadLimitBytes: number; documentLimitBytes: number; whenScannerAway: 'wait' | 'accept'; development: boolean; mailGoesOut: boolean; trustProxy: boolean }
  mechanism: () => Promise<{ code: string; name: Text; line: Text } | null>
  assets: { css: string[]; js: string[]; icon: string | null }
  nav: NavItem[]
  modules: Module[]
  say(lang: Lang, code: string, params?: Record<string, string | number>): string
}
