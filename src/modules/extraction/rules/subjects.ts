import type { Lexicon } from '../schema.ts'

export type SubjectKind = 'ours' | 'assumed' | 'other' | 'none'

const intro = String.raw`(?:(?:in (?:this|that|view|light|line|addition|particular|accordance|order|response|recognition|furtherance|pursuance)|to (?:this|that) end|for this purpose|on|at|after|following|during|having|with|recogni[sz]ing|recalling|noting|bearing|mindful|as|pursuant|further|furthermore|moreover|accordingly|therefore|finally|likewise|also|then|subsequently|consequently|while|upon)\b[^;]{0,300}?,\s+)?`
const conjunction = String.raw`(?:(?:and|but|thus|hence|then|…|\.{3})\s*,?\s*)*`
const collective = String.raw`(?:representatives|ministers?(?! of (?:home|foreign|interior|justice|public|security|law|defen[cs]e|state)[\w ,]* of (?:the )?[A-Z])(?!['’]s)|meeting|conference|session|consultations?|delegat(?:es|ions)|participants|heads of (?:delegations?|state|government)|leaders|senior officials|plenary|general assembly|assembly|council|committee|commission|board|parties|contracting parties|states parties|two sides|both sides|sides|co-chairs|working group|member states|member countries|countries|governments|forum)`
const ours = new RegExp(String.raw`^["“‘'(]*${conjunction}${intro}${conjunction}(?:we\b|they\b|(?:the )?(?:foreign|economic|finance|defen[cs]e|home|interior|justice|law|trade|health|labou?r|transport|environment|information|education|agriculture|energy|tourism|digital|apec|bimstec|gms|[a-z]+ affairs) (?:foreign |economic |home )?(?=ministers\b)|(?:the|all|both|our|asean|its|[a-z]+)?\s?(?:the )?(?:asean |joint |high contracting |plenary |preparatory |special |relevant )*${collective}\b)`, 'i')
const itself = /^["“]*(?:and |in it,? )?(?:it|(?:the|this) (?:[\w-]+ ){0,6}?(?:declaration|joint statement|communiqu[eé]|statement|resolution|protocol))\b/i

/** Whose act a clause tells, judged by its opening words. `assumed`: a meeting whose own text this may be, but nobody said so. */
export function subjectOf(opening: string, lexicon: Lexicon, issuer: string | null): SubjectKind {
  const clause = opening.trim()
  if (clause === '' || /^(?:…|\.{3}|and|,|\s)+$/i.test(clause)) return 'none'
  const body = leadingBody(clause, lexicon)
  if (body !== null) {
    if (body.possessive) return 'other'
    if (issuer !== null && body.code === issuer) return 'ours'
    if (body.kind === 'body' && issuer === null) return 'assumed'
    return 'other'
  }
  if (ours.test(clause)) {
    if (/\bministers?\b/i.test(clause) && issuer !== null) {
      const names = lexicon.find((entry) => entry.code === issuer)?.names ?? []
      if (names.length > 0 && !/minist|รัฐมนตรี/i.test(names.join(' '))) return 'assumed'
    }
    return /^["“]*(?:the )?(?:leaders|working group|member states|member countries|countries|governments)\b/i.test(clause) ? 'assumed' : 'ours'
  }
  if (itself.test(clause)) return /^["“]*(?:and )?it\b/i.test(clause) ? 'ours' : 'assumed'
  if (/^["“]*(?:the\s+)?(?:\d+(?:st|nd|rd|th)|(?:twenty-?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)\s+(?:[A-Z][\w+]*)/i.test(clause)) return 'assumed'
  return 'other'
}

/** The body or party that opens a clause: "The 25th SOMTC, chaired by Malaysia," gives SOMTC. */
function leadingBody(clause: string, lexicon: Lexicon): { code: string; kind: string; possessive: boolean } | null {
  const head = clause.replace(new RegExp(`^["“]*${conjunction}${intro}${conjunction}`, 'i'), '').replace(/^(?:the|our|an?)\s+/i, '').replace(/^(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+(?:th|st|nd|rd|ieth))\s+(?:annual\s+)?/i, '')
  let best: { code: string; kind: string; length: number } | null = null
  for (const entry of lexicon) {
    for (const name of entry.names) {
      if (head.toLowerCase().startsWith(name.toLowerCase()) && !/^[\w+]/.test(head.slice(name.length)) && name.length > (best?.length ?? 0)) {
        best = { code: entry.code, kind: entry.kind, length: name.length }
      }
    }
  }
  if (best === null) return null
  const rest = head.slice(best.length)
  // "SOMTC Lead Shepherds agreed", "ASEAN Ministers adopted": the name only qualifies the real subject.
  if (/^\s+(?:ministers|leaders|member|lead|working|senior officials|consultation|heads)/i.test(rest)) return null
  return { code: best.code, kind: best.kind, possessive: /^['’]s?\b/.test(rest) }
}
