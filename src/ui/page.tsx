import type { Lang } from '../kernel/languages.ts'
import { type Children, Count, InLang } from './language.tsx'
import { Hidden } from './forms.tsx'
import { Breadcrumbs, type Crumb } from './headings.tsx'
import { type Banner, NotificationBanner } from './notices.tsx'

export type Link = { href: string; label: string }

export type ShellProps = {
  lang: Lang
  /** Of the browser's window: `Meetings – Mufakat` is the caller's to compose. */
  title: string
  description?: string | undefined
  /** The permanent address of this page, for search engines and citation. */
  canonical?: string | undefined
  /** Addresses from the client build's manifest. */
  assets: { css: readonly string[]; js: readonly string[] }
  /** Whose page it is, as a drawn name: what a browser keeps for one reader goes when another comes. Absent for visitors. */
  reader?: string | undefined
  brand: { name: string; line: string; href?: string | undefined }
  /** Said at the very top of every page, such as that this is a demonstration. */
  banner?: Children
  nav: readonly (Link & { current?: boolean | undefined; count?: number | undefined })[]
  tools: {
    searchHref: string
    searchLabel: string
    /** The same page in the other language. */
    languageHref: string
    languageLabel: string
    languageLang: Lang
    /** In which capacity the reader acts: “Acting as” **desk officer**, Secretariat; without a holder, where to choose one. */
    capacity?: { label: string; holder?: string | undefined; of?: string | undefined; href: string } | undefined
    signIn?: Link | undefined
    signOut?: { action: string; label: string; csrf: string } | undefined
  }
  breadcrumbs?: readonly Crumb[] | undefined
  /** What the last act did; shown once. */
  flash?: Banner | undefined
  footer: { note: Children; columns: readonly (readonly Link[])[] }
  skipLabel: string
  navLabel: string
  /** Uses the whole window instead of 1180 px. */
  wide?: boolean | undefined
  /** Stands between the page and its foot over the full width, such as `<KeyHints>`. */
  foot?: Children
  children: Children
}

/** The whole HTML document; the caller writes `<!doctype html>` before it. */
export function Shell(props: ShellProps) {
  const container = props.wide ? 'mf-wide' : 'govuk-width-container'
  const signedIn = props.tools.signOut !== undefined
  return (
    <InLang lang={props.lang}>
      <html lang={props.lang} class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{props.title}</title>
          {props.description && <meta name="description" content={props.description} />}
          <meta name="theme-color" content="#ffffff" />
          {/* Who opened what is recorded for people with a capacity: pointing at a link must not count as opening it. */}
          {signedIn && <meta name="turbo-prefetch" content="false" />}
          {props.canonical && <link rel="canonical" href={props.canonical} />}
          <link rel="alternate" hreflang={props.tools.languageLang} href={props.tools.languageHref} />
          <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
          {props.assets.css.map((href) => <link rel="stylesheet" href={href} data-turbo-track="reload" />)}
          {props.assets.js.map((src) => <script type="module" src={src} data-turbo-track="reload" />)}
        </head>
        <body class="govuk-template__body" data-reader={props.reader}>
          <a href="#main" class="govuk-skip-link">{props.skipLabel}</a>
          <Header {...props} container={container} />
          <div class={container}>
            {props.breadcrumbs && props.breadcrumbs.length > 0 && <Breadcrumbs items={props.breadcrumbs} />}
            <main class="mf-main" id="main" tabindex={-1}>
              {props.flash && <NotificationBanner {...props.flash} />}
              {props.children}
            </main>
          </div>
          {props.foot}
          <footer class="mf-foot">
            <div class={container}>
              <p>{props.footer.note}</p>
              {props.footer.columns.map((column) => (
                <ul>{column.map((link) => <li><a href={link.href}>{link.label}</a></li>)}</ul>
              ))}
            </div>
          </footer>
        </body>
      </html>
    </InLang>
  )
}

