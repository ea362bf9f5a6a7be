import { readFileSync, readdirSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { GalleryPage } from './gallery.tsx'

const pages = (['en', 'th'] as const).map((lang) => [lang, renderToString(<GalleryPage lang={lang} />)] as const)
const styles = readdirSync('src/client/theme').map((file) => [file, readFileSync(`src/client/theme/${file}`, 'utf8')] as const)

describe('every component', () => {
  it.each(pages)('in %s keeps to the content security policy: no inline style, no inline script', (_, html) => {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<style|<script|\son[a-z]+=/)
  })

  it.each(pages)('in %s leads only inside this host', (_, html) => {
    expect(html.match(/(?:src|href)="(?:https?:)?\/\//g)).toBeNull()
  })

  it.each(pages)('in %s uses an id once', (_, html) => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]).filter((id) => id !== 'notice-title' && !id?.startsWith('key-hatch'))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each(pages)('in %s has a field for every label and a label for every field', (_, html) => {
    const labelled = new Set([...html.matchAll(/<label[^>]*\sfor="([^"]+)"/g)].map((match) => match[1]))
    const fields = [...html.matchAll(/<(?:input|select|textarea)[^>]*>/g)].map((match) => match[0]).filter((tag) => !tag.includes('type="hidden"'))
    expect(fields.length).toBeGreaterThan(10)
    for (const field of fields) expect(labelled).toContain(/\sid="([^"]+)"/.exec(field)?.[1])
  })
})

describe('Thai', () => {
  it.each(styles)('is never set in capitals or italics (%s)', (_, scss) => {
    expect(scss.match(/text-transform:\s*(?!none)\w+|font-style:\s*(?!normal)\w+|text-align:\s*justify/g)).toBeNull()
  })

  it.each(pages)('stands in no element that browsers set in italics (%s)', (_, html) => {
    expect(html).not.toMatch(/<(?:i|em|cite|dfn|var|address)[\s>]/)
  })
})
