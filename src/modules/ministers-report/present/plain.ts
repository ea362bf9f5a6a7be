import type { Block, Cell, Paper } from '../../../kernel/paper.ts'
import { plainText } from '../../../kernel/paper.ts'

/** The words of a paper alone, for the search. */
export const plainPack = (paper: Paper): string => [paper.title, paper.subtitle, ...paper.blocks.map(plainBlock)].join('\n')

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'heading': return block.text
    case 'text': return plainText(block.line)
    case 'aside': return block.lines.map(plainText).join('\n')
    case 'units': return plainText(block.words)
    case 'table': return block.rows.map((row) => row.map(plainCell).join(' ')).join('\n')
    case 'marks': return block.rows.map((row) => [plainText(row.label), ...row.numbers].join(' ')).join('\n')
    case 'bars': return block.rows.map((row) => `${plainText(row.label)} ${row.words}`).join('\n')
    case 'list': return block.items.map(plainText).join('\n')
    case 'beside': return [...block.left, ...block.right].map(plainBlock).join('\n')
  }
}

const plainCell = (cell: Cell): string => cell.map(plainText).join(' ')
