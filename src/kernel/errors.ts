/** Every expected failure. `kind` decides the HTTP status; `code` is stable, translated, and safe to show. */
export const httpStatus = {
  invalid: 422,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
} as const

export type ErrorKind = keyof typeof httpStatus

/** One thing wrong with an input: where (`/due/on`), and which message says so. */
export interface Fault {
  path: string
  code: string
  params?: Record<string, string | number>
}

export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly faults: Fault[]
  readonly params: Record<string, string | number>

  constructor(kind: ErrorKind, code: string, more: { faults?: Fault[]; params?: Record<string, string | number> } = {}) {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
    this.faults = more.faults ?? []
    this.params = more.params ?? {}
  }
}

export const missing = (code = 'missing') => new AppError('missing', code)
export const invalid = (path: string, code: string, params: Record<string, string | number> = {}) =>
  new AppError('invalid', 'input.invalid', { faults: [{ path, code, params }] })
