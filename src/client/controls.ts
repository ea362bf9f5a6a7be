type Control = new (element: Element) => unknown

// Each is fetched only by a page that has one.
const controls: [name: string, load: () => Promise<Control>][] = [
  ['govuk-button', async () => (await import('govuk-frontend/dist/govuk/components/button/button.mjs')).Button],
  ['govuk-error-summary', async () => (await import('govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs')).ErrorSummary],
  ['govuk-notification-banner', async () =>
    (await import('govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs')).NotificationBanner],
]

/** Starts the govuk-frontend controls the page has, once each. */
export function startControls(root: ParentNode) {
  for (const [name, load] of controls) {
    const waiting = [...root.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`)]
    if (waiting.length === 0) continue
    void load().then((Control) => {
      for (const element of waiting) if (element.isConnected && !element.hasAttribute(`data-${name}-init`)) new Control(element)
    })
  }
}
