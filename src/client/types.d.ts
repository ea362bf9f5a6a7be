declare module 'govuk-frontend/dist/govuk/components/*' {
  type Control = new (element: Element) => unknown
  export const Button: Control
  export const ErrorSummary: Control
  export const NotificationBanner: Control
}

declare module '@hotwired/turbo' {
  export function morphChildren(current: Element, fresh: Element): void
}
