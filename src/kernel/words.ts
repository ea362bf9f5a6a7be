/**
 * The search cutter. What is indexed and what is asked go through the same steps: normalise, cut into words, and store or ask for the words
 * in PostgreSQL full text. Every string made here is cast, never parsed by PostgreSQL: `$1::tsvector` and `$1::tsquery`. Its own parser
 * (`to_tsvector`, `to_tsquery`) must not be used: it breaks Thai at the tone marks and codes at the slashes.
 *
 * Slips of the keyboard are for the caller: keep vocabularyOf() of all texts in a table with a pg_trgm index, look up the words of a query
 * that found nothing with `similarity(word, $1) >= similarWordThreshold`, and ask again with queryOf(text, { alike }).
 */
export { normalise } from './words-normalise.ts'
export { cutWords, tsvectorText, vocabularyOf, type IndexedTexts } from './words-index.ts'
export { queryOf, similarWordThreshold, type SearchQuery } from './words-query.ts'
export { excerpt, highlight, type Passage } from './words-highlight.ts'
