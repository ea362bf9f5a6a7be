/** Who may come in, as a doorway seen from above: the wider the gap, the more may enter. */
export const doorways = ['wide', 'gap', 'one', 'shut', 'barred', 'single', 'pen'] as const
export type Doorway = (typeof doorways)[number]

const inner: Record<Doorway, string> = {
  wide: '', gap: 'M2 6.5h4.5M17.5 6.5h4.5', one: 'M2 6.5h6.5M15.5 6.5h6.5', shut: 'M2 6.5h20', barred: 'M2 4.4h20M2 8.6h20', single: 'M2 6.5h20', pen: 'M2 6.5h20',
}

/** The silent sign; the word always stands beside it. */
export function DoorwaySign({ kind }: { kind: Doorway }) {
  return (
    <svg width="32" height="17" viewBox="0 0 24 13" aria-hidden="true">
      <path d="M1.2 1v11M22.8 1v11" stroke="currentColor" stroke-width="2.4" />
      {inner[kind] !== '' && <path d={inner[kind]} stroke="currentColor" stroke-width={kind === 'barred' ? '2' : '2.2'} />}
      {kind === 'one' && <circle cx="12" cy="6.5" r="2.2" fill="currentColor" />}
      {kind === 'single' && <circle cx="12" cy="6.5" r="3.4" fill="#fff" stroke="currentColor" stroke-width="2" />}
      {kind === 'pen' && <path d="M12 1.5l4 4h-8z" fill="currentColor" />}
    </svg>
  )
}
