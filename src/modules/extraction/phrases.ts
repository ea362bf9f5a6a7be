/** Words that soften, condition or colour a decision; the pattern, then the word that is stored. */
export const modifierWords: readonly (readonly [string, string])[] = [
  [String.raw`\bin[ -]principle\b`, 'in principle'],
  [String.raw`\bad[ -]?referendum\b`, 'ad referendum'],
  [String.raw`\bsubject to\b[^,.;]*`, 'subject to'],
  [String.raw`\bas appropriate\b`, 'as appropriate'],
  [String.raw`\bwhere appropriate\b`, 'where appropriate'],
  [String.raw`\b(?:where|if|as far as|wherever) (?:feasible|possible|practicable)\b`, 'where feasible'],
  [String.raw`\bwithin (?:existing|available) resources\b`, 'within existing resources'],
  [String.raw`\bunanimously\b`, 'unanimously'],
  [String.raw`\bby consensus\b`, 'by consensus'],
  [String.raw`\bby acclamation\b`, 'by acclamation'],
  [String.raw`\bwith (?:\w+ ){0,2}appreciation\b`, 'with appreciation'],
  [String.raw`\bwith (?:\w+ ){0,2}satisfaction\b`, 'with satisfaction'],
  [String.raw`\bwith (?:\w+ ){0,2}concern\b`, 'with concern'],
  [String.raw`\bprovisionally\b`, 'provisionally'],
  [String.raw`\bon a voluntary basis\b`, 'on a voluntary basis'],
  [String.raw`\bin accordance with (?:\w+ ){0,3}(?:national|domestic|respective)\b`, 'in accordance with national law'],
  ['ในหลักการ', 'in principle'],
  ['แบบรอการยืนยัน|โดยการเวียน', 'ad referendum'],
  ['ตามความเหมาะสม', 'as appropriate'],
  ['โดยเอกฉันท์|เป็นเอกฉันท์', 'unanimously'],
  ['ภายใต้ทรัพยากรที่มีอยู่', 'within existing resources'],
  ['หากเป็นไปได้|เท่าที่ทำได้', 'where feasible'],
  ['ด้วยความชื่นชม', 'with appreciation'],
  ['ด้วยความยินดี|ด้วยความพึงพอใจ', 'with satisfaction'],
  ['ด้วยความ(?:ห่วง)?กังวล', 'with concern'],
]

/** Addressees known by common words in any mechanism: the pattern, the word that is stored, and whether a request to it is a duty (practice §2.7). */
export const genericAddressees: readonly { pattern: string; word: string; subordinate: boolean }[] = [
  { pattern: String.raw`(?:the )?remaining (?:[A-Z]\w+ )?(?:Member States|Member Countries|members)`, word: 'remaining Member States', subordinate: false },
  { pattern: String.raw`(?:all |the |other |each |every |relevant |respective )*(?:ASEAN )?Member (?:States?|Countr(?:y|ies))|(?:all |every |each )(?:ASEAN )?members?|member states|ASEAN members`, word: 'Member States', subordinate: false },
  { pattern: String.raw`(?:[A-Z][\w+]* )*(?:Voluntary )?Lead Shepherds?(?! Of)`, word: 'Lead Shepherds', subordinate: true },
  { pattern: String.raw`(?:[A-Z][\w+]*(?: ?\+ ?[A-Z]\w+)? )*(?:[Ww]orking [Gg]roups?|Task Force|Experts?'? (?:Working )?Group|Technical Working Group)(?: (?:on|for|in|against) (?:the )?(?:[A-Z][\w-]*)(?:(?: (?:and|of|in|on|the|against|to))* [A-Z][\w-]*)*)?`, word: '', subordinate: true },
  { pattern: String.raw`(?:[Tt]he )?(?:[A-Z]\w+ )*Secretariat`, word: 'Secretariat', subordinate: true },
  { pattern: String.raw`(?:[Tt]he )?Secretary-General`, word: 'Secretary-General', subordinate: true },
  { pattern: String.raw`(?:our |the |their |[A-Z]\w+ )*[Ss]enior [Oo]fficials`, word: 'senior officials', subordinate: true },
  { pattern: String.raw`(?:the |all |other |relevant |[A-Z]\w+ )*[Ss]ectoral (?:[Mm]inisterial )?[Bb]od(?:y|ies)`, word: 'sectoral bodies', subordinate: false },
  { pattern: String.raw`(?:the |our |all |other |external |relevant |[A-Z]\w+ )*(?:[Dd]ialogue )?[Pp]artners`, word: 'partners', subordinate: false },
  { pattern: String.raw`(?:the |all |relevant |competent |concerned )*(?:national )?(?:law enforcement )?agencies(?: concerned)?`, word: 'agencies concerned', subordinate: false },
  { pattern: String.raw`(?:the |all |relevant )*(?:national )?(?:focal points?|contact points?)`, word: 'focal points', subordinate: true },
  { pattern: String.raw`(?:the |[A-Z]\w+ )*Ministers(?! of)`, word: 'Ministers', subordinate: false },
  { pattern: String.raw`(?:the )?(?:ASEAN )?Leaders`, word: 'Leaders', subordinate: false },
  { pattern: String.raw`(?:the )?(?:relevant )?(?:international|regional) organi[sz]ations`, word: 'international organisations', subordinate: false },
  { pattern: String.raw`(?:[Aa]ll |[Mm]any |other |the )*States(?: Parties)?(?! of)`, word: 'States', subordinate: false },
  { pattern: String.raw`(?:the )?international community`, word: 'international community', subordinate: false },
]

