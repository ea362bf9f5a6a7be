import { numeral, Scroll } from '../../../ui/index.ts'
import { type Answer, answerOf, categories, type Category, type Right, rightGroups, type Rights, rights } from '../../meetings/index.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { enWhy } from '../messages/why.en.ts'
import { thWhy } from '../messages/why.th.ts'

export const whyWords = { en: enWhy, th: thWhy }

const jade = '#0d6655'
const kindOf = (answer: Answer): 'yes' | 'invited' | 'part' | 'no' => (answer === 'yes' || answer === 'pen' || answer === 'technical' ? 'yes' : answer === 'no' ? 'no' : answer === 'invited' ? 'invited' : 'part')
const css = { yes: 'y', invited: 'c', part: 'c', no: 'n' } as const

function Sign(props: { kind: 'yes' | 'invited' | 'part' }) {
  return (
    <svg class="g" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {props.kind === 'yes' ? <circle cx="7" cy="7" r="5.5" fill={jade} /> : props.kind === 'invited' ? <circle cx="7" cy="7" r="5" fill="none" stroke="#4d5868" stroke-width="1.6" stroke-dasharray="3 2.2" /> : <><circle cx="7" cy="7" r="5" fill="none" stroke={jade} stroke-width="1.6" /><path d="M7 2a5 5 0 0 1 0 10z" fill={jade} /></>}
    </svg>
  )
}

/** Words in cells, not letters; a dash is read "No". `on` is the cell that answered. */
export function RightsTable(props: { table: Rights; lang: Lang; on?: { right: Right; category: Category } | undefined }) {
  const { table, lang, on } = props
  const m = whyWords[lang]
  const cell = (right: Right, category: Category) => {
    const answer = answerOf(table, right, category)
    const kind = kindOf(answer)
    const marked = on?.right === right && on.category === category
    return <td class={`${css[kind]}${marked ? ' on' : ''}`} id={marked ? 'rule' : undefined}>{kind === 'no' ? <><span aria-hidden="true">–</span><span class="vh">{m['rights.cell.no']}</span></> : <><Sign kind={kind} />{m[`rights.cell.${answer}`]}</>}</td>
  }
  return (
    <>
      <Scroll name={m['rights.table']}>
        <table class="rx">
          <caption class="vh">{m['rights.table']}</caption>
          <thead><tr><th scope="col">{m['rights.right']}</th>{categories.map((category) => <th scope="col">{m[`rights.category.${category}`]}</th>)}</tr></thead>
          <tbody>
            {Object.entries(rightGroups).map(([group, list]) => (
              <>
                <tr class="grp"><th scope="rowgroup" colspan={10}>{m[`rights.group.${group as keyof typeof rightGroups}`]}</th></tr>
                {list.map((right) => <tr><th scope="row"><span class="nr muted num">{numeral(lang, rights.indexOf(right) + 1)}</span>{m[`rights.of.${right}`]}</th>{categories.map((category) => cell(right, category))}</tr>)}
              </>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="small mf-rxkey"><span><Sign kind="yes" /> {m['rights.key-yes']}</span> <span><Sign kind="invited" /> {m['rights.key-invited']}</span> <span><Sign kind="part" /> {m['rights.key-part']}</span> <span>– {m['rights.key-no']}</span></p>
      <p class="small muted">{m['rights.abbreviations']} {m['rights.cells'](numeral(lang, rights.length * categories.length))}</p>
    </>
  )
}
