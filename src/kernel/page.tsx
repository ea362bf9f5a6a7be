import { createHash } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Banner, Shell } from '../ui/index.ts'
import type { Actor } from './actor.ts'
import { answerHtml } from './answer.ts'
import type { Reply } from './http.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { keepThaiLines } from './thai-lines.ts'

const words = { en, th }

export interface PageOptions {
  title: string
  /** The navigation entry this page belongs under. */
  current?: string | undefined
  breadcrumbs?: { label: string; href?: string | undefined }[] | undefined
  description?: string | undefined
  flash?: Banner | undefined
  /** Over the full width between the page and its foot. */
  foot?: ComponentChildren
  wide?: boolean | undefined
  status?: number | undefined
}

/** One name for a person in one capacity, which tells nothing of either; undefined for visitors. */
export const readerName = (actor: Actor): string | undefined => (actor.person === null ? undefined : createHash('sha256').update(`reader ${actor.person.id} ${actor.capacity?.id ?? ''}`).digest('hex').slice(0, 16))

/** The same address in another language. */
export function inLanguage(url: string, lang: string): string {
  const address = new URL(url)
  address.searchParams.set('lang', lang)
  return `${address.pathname}${address.search}`
}

/** Puts content into the shell that every page shares and answers with it. */
export async function page(c: Reply, options: PageOptions, content: ComponentChildren): Promise<Response> {
  const { lang, site, actor, capacities } = c.var
  const m = words[lang]
  const other = lang === 'en' ? 'th' : 'en'
  const mechanism = await site.mechanism()
  const say = (key: string) => site.say(lang, key)
  const nav = await Promise.all(
    site.nav.filter((item) => item.shownTo?.(actor) ?? true).map(async (item) => ({ href: item.href, label: say(item.key), current: item.href === options.current, count: await item.count?.(c) })),
  )
  const html = renderToString(
    <Shell
      lang={lang}
      title={`${options.title} – Mufakat`}
      description={options.description}
      assets={site.assets}
      reader={readerName(actor)}
      brand={{ name: 'Mufakat', line: mechanism?.line[lang] ?? m['page.line'], href: '/' }}
      banner={site.config.mode === 'demonstration' ? m['page.demonstration'] : undefined}
      nav={nav}
      tools={{
        searchHref: '/search',
        searchLabel: m['page.search'],
        languageHref: inLanguage(c.req.url, other),
        languageLabel: m['page.language'],
        languageLang: other,
        ...(actor.person
          ? {
              capacity: actor.capacity
                ? { label: m['page.acting-as'], holder: m[`role.${actor.capacity.role}`], of: actor.capacity.party ?? actor.capacity.body ?? undefined, href: '/account' }
                : capacities.length > 0 ? { label: m['page.choose-capacity'], href: '/account/hat' } : { label: actor.person.name, href: '/account' },
              signOut: { action: '/sign-out', label: m['page.sign-out'], csrf: '' },
            }
          : { signIn: { href: '/sign-in', label: m['page.sign-in'] } }),
      }}
      breadcrumbs={options.breadcrumbs}
      flash={options.flash}
      foot={options.foot}
      wide={options.wide}
      footer={{
        note: m['page.record-note'],
        columns: [
          [{ href: '/api/v1', label: m['page.api'] }, { href: '/open-data', label: m['page.open-data'] }, { href: '/check', label: m['page.check'] }],
          [{ href: '/about', label: m['page.about'] }, { href: '/how-decisions-are-read', label: m['page.how-classed'] }, { href: '/disagreements', label: m['page.disagree'] }],
        ],
      }}
      skipLabel={m['page.skip']}
      navLabel={m['page.nav']}
    >
      {content}
    </Shell>,
  )
  return answerHtml(c, `<!doctype html>${lang === 'th' ? keepThaiLines(html) : html}`, options.status)
}
