/** The page of one decision; a plus in a body's code stays readable. */
export const recordAddress = (id: string, asOf?: string | undefined): string => `/mandates/${encodeURIComponent(id).replaceAll('%2B', '+')}${asOf ? `?asOf=${asOf}` : ''}`
