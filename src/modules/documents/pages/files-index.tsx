import { renderToString } from 'preact-render-to-string'
import { formatInstant } from '../../../kernel/calendar.ts'
import { type Lang, languages } from '../../../kernel/languages.ts'
import { languageOf, markingOf } from '../files-words.ts'
import { enFiles } from '../messages/files.en.ts'
import { thFiles } from '../messages/files.th.ts'
import type { Paper, PaperFile } from '../queries/papers.ts'

const words = { en: enFiles, th: thFiles }

export interface IndexAsked {
  meeting: { ref: string }
  papers: readonly Paper[]
  lang: Lang
  madeAt: string
  zone: string
  /** Where a copy is checked by its code. */
  checkAt: string
  addressOf: (paper: Paper, file: PaperFile) => string
}

/** The page that leads through saved papers, in both languages, the reader's first. It stands alone on a disk: its style is in it, and there is no script. */
export function indexPage(asked: IndexAsked): string {
  const order = [asked.lang, ...languages.filter((lang) => lang !== asked.lang)]
  const html = renderToString(
    <html lang={asked.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${asked.meeting.ref} – ${words[asked.lang]['files.papers']}`}</title>
        <style>{style}</style>
      </head>
      <body>
        {order.map((lang) => <Part {...asked} lang={lang} />)}
      </body>
    </html>,
  )
  return `<!doctype html>${html}`
}

const style = 'body{font:16px/1.5 "Noto Sans","Noto Sans Thai",system-ui,sans-serif;color:#1b2330;max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4em .8em .4em 0;border-bottom:1px solid #d2dbd6}th{font-weight:600}td.s{white-space:nowrap}code{white-space:nowrap}a{color:#2b3f8c}.q{color:#4d5868}section{margin-bottom:3em}@media(max-width:40em){table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:.1em 0}tr{border-bottom:1px solid #d2dbd6;padding:.6em 0;display:block}}'

function Part({ meeting, papers, lang, madeAt, zone, checkAt, addressOf }: IndexAsked) {
  const m = words[lang]
  return (
    <section lang={lang}>
      <h1>{meeting.ref}: {m['files.papers']}</h1>
      <p class="q">{m['files.made'](formatInstant(madeAt, zone, lang))} {m['files.check-at']} <a href={checkAt}>{checkAt}</a></p>
      <table>
        <thead><tr><th>{m['files.symbol']}</th><th>{m['files.title']}</th><th>{m['files.marking']}</th><th>{m['files.files']}</th></tr></thead>
        <tbody>
          {papers.map((paper) => (
            <tr>
              <td class="s">{paper.symbol}</td>
              <td>{paper.title[lang]}{paper.supersededBy && <div class="q">{m['files.superseded'](paper.supersededBy)}</div>}{paper.origin === 'demonstration' && <div class="q">{m['files.example']}</div>}</td>
              <td>{markingOf(paper, lang)}</td>
              <td>
                {paper.status === 'WITHDRAWN' ? <span class="q">{m['files.withdrawn']}</span> : paper.files.map((file) => (
                  <div><a href={addressOf(paper, file).split('/').map(encodeURIComponent).join('/')}>{languageOf(file.lang, lang)}</a>{file.authentic && ` · ${m['files.authentic']}`} {file.checkCode && <code>{file.checkCode}</code>}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {papers.length === 0 && <p>{m['files.none']}</p>}
    </section>
  )
}
