import { PageTitle } from '../ui/index.ts'

/** What stands where a page could not: what happened, what was wrong with the input, and where to go. */
export function ErrorPage(props: {
  title: string
  detail: string
  faults: { path: string; text: string }[]
  faultsTitle: string
  links: { href: string; label: string }[]
  reference?: string | undefined
}) {
  return (
    <>
      <PageTitle title={props.title} />
      <p class="govuk-body-l">{props.detail}</p>
      {props.faults.length > 0 && (
        <>
          <h2 class="govuk-heading-s">{props.faultsTitle}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {props.faults.map((fault) => (
              <li>
                <code>{fault.path}</code> {fault.text}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="govuk-body">
        {props.links.map((link, index) => (
          <>
            {index > 0 && ' · '}
            <a class="govuk-link" href={link.href}>{link.label}</a>
          </>
        ))}
      </p>
      {props.reference && <p class="govuk-body small muted">{props.reference}</p>}
    </>
  )
}
