import { OpenAPIHono } from '@hono/zod-openapi'
import type { Http } from '../../kernel/http.ts'
import type { Site } from '../../kernel/module.ts'

export interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; example?: unknown; schema?: { type?: string | string[]; enum?: unknown[]; default?: unknown; description?: string } }[]
  responses?: Record<string, { description?: string }>
}

const made = new WeakMap<Site, ReturnType<typeof build>>()

/** The contract of every module's routes, from the definitions they run on. Made once an installation. */
export function contractOf(site: Site) {
  const known = made.get(site) ?? build(site)
  made.set(site, known)
  return known
}

function build(site: Site) {
  const all = new OpenAPIHono<Http>()
  for (const module of site.modules) if (module.api) all.route('/api/v1', module.api)
  return all.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Mufakat', version: '1', description: 'The record of an intergovernmental mechanism: what was decided, who was asked to act, and what came of it.', license: { name: 'Apache-2.0' } },
    servers: [{ url: site.config.publicUrl }],
  })
}

/** Every operation with its address and method, in the order of tags. */
export function operationsOf(site: Site): { method: string; path: string; operation: Operation }[] {
  const paths = contractOf(site).paths ?? {}
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item ?? {}).flatMap(([method, operation]) => (['get', 'post', 'put', 'patch', 'delete'].includes(method) ? [{ method: method.toUpperCase(), path, operation: operation as Operation }] : [])),
  )
}
