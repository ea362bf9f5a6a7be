type Control = new (element: Element) => unknown

// Each is fetched only by a page that has one.
const controls: [name: string, load: () => Promise<Control>][] = [
  ['govuk-button', async () => (await import('govuk-frontend/dist/govuk/components/button/button.mjs')).Button],
  ['govuk-error-summary', async () => (await import('govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs')).ErrorSummary],
  ['govuk-notification-banner', async () =>
    (await import('govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs')).NotificationBanner],
]

/**
 * Starts the govuk-frontend controls the page has, once each. The button's own guard against a double click holds back every press for a second;
 * in a live part the same element may by then be another act, and an act sent twice counts once (kernel/once.ts): it is left out there.
 */
export function startControls(root: ParentNode) {
  for (const [name, load] of controls) {
    const waiting = [...root.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`)].filter((element) => !element.closest('form[data-act]'))
    if (waiting.length === 0) continue
    void load().then((Control) => {
      for (const element of waiting) if (element.isConnected && !element.hasAttribute(`data-${name}-init`)) new Control(element)
    })
  }
}
