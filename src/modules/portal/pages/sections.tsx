import type { Lang } from '../../../kernel/languages.ts'
import { Dots } from '../../../ui/index.ts'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'

/** The pages under "About", each leading to the others. */
export function AboutPages(props: { lang: Lang; current: string }) {
  const m = { en, th }[props.lang]
  const links = [
    { href: '/about', label: m['about.nav-title'] },
    { href: '/mechanism', label: m['bodies.title'] },
    { href: '/areas', label: m['areas.nav'] },
    { href: '/how-decisions-are-read', label: m['reading.title'] },
    { href: '/disagreements', label: m['disagreements.title'] },
    { href: '/open-data', label: m['open.title'] },
  ]
  return <nav aria-label={m['about.nav-title']} class="mf-sisters small"><Dots links={links.map((link) => ({ ...link, current: link.href === props.current }))} /></nav>
}
