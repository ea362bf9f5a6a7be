import type { ReadText } from './read-text.ts'

/**
 * Text of a .docx with the numbers and letters that Word prints before paragraphs but does not store in them: 1. (a) •
 * A numbered list that goes on after a plain paragraph goes on counting. Throws what the reader of the format throws.
 */
export async function docxText(bytes: Uint8Array): Promise<ReadText['text']> {
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) })
  return linesOf(value).join('\n\n')
}

function linesOf(html: string): string[] {
  const lines: string[] = []
  const lists: { ordered: boolean; count: number }[] = []
  let top = 0
  let text = ''
  let prefix = ''
  const close = () => {
    const words = text.replace(/[ \t\n]+/g, ' ').trim()
    if (words !== '') lines.push(`${prefix}${words}`)
    if (words !== '') prefix = ''
    text = ''
  }
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z]+\d?)/.exec(piece)
    if (tag === null) {
      text += decoded(piece)
      continue
    }
    const [, slash, name = ''] = tag
    if (name === 'br' || name === 'td' || name === 'th') text += ' '
    if (!/^(?:p|li|ol|ul|h\d|table|tr)$/.test(name)) continue
    close()
    if (name === 'ol' || name === 'ul') {
      if (slash !== '') {
        const ended = lists.pop()
        if (lists.length === 0 && ended?.ordered === true) top = ended.count
      } else lists.push({ ordered: name === 'ol', count: lists.length === 0 && name === 'ol' ? top : 0 })
    }
    const list = lists.at(-1)
    if (name === 'li' && slash === '' && list !== undefined) {
      list.count += 1
      prefix = list.ordered ? label(list.count, lists.length) : '• '
    }
  }
  close()
  return lines
}

function label(count: number, depth: number): string {
  if (depth === 1) return `${count}. `
  if (depth === 2) return count <= 26 ? `(${String.fromCharCode(96 + count)}) ` : `(${count}) `
  return `(${['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][count - 1] ?? count}) `
}

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' })[entity] ?? entity)
}
