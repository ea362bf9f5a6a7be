/** The only place that reads the wall clock. Everything else is given the instant (ISO, UTC). */
export type Clock = () => string

export const wallClock: Clock = () => new Date().toISOString()
