/** The session while it is held: position on the agenda, speakers, presence and decisions at the gavel. */
export {}