/** The same in Thai. */
export const genericThaiAddressees: readonly { pattern: string; word: string; subordinate: boolean }[] = [
  { pattern: '(?:หน่วยงาน|ส่วนราชการ)ที่เกี่ยวข้อง', word: 'หน่วยงานที่เกี่ยวข้อง', subordinate: true },
  { pattern: '(?:ประเทศ|รัฐ)สมาชิก(?:อาเซียน)?(?:ที่เหลือ|ทุกประเทศ|ทั้งหมด)?', word: 'ประเทศสมาชิก', subordinate: false },
  { pattern: '(?:ประเทศ)?คู่เจรจา', word: 'คู่เจรจา', subordinate: false },
  { pattern: 'สำนักเลขาธิการ(?:อาเซียน)?', word: 'สำนักเลขาธิการ', subordinate: true },
  { pattern: 'ประเทศผู้นำ(?:สาขา)?', word: 'ประเทศผู้นำ', subordinate: true },
  { pattern: 'คณะทำงาน(?:ด้าน[ก-๙]{2,30}?)?(?=จัดทำ|ดำเนิน|ไป|พิจารณา|ให้|เพื่อ|ศึกษา|รายงาน|ประสาน|ร่าง|\\s|$)', word: '', subordinate: true },
  { pattern: 'เจ้าหน้าที่อาวุโส(?:อาเซียน)?', word: 'เจ้าหน้าที่อาวุโส', subordinate: true },
]

/** Objects of a strong verb that are courtesy or the running of the room, not decisions of substance. */
export const ceremonialObjects = String.raw`guest book|visitors['’]? book|hospitality|dinner|luncheon|lunch\b|reception|gala|courtesy call|photograph|cultural|fruitful|cordial|friendship|old friends|handshake|wreath|temple|(?:minutes?|moments?) of silence|to take (?:over )?the chair|guests? book|badges?|to (?:convey|send|extend|express) (?:an?|its|their|the) (?:\w+ ){0,2}(?:message|thanks|greetings|gratitude|appreciation|letter of (?:thanks|appreciation))|to (?:break|pause) for|sightseeing|excursion|audience|toast|souvenirs?|tree.planting|to (?:deliver|give|make) (?:(?:his|her|their|an?|the|opening|closing|keynote|some|brief)\s+){1,3}(?:remarks|statements?|address|speech|presentation|lecture)\b|to (?:take (?:the|their) (?:floor|seats?)|speak)\b|opening remarks|opening ceremony|closing ceremony|in the (?:ASEAN|traditional) spirit|plaques?|commemorative|local dress|costumes?|attire|coffee|tea break|tokens?|vote of thanks|enjoyable|to (?:proceed|move|turn|revert) to (?:the |its )?(?:next |following )?(?:agenda|item|order)|to (?:adjourn|reconvene|resume)\b|family photo|welcome(?:ing)? remarks|keynote|guests? of honou?r|anthem|condolences`

