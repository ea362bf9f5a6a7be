import type { DecisionClass, EffectKind, Strength } from './schema.ts'

/**
 * Where the addressee of a verb is read: `all` members bind themselves; `object` follows the verb ("tasked X to");
 * `by` follows the wish ("called for ratification by X"); `none`: the verb addresses nobody.
 */
export type AddresseeRule = 'all' | 'object' | 'by' | 'none'

export type VerbRow = {
  readonly code: string
  /** Base, third person, past, participle: "take takes took taken". */
  readonly forms: string
  /** What must follow the verb for this row to apply, as a pattern. The row with a tail is tried before the bare verb. */
  readonly tail?: string
  readonly class: DecisionClass
  readonly strength?: Strength
  readonly addressee: AddresseeRule
  readonly effect?: EffectKind
  /** What the secretariat has to do next. */
  readonly followUp: 'none' | 'link' | 'next-meeting' | 'reply' | 'track' | 'plan' | 'transmit' | 'publish' | 'record-date' | 'carry' | 'ratify'
  /** `plain`: can stand without an object ("agreed on"). Otherwise a preposition after the form marks a participle ("adopted in 2017"). */
  readonly plain?: true
  /** `state`: "are committed to" speaks of the subject itself, it is no passive. */
  readonly state?: true
  /** The verb has other meanings often enough that a person should always look. */
  readonly doubtful?: true
  readonly source: string
}

const taxonomy = 'practice §2.7'
const usage = 'usage of ASEAN statements, class by practice §2.7'

const withPleasure = String.raw`,?\s+with\s+(?:\w+\s+){0,3}(?:satisfaction|appreciation|pleasure|gratitude|thanks|interest)`
const withConcern = String.raw`,?\s+with\s+(?:\w+\s+){0,3}(?:concern|alarm|regret|dismay)`
const thanksWords = String.raw`appreciation|gratitude|thanks|condolences|sympath(?:y|ies)|congratulations|welcome|greetings|best wishes|solidarity|felicitations|(?:an? )?(?:\w+ )?invitation|hospitality|delight|pleasure|admiration`
const thanks = String.raw`\s+(?:[\w']+,?\s+){0,5}?(?:${thanksWords})`

