import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/installation.ts'
import { listRights } from './queries/rights.ts'
import { type Answer, answerOf, categories, type Facts, judge, rights } from './rights.ts'

/** Practice §4.4 as it is printed there, row by row: Y, I, O, C and the words of its cells. */
const printed = `
attend-ceremony      Y Y Y Y Y I I Y Y
attend-open          Y Y Y Y Y I O Y Y
attend-closed        Y - - I - - - I Y
attend-retreat       HOD+1 - - - - - - - SG+1
attend-consultation  Y Y O I O - O - Y
attend-drafting      Y C - - - - - - pen
speak                Y O/I O/I I I I O I I
propose-item         Y O - - - - - I technical
submit-document      Y O O viaChair viaChair viaSec O Y Y
propose-amendment    Y C - - - - - - editorial
object               Y C - - - - - - -
break-silence        Y C - - - - - - -
point-of-order       Y - - - - - - - -
reserve              Y C - - - - - - -
adopt                Y C - - - - - - SGauth
chair                rotation cochair - - - - - - -
see-general          Y Y Y Y Y released O Y Y
see-limited          Y C - - - - - - Y
see-restricted       Y - - - - - - named Y
see-partner          Y O O - - - - - Y
see-report           Y extract extract - extract - - extract Y
see-participants     Y that Y Y Y - - Y Y
`

const meaning: Record<string, { answer: Answer; needs: keyof Facts | null; never?: true }> = {
  Y: { answer: 'yes', needs: null }, '-': { answer: 'no', needs: null, never: true }, I: { answer: 'invited', needs: 'invited' }, O: { answer: 'own', needs: 'own' }, C: { answer: 'joint', needs: 'joint' }, 'O/I': { answer: 'own-or-invited', needs: 'own' },
  'HOD+1': { answer: 'head-plus-one', needs: 'headOrBeside' }, 'SG+1': { answer: 'secretary-general-plus-one', needs: 'headOrBeside' }, pen: { answer: 'pen', needs: null }, technical: { answer: 'technical', needs: null }, editorial: { answer: 'editorial', needs: null },
  viaChair: { answer: 'via-chair', needs: null }, viaSec: { answer: 'via-secretariat', needs: null }, SGauth: { answer: 'if-authorised', needs: 'authorised' }, rotation: { answer: 'rotation', needs: 'chairing' }, cochair: { answer: 'co-chair', needs: 'chairing' },
  released: { answer: 'released', needs: 'released' }, named: { answer: 'named', needs: 'named' }, extract: { answer: 'extract', needs: null }, that: { answer: 'that-meeting', needs: 'thisMeeting' },
}

const rows = printed.trim().split('\n').map((line) => line.trim().split(/\s+/))
const cells = rows.flatMap(([right = '', ...words]) => words.map((word, index) => ({ right, category: categories[index] as (typeof categories)[number], word })))

describe('US-08 AC1 the rights of 9 categories in 22 rights', () => {
  it('the table has 198 cells, in the order of practice §4.4', () => {
    expect(cells).toHaveLength(198)
    expect([...new Set(cells.map((cell) => cell.right))].sort()).toEqual([...rights].sort())
  })

  const table = testDatabase('record').then((db) => listRights(db, '2026-01-12'))
  it.each(cells)('R-4.4.1 $right of $category: $word', async ({ right, category, word }) => {
    const known = meaning[word]
    expect(known, word).toBeDefined()
    const answer = answerOf(await table, right as (typeof rights)[number], category)
    expect(answer).toBe(known?.answer)
    // Without the fact a conditional cell is a no, with it a yes; no other fact opens it.
    expect(judge(answer).allowed).toBe(known?.needs === null && known.never !== true)
    const every: Facts = { own: true, invited: true, joint: true, named: true, released: true, headOrBeside: true, chairing: true, authorised: true, thisMeeting: true }
    expect(judge(answer, every).allowed).toBe(known?.never !== true)
    if (known?.needs) expect(judge(answer, { ...every, [known.needs]: false, ...(word === 'O/I' ? { invited: false } : {}) }).allowed).toBe(false)
  })

  it('a body may change a cell from a day on; before it the old answer stands', async () => {
    const db = await testDatabase('record')
    await db.transaction().execute(async (tx) => {
      const { saveRight } = await import('./queries/rights.ts')
      await saveRight(tx, { right: 'attend-closed', from: '2027-01-01', until: null, answers: { observer: 'yes' } as never })
    })
    expect(answerOf(await listRights(db, '2026-12-31'), 'attend-closed', 'observer')).toBe('invited')
    expect(answerOf(await listRights(db, '2027-01-01'), 'attend-closed', 'observer')).toBe('yes')
    await db.destroy()
  })
})
