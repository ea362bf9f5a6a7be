import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Shell, type ShellProps } from './index.ts'

const shell: Omit<ShellProps, 'children'> = {
  lang: 'en',
  title: 'Meetings',
  assets: { css: ['/assets/main-1.css'], js: ['/assets/main-1.js'] },
  brand: { name: 'Mufakat', line: 'a line' },
  nav: [{ href: '/', label: 'Home', current: true }, { href: '/meetings', label: 'Meetings', count: 9 }],
  tools: { searchHref: '/search', searchLabel: 'Search', languageHref: '?lang=th', languageLabel: 'ภาษาไทย', languageLang: 'th' },
  footer: { note: 'Not an official site.', columns: [[{ href: '/data', label: 'Open data' }]] },
  skipLabel: 'Skip to main content',
  navLabel: 'Main',
}

describe('the frame of every page', () => {
  it('is one document in its language, with a way past the header and the way to the other language', () => {
    const html = renderToString(<Shell {...shell}>Body</Shell>)
    expect(html).toMatch(/^<html lang="en"/)
    expect(html).toContain('href="#main"')
    expect(html).toContain('<main class="mf-main" id="main"')
    expect(html).toMatch(/<a class="mf-lang" lang="th" hreflang="th" href="\?lang=th" data-turbo="false" data-turbo-prefetch="false">ภาษาไทย<\/a>/)
    expect(html).toContain('aria-current="page">Home')
  })

  it('never runs what a title or a crumb contains', () => {
    const evil = '<script>alert(1)</script>"><img src=x>'
    const html = renderToString(<Shell {...shell} title={evil} breadcrumbs={[{ label: evil, href: `/?q=${evil}` }]} flash={{ kind: 'success', text: evil }}>{evil}</Shell>)
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img src=x')
  })

  it('signs out by a form that carries the token, and does not fetch pages ahead for someone whose reading is recorded', () => {
    const tools = { ...shell.tools, capacity: { label: 'Acting as', holder: 'desk officer', of: 'Secretariat', href: '/capacities' }, signOut: { action: '/sign-out', label: 'Sign out', csrf: 'token-1' } }
    const html = renderToString(<Shell {...shell} tools={tools}>Body</Shell>)
    expect(html).toMatch(/<form method="post" action="\/sign-out"><input type="hidden" name="csrf" value="token-1"\/?>/)
    expect(html).toContain('<meta name="turbo-prefetch" content="false"')
    expect(html).toContain('Acting as <b>desk officer</b>, Secretariat')
  })

  it('counts in the digits of its language', () => {
    expect(renderToString(<Shell {...shell} lang="th">Body</Shell>)).toContain('<span class="count">๙</span>')
  })
})
