import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { GalleryPage } from '../../../ui/gallery.tsx'
import { en } from '../messages.en.ts'
import { th } from '../messages.th.ts'

export const componentPages = router()

/** Every component once, for those who build pages. Development only: elsewhere there is nothing at this address. */
componentPages.get('/dev/components', (c) => {
  if (!c.var.site.config.development) throw missing()
  const { lang } = c.var
  return page(c, { title: { en, th }[lang]['dev.title'] }, <GalleryPage lang={lang} />)
})