/** A page without the frame: a phone in the hand, a screen on the wall. What it needs of the frame it brings itself. */
export function Bare(props: { lang: Lang; title: string; assets: ShellProps['assets']; skipLabel: string; class?: string | undefined; children: Children }) {
  return (
    <InLang lang={props.lang}>
      <html lang={props.lang} class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{props.title}</title>
          <meta name="turbo-prefetch" content="false" />
          <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
          {props.assets.css.map((href) => <link rel="stylesheet" href={href} data-turbo-track="reload" />)}
          {props.assets.js.map((src) => <script type="module" src={src} data-turbo-track="reload" />)}
        </head>
        <body class={`govuk-template__body${props.class ? ` ${props.class}` : ''}`}>
          <a href="#main" class="govuk-skip-link">{props.skipLabel}</a>
          {props.children}
        </body>
      </html>
    </InLang>
  )
}

function Header(props: ShellProps & { container: string }) {
  const { brand, tools, container } = props
  return (
    <header class="mf-head">
      <div class="mf-thread" />
      {props.banner && <div class="mf-eg"><div class={container}><p>{props.banner}</p></div></div>}
      <div class={`${container} mf-head__row`}>
        <a class="mf-brand" href={brand.href ?? '/'}>
          <Mark />
          <span>{brand.name}<small>{brand.line}</small></span>
        </a>
        <div class="mf-head__tools">
          <a href={tools.searchHref}>{tools.searchLabel}</a>
          {tools.capacity && (
            <a class="mf-capacity" href={tools.capacity.href}>
              {tools.capacity.label}{tools.capacity.holder && <> <b>{tools.capacity.holder}</b></>}{tools.capacity.of && `${props.lang === 'th' ? ' ' : ', '}${tools.capacity.of}`}
            </a>
          )}
          {tools.signIn && <a href={tools.signIn.href}>{tools.signIn.label}</a>}
          {tools.signOut && (
            <form method="post" action={tools.signOut.action}>
              <Hidden name="csrf" value={tools.signOut.csrf} />
              <button class="mf-linkbutton">{tools.signOut.label}</button>
            </form>
          )}
          {/* Following it is an act: it is remembered. So it is never fetched ahead, and pages kept in the other language are let go. */}
          <a class="mf-lang" lang={tools.languageLang} hreflang={tools.languageLang} href={tools.languageHref} data-turbo="false" data-turbo-prefetch="false">{tools.languageLabel}</a>
        </div>
      </div>
      {props.nav.length > 0 && (
        <nav class="mf-nav" aria-label={props.navLabel}>
          <div class={container}>
            <ul>
              {props.nav.map((item) => (
                <li>
                  <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                    {item.label}
                    {item.count ? <> <Count n={item.count} class="count" /></> : null}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </nav>
      )}
    </header>
  )
}

/** The mark: four levels and the thread of one decision through them. */
export function Mark(props: { size?: number | undefined }) {
  const size = props.size ?? 34
  return (
    <svg width={size} height={size} viewBox="0 0 34 34" aria-hidden="true">
      <path d="M1 5h32" stroke="#865400" stroke-width="3.4" />
      <path d="M1 13.5h32" stroke="#2b3f8c" stroke-width="2.6" />
      <path d="M1 21.5h32" stroke="#0d6655" stroke-width="1.9" />
      <path d="M1 29h32" stroke="#6f3f70" stroke-width="1.3" />
      <path d="M7 5C7 15 17 8 17 21.5S27 24 27 29" fill="none" stroke="#1b2330" stroke-width="1.7" />
      <circle cx="7" cy="5" r="3.6" fill="#fff" stroke="#1b2330" stroke-width="1.7" />
      <circle cx="17" cy="21.5" r="3.1" fill="#fff" stroke="#1b2330" stroke-width="1.7" />
      <circle cx="27" cy="29" r="2.7" fill="#1b2330" />
    </svg>
  )
}
