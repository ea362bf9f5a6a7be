/** The parts of a PDF reader that are used here. */
type Glyphs = readonly (number | { readonly unicode?: string })[]
type Page = { getOperatorList(): Promise<{ fnArray: readonly number[]; argsArray: readonly unknown[] }> }
type Pages = { readonly numPages: number; getPage(number: number): Promise<Page>; getMetadata(): Promise<{ info: unknown }> }

/**
 * Typesetters such as Typst write the hyphen of a broken word as a soft one, which the reader of PDF leaves out, so that
 * "commitment" comes as two words on two lines. The drawn glyphs still have it: whatever was broken there is joined again.
 */
export async function joinBrokenWords(document: Pages, texts: readonly string[]): Promise<string[]> {
  const { info } = await document.getMetadata()
  if (!/typst/i.test(JSON.stringify(info ?? {}))) return [...texts]
  return Promise.all(texts.map(async (text, index) => {
    const page = await document.getPage(index + 1)
    const drawn = (await page.getOperatorList()).argsArray.map(glyphText).join('')
    let joined = text
    for (const [, before = '', after = ''] of drawn.matchAll(/(\p{L}+)\u00ad\s*(\p{L}*)/gu)) {
      const whole = after === '' ? joined : joined.replace(`${before}\n${after}`, `${before}${after}`)
      // The other half is on the next page: a plain hyphen tells so.
      joined = whole === joined ? joined.replace(new RegExp(`${before}(?=\\n|$)`), `${before}-`) : whole
    }
    return joined
  }))
}

function glyphText(args: unknown): string {
  const glyphs: unknown = Array.isArray(args) ? args[0] : null
  return Array.isArray(glyphs) ? (glyphs as Glyphs).map((glyph) => (typeof glyph === 'object' && glyph !== null ? (glyph.unicode ?? '') : '')).join('') : ''
}
