/** The agenda of a meeting: items, versions, adoption, and how it is printed. */
export {}
