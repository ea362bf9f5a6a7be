/** The report of a meeting: draft, comments, final text, extracts and corrigenda. */
export {}
