import type { Lang } from '../../kernel/languages.ts'
import { enRights } from './messages/rights.en.ts'
import { thRights } from './messages/rights.th.ts'
import type { AccessClass } from './rights.ts'

const words = { en: enRights, th: thRights }

export const accessWord = (access: AccessClass, lang: Lang): string => words[lang][`access.${access}`]

/** A doorway seen from above: the wider the gap, the more may enter. The word beside it carries the meaning. */
export function Doorway(props: { access: AccessClass; lang: Lang; /** The sign alone, where the word stands already. */ silent?: boolean; /** In place of the word, such as with which partner. */ label?: string | undefined }) {
  const { access } = props
  const line = (d: string, width = 2.2) => <path d={d} fill="none" stroke="currentColor" stroke-width={width} />
  return (
    <span class="ac">
      <svg width="32" height="17" viewBox="0 0 24 13" aria-hidden="true">
        {line('M1.2 1v11', 2.4)}{line('M22.8 1v11', 2.4)}
        {access === 'OPEN' && line('M2 6.5h4.5M17.5 6.5h4.5')}
        {access === 'CONSULTATION' && <>{line('M2 6.5h6.5M15.5 6.5h6.5')}<circle cx="12" cy="6.5" r="2.2" fill="currentColor" /></>}
        {(access === 'CLOSED' || access === 'DRAFTING' || access === 'HOD_ONLY') && line('M2 6.5h20')}
        {access === 'RETREAT' && line('M2 4.4h20M2 8.6h20', 2)}
        {access === 'DRAFTING' && <path d="M12 1.5l4 4h-8z" fill="currentColor" />}
        {access === 'HOD_ONLY' && <circle cx="12" cy="6.5" r="3.4" fill="#fff" stroke="currentColor" stroke-width="2" />}
      </svg>
      {!props.silent && (props.label ?? accessWord(access, props.lang))}
    </span>
  )
}