/** English: one row per verb. A row with a tail stands above the bare verb. */
export const englishVerbs: readonly VerbRow[] = [
  { code: 'held-retreat', forms: 'hold holds held held', tail: String.raw`(?=\s+(?:an?|its|their|the|two|several|bilateral)\b)`, class: 'C0', addressee: 'none', followUp: 'none', source: 'golden G7' },
  { code: 'considered', forms: 'consider considers considered considered', class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'discussed', forms: 'discuss discusses discussed discussed', class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'deliberated', forms: 'deliberate deliberates deliberated deliberated', class: 'C0', addressee: 'none', followUp: 'none', plain: true, source: usage },
  { code: 'exchanged-views', forms: 'exchange exchanges exchanged exchanged', tail: String.raw`\s+(?:\w+\s+){0,2}views`, class: 'C0', addressee: 'none', followUp: 'none', plain: true, source: taxonomy },
  { code: 'reviewed', forms: 'review reviews reviewed reviewed', class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'commended', forms: 'commend commends commended commended', class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'lauded', forms: 'laud lauds lauded lauded', class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'praised', forms: 'praise praises praised praised', class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'applauded', forms: 'applaud applauds applauded applauded', class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'congratulated', forms: 'congratulate congratulates congratulated congratulated', class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'thanked', forms: 'thank thanks thanked thanked', class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'appreciated', forms: 'appreciate appreciates appreciated appreciated', class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'honoured', forms: 'honour honours honoured honoured', class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'paid-tribute', forms: 'pay pays paid paid', tail: String.raw`\s+(?:\w+\s+){0,2}(?:tribute|homage|courtesy call)`, class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'extended-courtesy', forms: 'extend extends extended extended', tail: thanks, class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'expressed-thanks', forms: 'express expresses expressed expressed', tail: thanks, class: 'C0', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'conveyed-thanks', forms: 'convey conveys conveyed conveyed', tail: thanks, class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'heard', forms: 'hear hears heard heard', class: 'C0', addressee: 'none', followUp: 'none', source: usage },

  { code: 'noted-with-concern', forms: 'note notes noted noted', tail: withConcern, class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'noted-with-satisfaction', forms: 'note notes noted noted', tail: withPleasure, class: 'C1', strength: '+', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'took-note-with-satisfaction', forms: 'take takes took taken', tail: String.raw`${withPleasure}\s+note\b|\s+(?:\w+\s+)?note${withPleasure}`, class: 'C1', strength: '+', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'took-note', forms: 'take takes took taken', tail: String.raw`\s+(?:due\s+|full\s+|good\s+)?note\b`, class: 'C1', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'noted', forms: 'note notes noted noted', class: 'C1', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'received-report', forms: 'receive receives received received', tail: String.raw`(?=\s+(?:with\s+\w+\s+)?(?:the|a|an)\s+(?:[\w-]+\s+){0,3}(?:reports?|updates?|briefings?|brief)\b)`, class: 'C1', addressee: 'none', followUp: 'none', source: usage },

  { code: 'viewed-with-concern', forms: 'view views viewed viewed', tail: withConcern, class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'expressed-satisfaction', forms: 'express expresses expressed expressed', tail: String.raw`\s+(?:\w+\s+){0,2}satisfaction`, class: 'C1', strength: '+', addressee: 'none', followUp: 'none', source: usage },
  { code: 'expressed-concern', forms: 'express expresses expressed expressed', class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'acknowledged', forms: 'acknowledge acknowledges acknowledged acknowledged', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'recognised', forms: 'recognise recognises recognised recognised', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'recognized', forms: 'recognize recognizes recognized recognized', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'recalled', forms: 'recall recalls recalled recalled', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'reaffirmed', forms: 'reaffirm reaffirms reaffirmed reaffirmed', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'affirmed', forms: 'affirm affirms affirmed affirmed', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'reiterated', forms: 'reiterate reiterates reiterated reiterated', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'underscored', forms: 'underscore underscores underscored underscored', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'underlined', forms: 'underline underlines underlined underlined', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'emphasised', forms: 'emphasise emphasises emphasised emphasised', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'emphasized', forms: 'emphasize emphasizes emphasized emphasized', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'stressed', forms: 'stress stresses stressed stressed', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'highlighted', forms: 'highlight highlights highlighted highlighted', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'committed', forms: 'commit commits committed committed', tail: String.raw`(?=(?:\s+(?:themselves|ourselves|itself))?\s+to\b)`, class: 'C2', addressee: 'none', followUp: 'link', state: true, plain: true, source: usage },
  { code: 'determined', forms: '- - - determined', tail: String.raw`(?=\s+to\b)`, class: 'C2', addressee: 'none', followUp: 'link', state: true, plain: true, source: usage },
  { code: 'concerned', forms: '- - - concerned', tail: String.raw`(?=\s+(?:about|at|by|over|that|with)\b)`, class: 'C2', addressee: 'none', followUp: 'none', state: true, plain: true, source: usage },
  { code: 'pledged', forms: 'pledge pledges pledged pledged', class: 'C2', addressee: 'none', followUp: 'link', plain: true, source: usage },
  { code: 'condemned', forms: 'condemn condemns condemned condemned', class: 'C2', addressee: 'none', followUp: 'none', plain: true, source: usage },
  { code: 'welcomed', forms: 'welcome welcomes welcomed welcomed', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'supported', forms: 'support supports supported supported', class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },

  { code: 'looked-forward', forms: 'look looks looked looked', tail: String.raw`\s+forward\s+to\b`, class: 'C3', addressee: 'none', followUp: 'next-meeting', plain: true, source: taxonomy },
  { code: 'hoped', forms: 'hope hopes hoped hoped', class: 'C3', addressee: 'none', followUp: 'next-meeting', plain: true, source: usage },
  { code: 'encouraged', forms: 'encourage encourages encouraged encouraged', class: 'C3', addressee: 'object', followUp: 'next-meeting', source: taxonomy },
  { code: 'called-upon', forms: 'call calls called called', tail: String.raw`\s+(?:up)?on\b`, class: 'C3', strength: '+', addressee: 'object', followUp: 'next-meeting', plain: true, source: taxonomy },
  { code: 'called-for', forms: 'call calls called called', tail: String.raw`\s+for\b`, class: 'C3', strength: '+', addressee: 'by', followUp: 'next-meeting', plain: true, source: taxonomy },
  { code: 'urged', forms: 'urge urges urged urged', class: 'C3', strength: '+', addressee: 'object', followUp: 'next-meeting', source: taxonomy },
  { code: 'appealed', forms: 'appeal appeals appealed appealed', tail: String.raw`(?=\s+(?:to|for)\b)`, class: 'C3', strength: '+', addressee: 'object', followUp: 'next-meeting', plain: true, source: usage },

  { code: 'invited', forms: 'invite invites invited invited', class: 'C4', addressee: 'object', followUp: 'reply', source: taxonomy },
  { code: 'requested', forms: 'request requests requested requested', class: 'C4', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'asked', forms: 'ask asks asked asked', class: 'C4', addressee: 'object', followUp: 'track', source: usage },
  { code: 'recommended', forms: 'recommend recommends recommended recommended', class: 'C4', addressee: 'by', followUp: 'reply', source: taxonomy },
  { code: 'referred', forms: 'refer refers referred referred', tail: String.raw`(?=\s+(?:the|this|these|it)\b[^.;]{0,80}?\sto\b)`, class: 'C4', addressee: 'by', followUp: 'reply', effect: 'transmitted', doubtful: true, source: usage },

  { code: 'tasked', forms: 'task tasks tasked tasked', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'directed', forms: 'direct directs directed directed', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'instructed', forms: 'instruct instructs instructed instructed', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'mandated', forms: 'mandate mandates mandated mandated', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'entrusted', forms: 'entrust entrusts entrusted entrusted', class: 'C5', addressee: 'object', followUp: 'track', source: usage },
  { code: 'assigned', forms: 'assign assigns assigned assigned', class: 'C5', addressee: 'object', followUp: 'track', source: usage },

  { code: 'agreed-in-principle', forms: 'agree agrees agreed agreed', tail: String.raw`,?\s+in\s+principle\b`, class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', followUp: 'track', plain: true, source: taxonomy },
  { code: 'agreed-to-disagree', forms: 'agree agrees agreed agreed', tail: String.raw`\s+to\s+disagree`, class: 'C0', addressee: 'none', followUp: 'none', plain: true, source: usage },
  { code: 'agreed', forms: 'agree agrees agreed agreed', class: 'C6', addressee: 'all', followUp: 'plan', plain: true, source: taxonomy },
  { code: 'concurred', forms: 'concur concurs concurred concurred', class: 'C6', addressee: 'all', followUp: 'plan', plain: true, source: usage },
  { code: 'resolved', forms: 'resolve resolves resolved resolved', tail: String.raw`(?=\s+(?:to|that)\b)`, class: 'C5', addressee: 'all', followUp: 'plan', plain: true, source: taxonomy },
  { code: 'decided', forms: 'decide decides decided decided', class: 'C6', addressee: 'all', followUp: 'record-date', plain: true, source: taxonomy },
  { code: 'endorsed-in-principle', forms: 'endorse endorses endorsed endorsed', tail: String.raw`,?\s+in\s+principle\b`, class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', followUp: 'track', source: taxonomy },
  { code: 'endorsed', forms: 'endorse endorses endorsed endorsed', class: 'C6', addressee: 'all', effect: 'instrument-endorsed', followUp: 'transmit', source: taxonomy },
  { code: 'approved-in-principle', forms: 'approve approves approved approved', tail: String.raw`,?\s+in\s+principle\b`, class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', followUp: 'track', source: taxonomy },
  { code: 'approved', forms: 'approve approves approved approved', class: 'C6', addressee: 'all', effect: 'instrument-approved', followUp: 'plan', source: taxonomy },
  { code: 'adopted-in-principle', forms: 'adopt adopts adopted adopted', tail: String.raw`,?\s+in\s+principle\b`, class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', followUp: 'track', source: taxonomy },
  { code: 'adopted', forms: 'adopt adopts adopted adopted', class: 'C6', addressee: 'all', effect: 'instrument-adopted', followUp: 'publish', source: taxonomy },
  { code: 'accepted', forms: 'accept accepts accepted accepted', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'established', forms: 'establish establishes established established', class: 'C6', addressee: 'all', effect: 'body-established', followUp: 'record-date', source: taxonomy },
  { code: 'designated', forms: 'designate designates designated designated', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: taxonomy },
  { code: 'appointed', forms: 'appoint appoints appointed appointed', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: usage },
  { code: 'elected', forms: 'elect elects elected elected', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: usage },
  { code: 'extended', forms: 'extend extends extended extended', class: 'C6', addressee: 'all', effect: 'extended', followUp: 'record-date', source: taxonomy },
  { code: 'renewed', forms: 'renew renews renewed renewed', class: 'C6', addressee: 'all', effect: 'extended', followUp: 'record-date', doubtful: true, source: usage },
  { code: 'amended', forms: 'amend amends amended amended', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'transferred', forms: 'transfer transfers transferred transferred', class: 'C6', addressee: 'all', effect: 'lead-transferred', followUp: 'record-date', source: taxonomy },
  { code: 'terminated', forms: 'terminate terminates terminated terminated', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: taxonomy },
  { code: 'launched', forms: 'launch launches launched launched', class: 'C6', addressee: 'all', followUp: 'record-date', doubtful: true, source: usage },
  { code: 'deferred', forms: 'defer defers deferred deferred', class: 'C6', addressee: 'all', effect: 'item-carried', followUp: 'carry', plain: true, source: taxonomy },
  { code: 'postponed', forms: 'postpone postpones postponed postponed', class: 'C6', addressee: 'all', effect: 'item-carried', followUp: 'carry', plain: true, source: usage },
  { code: 'remained-seized', forms: 'remain remains remained remained', tail: String.raw`\s+(?:actively\s+)?sei[zs]ed\b`, class: 'C6', addressee: 'all', effect: 'item-carried', followUp: 'carry', plain: true, source: taxonomy },
  { code: 'gave-approval-in-principle', forms: 'give gives gave given', tail: String.raw`\s+(?:[\w-]+\s+){0,2}(?:in-principle|provisional)\s+(?:approval|endorsement)`, class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', followUp: 'track', source: usage },
  { code: 'gave-approval', forms: 'give gives gave given', tail: String.raw`\s+(?:[\w-]+\s+){0,2}(?:approval|endorsement|consent)`, class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'reached-agreement', forms: 'reach reaches reached reached', tail: String.raw`\s+(?:an?\s+)?(?:[\w-]+\s+)?(?:agreement|consensus)\b`, class: 'C6', addressee: 'all', followUp: 'record-date', plain: true, source: usage },

  { code: 'signed', forms: 'sign signs signed signed', class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', source: taxonomy },
  { code: 'initialled', forms: 'initial initials initialled initialled', class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', source: usage },
  { code: 'witnessed-signing', forms: 'witness witnesses witnessed witnessed', tail: String.raw`\s+(?:the\s+)?sign(?:ing|ature)`, class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', source: taxonomy },
]

export type ThaiVerbRow = {
  readonly code: string
  /** Every spelling, longest match wins. */
  readonly words: readonly string[]
  readonly class: DecisionClass
  readonly strength?: Strength
  readonly addressee: 'all' | 'object' | 'none'
  readonly effect?: EffectKind
  /** A verb such as มีมติ only opens the decision; the verb after it, when there is one, says which. */
  readonly opens?: true
  readonly source: string
}

const thaiUsage = 'usage of Thai cabinet resolutions and press releases, class by practice §2.7'

/** Thai: one row per verb. */
export const thaiVerbs: readonly ThaiVerbRow[] = [
  { code: 'th-noted-with-concern', words: ['รับทราบด้วยความกังวล', 'รับทราบด้วยความห่วงกังวล', 'แสดงความกังวล', 'แสดงความห่วงกังวล'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-noted-with-satisfaction', words: ['รับทราบด้วยความยินดี', 'รับทราบด้วยความชื่นชม', 'รับทราบด้วยความพึงพอใจ', 'ยินดีรับทราบ'], class: 'C1', strength: '+', addressee: 'none', source: taxonomy },
  { code: 'th-noted', words: ['รับทราบ'], class: 'C1', addressee: 'none', source: taxonomy },
  { code: 'th-thanked', words: ['ขอบคุณ', 'แสดงความขอบคุณ', 'ชื่นชม', 'แสดงความชื่นชม', 'ยกย่อง', 'แสดงความยินดี', 'แสดงความเสียใจ'], class: 'C0', addressee: 'none', source: taxonomy },
  { code: 'th-discussed', words: ['หารือ', 'ร่วมหารือ', 'ได้หารือ', 'แลกเปลี่ยนความเห็น', 'แลกเปลี่ยนความคิดเห็น', 'แลกเปลี่ยนข้อคิดเห็น', 'พิจารณา', 'ร่วมพิจารณา'], class: 'C0', addressee: 'none', source: taxonomy },
  { code: 'th-welcomed', words: ['ยินดีต่อ', 'ยินดีกับ', 'ยินดีที่', 'มีความยินดี', 'แสดงความยินดีต่อ'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-supported', words: ['สนับสนุน', 'ให้การสนับสนุน', 'แสดงการสนับสนุน'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-emphasised', words: ['เน้นย้ำ', 'ย้ำ', 'ตอกย้ำ', 'ยืนยัน', 'ตระหนักถึง', 'ให้ความสำคัญ', 'ระลึกถึง', 'ประณาม'], class: 'C2', addressee: 'none', source: taxonomy },
  { code: 'th-encouraged', words: ['สนับสนุนให้', 'ส่งเสริมให้', 'กระตุ้นให้'], class: 'C3', addressee: 'object', source: taxonomy },
  { code: 'th-urged', words: ['เรียกร้องให้', 'เรียกร้อง', 'เร่งรัดให้'], class: 'C3', strength: '+', addressee: 'object', source: taxonomy },
  { code: 'th-looked-forward', words: ['หวังเป็นอย่างยิ่ง', 'คาดหวัง', 'ตั้งตารอ'], class: 'C3', addressee: 'none', source: taxonomy },
  { code: 'th-invited', words: ['เชิญชวนให้', 'เชิญชวน', 'เชิญ'], class: 'C4', addressee: 'object', source: taxonomy },
  { code: 'th-requested', words: ['ขอให้', 'ขอความร่วมมือให้', 'ขอความร่วมมือ'], class: 'C4', addressee: 'object', source: taxonomy },
  { code: 'th-recommended', words: ['เสนอแนะให้', 'เสนอแนะ', 'แนะนำให้'], class: 'C4', addressee: 'object', source: taxonomy },
  { code: 'th-tasked', words: ['มอบหมายให้', 'มอบหมาย', 'มอบให้', 'สั่งการให้', 'สั่งการ', 'กำชับให้', 'กำชับ', 'บัญชาให้'], class: 'C5', addressee: 'object', source: taxonomy },
  { code: 'th-agreed-in-principle', words: ['เห็นชอบในหลักการ', 'ให้ความเห็นชอบในหลักการ', 'ตกลงในหลักการ'], class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', source: taxonomy },
  { code: 'th-approved-in-principle', words: ['อนุมัติในหลักการ', 'รับรองในหลักการ', 'อนุมัติหลักการ'], class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', source: taxonomy },
  { code: 'th-endorsed', words: ['เห็นชอบ', 'ให้ความเห็นชอบ'], class: 'C6', addressee: 'all', effect: 'instrument-endorsed', source: taxonomy },
  { code: 'th-adopted', words: ['รับรอง', 'ให้การรับรอง', 'ให้ความรับรอง'], class: 'C6', addressee: 'all', effect: 'instrument-adopted', source: taxonomy },
  { code: 'th-approved', words: ['อนุมัติ'], class: 'C6', addressee: 'all', effect: 'instrument-approved', source: taxonomy },
  { code: 'th-decided', words: ['มีมติ', 'ลงมติ', 'ตัดสินใจ', 'มีมติให้'], class: 'C6', addressee: 'all', opens: true, source: taxonomy },
  { code: 'th-agreed', words: ['ตกลง', 'เห็นพ้อง', 'เห็นพ้องกัน', 'เห็นพ้องต้องกัน'], class: 'C6', addressee: 'all', opens: true, source: taxonomy },
  { code: 'th-established', words: ['จัดตั้ง'], class: 'C6', addressee: 'all', effect: 'body-established', source: taxonomy },
  { code: 'th-designated', words: ['แต่งตั้ง'], class: 'C6', addressee: 'all', effect: 'post-filled', source: thaiUsage },
  { code: 'th-extended', words: ['ขยายระยะเวลา', 'ขยายเวลา', 'ขยายอายุ'], class: 'C6', addressee: 'all', effect: 'extended', source: taxonomy },
  { code: 'th-transferred', words: ['โอนหน้าที่', 'ถ่ายโอน'], class: 'C6', addressee: 'all', effect: 'lead-transferred', source: taxonomy },
  { code: 'th-deferred', words: ['เลื่อนการพิจารณา', 'เลื่อนวาระ'], class: 'C6', addressee: 'all', effect: 'item-carried', source: taxonomy },
  { code: 'th-signed', words: ['ลงนาม', 'ร่วมลงนาม'], class: 'C7', addressee: 'all', effect: 'instrument-signed', source: taxonomy },
]

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
  { pattern: String.raw`(?:the |all |other |relevant |[A-Z]\w+ )*sectoral (?:ministerial )?bod(?:y|ies)`, word: 'sectoral bodies', subordinate: false },
  { pattern: String.raw`(?:the |our |all |other |external |relevant |[A-Z]\w+ )*(?:[Dd]ialogue )?[Pp]artners(?: and (?:the )?international organi[sz]ations)?`, word: 'partners', subordinate: false },
  { pattern: String.raw`(?:the |all |relevant |competent |concerned )*(?:national )?(?:law enforcement )?agencies(?: concerned)?`, word: 'agencies concerned', subordinate: false },
  { pattern: String.raw`(?:the |all |relevant )*(?:national )?(?:focal points?|contact points?)`, word: 'focal points', subordinate: true },
  { pattern: String.raw`(?:the |[A-Z]\w+ )*Ministers(?! of)`, word: 'Ministers', subordinate: false },
  { pattern: String.raw`(?:the )?(?:ASEAN )?Leaders`, word: 'Leaders', subordinate: false },
  { pattern: String.raw`(?:the )?(?:relevant )?(?:international|regional) organi[sz]ations`, word: 'international organisations', subordinate: false },
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
export const ceremonialObjects = String.raw`guest book|visitors'? book|hospitality|dinner|luncheon|lunch\b|reception|gala|courtesy call|photograph|cultural|fruitful|cordial|friendship|minute of silence|toast|souvenirs?|tree.planting|to (?:deliver|give|make) (?:his|her|their|an?|the|opening|closing)\b|to (?:take (?:the|their) (?:floor|seats?)|speak)\b|opening remarks|opening ceremony|closing ceremony|in the (?:ASEAN|traditional) spirit`

/** Objects that are procedure: the class stands, but a person should look before it becomes a mandate. */
export const proceduralObjects = String.raw`^(?:(?:the|its|following|provisional|draft|proposed|annotated|as|amended|revised)\s+)*(?:agenda|programme of (?:activities|work)|order of business|organi[sz]ation of work|report of the (?:meeting|conference)|minutes)\b`
