import { z } from '@hono/zod-openapi'
import { AppError } from '../../kernel/errors.ts'

/** Where a list goes on and how much of it is wanted. Every list of the interface takes the same two. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100).openapi({ description: 'How many at most, 1 to 500.' }),
  cursor: z.string().max(200).optional().openapi({ description: 'The `next` of the page before.' }),
})

export const listOf = <Shape extends z.ZodType>(shape: Shape) => z.object({ items: z.array(shape), next: z.string().nullable().openapi({ description: 'Goes into `cursor` for the next page; null on the last.' }) })

/** One page of a list that is held whole, going on after the item a cursor names. AppError `malformed` for a cursor nobody gave out. */
export function pageOf<Item>(items: readonly Item[], keyOf: (item: Item) => string, asked: { limit: number; cursor?: string | undefined }): { items: Item[]; next: string | null } {
  let start = 0
  if (asked.cursor !== undefined) {
    const key = Buffer.from(asked.cursor, 'base64url').toString('utf8')
    start = items.findIndex((item) => keyOf(item) === key) + 1
    if (start === 0) throw new AppError('malformed', 'mechanism.cursor')
  }
  const shown = items.slice(start, start + asked.limit)
  const last = shown.at(-1)
  return { items: shown, next: last !== undefined && start + shown.length < items.length ? Buffer.from(keyOf(last)).toString('base64url') : null }
}