/** Objects that are procedure: the class stands, but a person should look before it becomes a mandate. */
export const proceduralObjects = String.raw`^(?:(?:the|its|following|provisional|draft|proposed|annotated|as|amended|revised)\s+)*(?:agenda|programme of (?:activities|work)|order of (?:business|speakers)|organi[sz]ation of work|(?:arrangements?|conduct) of business|(?:seating|speaking|administrative) (?:plan|order|arrangements?)|programme(?: of (?:activities|work))?(?=\s*(?:$|[,.;]|and\b))|(?:timetable|schedule) of (?:meetings?|work)|rules of procedure of the (?:meeting|session)|list of (?:participants|delegates|speakers)|report of (?:the|its) (?:\w+ )?(?:meeting|conference|session|rapporteur|credentials committee)|credentials|(?:summary )?record of (?:discussions?|the meeting)|minutes)\b`

/** Filling the chair and the bureau for the days of the meeting is procedure too. */
export const officers = String.raw`\b(?:elect(?:s|ed)?|nominat(?:e|es|ed)|appoint(?:s|ed)?)\b.{0,160}\b(?:as|,)?\s*(?:the\s+|its\s+|his\s+)?(?:(?:co-?|vice-?)?\s?chair(?:s|man|woman|person|persons|manship)?|rapporteurs?|presidents?|vice-presidents?|bureau|officers?)\b(?! of the (?:working|task|expert))`

/** What a body adopts, approves, endorses or signs as a decision; other objects without a proper name are more often manners than mandates. */
export const decidedObjects = String.raw`plan|programme|program\b|project|declaration|statement|communiqu|roadmap|agreement|arrangement|convention|memorand|mou\b|protocol|terms of reference|tor\b|guideline|framework|strateg|charter|concept|treaty|rules|resolution|decision|recommendation|proposal|text|draft|document|instrument|budget|estimate|extension|nomination|accession|appointment|establishment|inclusion|amendment|revision|template|areas?\b|criteria|modalit|mechanism|approach|priorit|review|report|study|findings|outcome|annex|matrix|mandate|membership|network|principle|standard|handbook|manual|policy|action|measure|initiative|request|application|theme|logo|calendar|contribution|fund|it\b|them\b|the following`

/** Those in the room: a request to them alone is the running of the meeting. */
export const inTheRoom = String.raw`^(?:(?:the|all|other)\s+)?(?:delegat(?:es?|ions?)|participants?|everyone|photographers?|guests?|members of the press|interpreters?|observers present)$`

/** What a body binds itself to speaks of its work; "agreed to pose for a handshake" does not. Without one of these a person should look. */
export const workOfTheBody = String.raw`cooperat|co-operat|coordinat|collaborat|information|intelligence|crim|terror|traffick|smuggl|drug|border|cyber|scam|fraud|launder|piracy|secur|capacit|implement|plan|programme|polic|law|legal|legislat|enforce|conven|ratif|monitor|review|report|strengthen|enhanc|develop|promot|expedit|accelerat|intensif|deepen|widen|expand|explor|establish|creat|fund|resourc|train|network|databas|mechanism|secretariat|member|partner|meeting|session|seminar|workshop|consultation|forum|conference|summit|mandate|lead|task|group|committee|draft|text|document|instrument|agreement|declaration|statement|proposal|recommendation|matter|item|issue|strateg|framework|guideline|measure|action|initiative|project|activit|effort|commit|combat|counter|prevent|protect|address|support|assist|share|exchang|harmoni|institution|period|term|year|annual|deadline|extend|adopt|endors|approv|admit|accept|refer|submit|transmit|finali|continue|dialogue|study|survey|centre|center|region|people|victim|child|women|follow|seized|merge|rename|revis|amend|principle|need|importance`
