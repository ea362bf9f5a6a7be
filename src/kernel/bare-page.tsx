import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Bare } from '../ui/index.ts'
import { answerHtml } from './answer.ts'
import type { Reply } from './http.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { keepThaiLines } from './thai-lines.ts'

/** Answers with a page that has no frame. */
export function barePage(c: Reply, options: { title: string; class?: string; status?: number }, content: ComponentChildren): Promise<Response> {
  const { lang, site } = c.var
  const html = renderToString(<Bare lang={lang} title={`${options.title} – Mufakat`} assets={site.assets} skipLabel={{ en, th }[lang]['page.skip']} class={options.class}>{content}</Bare>)
  return answerHtml(c, `<!doctype html>${lang === 'th' ? keepThaiLines(html) : html}`, options.status)
}
