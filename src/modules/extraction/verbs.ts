import type { DecisionClass, EffectKind, Strength } from './schema.ts'

/**
 * Where the addressee of a verb is read: `all` members bind themselves; `object` follows the verb ("tasked X to");
 * `by` follows the wish ("called for ratification by X"); `of` gives what is sought ("sought the views of X"); `none`: the verb addresses nobody.
 */
export type AddresseeRule = 'all' | 'object' | 'by' | 'of' | 'none'

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
  { code: 'took-stock', forms: 'take takes took taken', tail: String.raw`\s+stock\b`, class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'put-on-record', forms: 'place places placed placed', tail: String.raw`\s+on\s+record\s+(?:[\w’\']+\s+){0,3}(?:appreciation|gratitude|thanks)`, class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'recorded-thanks', forms: 'record records recorded recorded', tail: String.raw`\s+(?:[\w’\']+\s+){0,3}(?:appreciation|gratitude|thanks)`, class: 'C0', addressee: 'none', followUp: 'none', source: usage },
  { code: 'adjourned', forms: 'adjourn adjourns adjourned adjourned', class: 'C0', addressee: 'none', followUp: 'none', plain: true, source: usage },
  { code: 'heard', forms: 'hear hears heard heard', class: 'C0', addressee: 'none', followUp: 'none', source: usage },

  { code: 'noted-with-concern', forms: 'note notes noted noted', tail: withConcern, class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'noted-with-satisfaction', forms: 'note notes noted noted', tail: withPleasure, class: 'C1', strength: '+', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'took-note-with-satisfaction', forms: 'take takes took taken', tail: String.raw`${withPleasure}\s+note\b|\s+(?:\w+\s+)?note${withPleasure}`, class: 'C1', strength: '+', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'took-note', forms: 'take takes took taken', tail: String.raw`\s+(?:due\s+|full\s+|good\s+|positive\s+|careful\s+)?(?:note|cogni[sz]ance)\b`, class: 'C1', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'noted', forms: 'note notes noted noted', class: 'C1', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'informed', forms: '- - informed informed', tail: String.raw`(?=\s+(?:that|of|about|on|by)\b)`, class: 'C1', addressee: 'none', followUp: 'none', plain: true, state: true, source: usage },
  { code: 'briefed', forms: '- - briefed briefed', class: 'C1', addressee: 'none', followUp: 'none', plain: true, state: true, source: usage },
  { code: 'updated', forms: '- - updated updated', tail: String.raw`(?=\s+(?:on|about|by)\b)`, class: 'C1', addressee: 'none', followUp: 'none', plain: true, state: true, source: usage },
  { code: 'apprised', forms: '- - apprised apprised', class: 'C1', addressee: 'none', followUp: 'none', plain: true, state: true, source: usage },
  { code: 'received-report', forms: 'receive receives received received', tail: String.raw`(?=\s+(?:with\s+\w+\s+)?(?:the|a|an)\s+(?:[\w-]+\s+){0,3}(?:reports?|updates?|briefings?|brief)\b)`, class: 'C1', addressee: 'none', followUp: 'none', source: usage },

  { code: 'viewed-with-concern', forms: 'view views viewed viewed', tail: withConcern, class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'expressed-satisfaction', forms: 'express expresses expressed expressed', tail: String.raw`\s+(?:\w+\s+){0,2}satisfaction`, class: 'C1', strength: '+', addressee: 'none', followUp: 'none', source: usage },
  { code: 'expressed-hope', forms: 'express expresses expressed expressed', tail: String.raw`\s+(?:(?:the|its|their|our|every|great|strong|sincere)\s+){0,3}(?:hopes?|expectations?|wish(?:es)?)(?=\s+(?:that|for|to|of)\b)`, class: 'C3', addressee: 'none', followUp: 'next-meeting', source: usage },
  { code: 'expressed-concern', forms: 'express expresses expressed expressed', class: 'C2', addressee: 'none', followUp: 'none', source: taxonomy },
  { code: 'acknowledged', forms: 'acknowledge acknowledges acknowledged acknowledged', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'recognised', forms: 'recognise recognises recognised recognised', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'recognized', forms: 'recognize recognizes recognized recognized', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'recalled', forms: 'recall recalls recalled recalled', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'reaffirmed', forms: 'reaffirm reaffirms reaffirmed reaffirmed', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'affirmed', forms: 'affirm affirms affirmed affirmed', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'reiterated', forms: 'reiterate reiterates reiterated reiterated', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'confirmed-appointment', forms: 'confirm confirms confirmed confirmed', tail: String.raw`(?=\s+(?:the|its|their|an?)\s+(?:[\w-]+\s+){0,3}(?:appointment|designation|nomination|election|membership|decision|extension|selection|adoption|endorsement|dates?|venue)\b)`, class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'confirmed', forms: 'confirm confirms confirmed confirmed', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'reconfirmed', forms: 'reconfirm reconfirms reconfirmed reconfirmed', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 're-emphasised', forms: 're-emphasise re-emphasises re-emphasised re-emphasised', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'reemphasized', forms: 'reemphasize reemphasizes reemphasized reemphasized', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'underscored', forms: 'underscore underscores underscored underscored', class: 'C2', addressee: 'none', followUp: 'link', source: taxonomy },
  { code: 'underlined', forms: 'underline underlines underlined underlined', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'voiced', forms: 'voice voices voiced voiced', tail: String.raw`(?=\s+(?:[\w-]+\s+){0,4}(?:concerns?|support|opposition|confidence|regret|alarm)\b)`, class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'shared-view', forms: 'share shares shared shared', tail: String.raw`\s+(?:the|an?|their|our|its|similar|common)\s+(?:[\w-]+\s+){0,2}(?:views?|concerns?|assessment|opinions?|understanding|conviction|belief)(?=\s+(?:that|on|over|about|of|with|expressed)\b)`, class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'attached-importance', forms: 'attach attaches attached attached', tail: String.raw`\s+(?:[\w-]+\s+){0,2}importance\b`, class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'drew-attention', forms: 'draw draws drew drawn', tail: String.raw`\s+(?:[\w-]+\s+){0,2}attention\b`, class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'renewed-commitment', forms: 'renew renews renewed renewed', tail: String.raw`(?=\s+(?:[\w-]+\s+){0,4}(?:commitments?|pledges?|resolve|determination|support|calls?|vow|dedication|confidence|condemnation)\b)`, class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'deplored', forms: 'deplore deplores deplored deplored', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'regretted', forms: 'regret regrets regretted regretted', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'rejected', forms: 'reject rejects rejected rejected', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'opposed', forms: 'oppose opposes opposed opposed', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'echoed', forms: 'echo echoes echoed echoed', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'reassured', forms: 'reassure reassures reassured reassured', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'advocated', forms: 'advocate advocates advocated advocated', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'vowed', forms: 'vow vows vowed vowed', class: 'C2', addressee: 'none', followUp: 'link', plain: true, source: usage },
  { code: 'stood-ready', forms: 'stand stands stood stood', tail: String.raw`\s+ready\b`, class: 'C2', addressee: 'none', followUp: 'link', plain: true, source: usage },
  { code: 'lent-support', forms: 'lend lends lent lent', tail: String.raw`\s+(?:[\w-]+\s+){0,3}support\b`, class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'declared', forms: 'declare declares declared declared', tail: String.raw`(?!\s+to\b|\s*:|\s+(?:that|as follows)\s*:)`, class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'announced', forms: 'announce announces announced announced', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'proclaimed', forms: 'proclaim proclaims proclaimed proclaimed', class: 'C2', addressee: 'none', followUp: 'link', source: usage },
  { code: 'emphasised', forms: 'emphasise emphasises emphasised emphasised', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'emphasized', forms: 'emphasize emphasizes emphasized emphasized', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'stressed', forms: 'stress stresses stressed stressed', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'highlighted', forms: 'highlight highlights highlighted highlighted', class: 'C2', addressee: 'none', followUp: 'none', source: usage },
  { code: 'committed', forms: 'commit commits committed committed', tail: String.raw`(?=(?:\s+(?:themselves|ourselves|itself))?\s+to\b)`, class: 'C2', addressee: 'none', followUp: 'link', state: true, plain: true, source: usage },
  { code: 'determined', forms: '- - - determined', tail: String.raw`(?=\s+to\b)`, class: 'C2', addressee: 'none', followUp: 'link', state: true, plain: true, source: usage },
  { code: 'convinced', forms: '- - - convinced', tail: String.raw`(?=\s+(?:that|of)\b)`, class: 'C2', addressee: 'none', followUp: 'none', state: true, plain: true, source: usage },
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
  { code: 'reminded', forms: 'remind reminds reminded reminded', tail: String.raw`(?=\s[^.;]{2,120}?\sto\s+[a-z])`, class: 'C3', addressee: 'object', followUp: 'next-meeting', source: usage },
  { code: 'appealed', forms: 'appeal appeals appealed appealed', tail: String.raw`(?=\s+(?:to|for)\b)`, class: 'C3', strength: '+', addressee: 'object', followUp: 'next-meeting', plain: true, source: usage },

  { code: 'invited', forms: 'invite invites invited invited', class: 'C4', addressee: 'object', followUp: 'reply', source: taxonomy },
  { code: 'requested', forms: 'request requests requested requested', class: 'C4', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'asked', forms: 'ask asks asked asked', class: 'C4', addressee: 'object', followUp: 'track', source: usage },
  { code: 'sought', forms: 'seek seeks sought sought', tail: String.raw`(?=\s+(?:the\s+|further\s+|written\s+)*(?:views?|inputs?|comments|support|assistance|cooperation|guidance|approval|endorsement|concurrence|advice|clarification)\b)`, class: 'C4', addressee: 'of', followUp: 'reply', source: usage },
  { code: 'solicited', forms: 'solicit solicits solicited solicited', class: 'C4', addressee: 'of', followUp: 'reply', source: usage },
  { code: 'advised', forms: 'advise advises advised advised', tail: String.raw`(?=\s[^.;]{2,120}?\sto\s+[a-z])`, class: 'C4', addressee: 'object', followUp: 'track', source: usage },
  { code: 'proposed', forms: 'propose proposes proposed proposed', class: 'C4', addressee: 'by', followUp: 'reply', source: usage },
  { code: 'suggested', forms: 'suggest suggests suggested suggested', class: 'C4', addressee: 'by', followUp: 'reply', source: usage },
  { code: 'recommended', forms: 'recommend recommends recommended recommended', class: 'C4', addressee: 'by', followUp: 'reply', source: taxonomy },
  { code: 'referred', forms: 'refer refers referred referred', tail: String.raw`(?=\s+(?:the|this|these|it)\b[^.;]{0,80}?\sto\b)`, class: 'C4', addressee: 'by', followUp: 'reply', effect: 'transmitted', doubtful: true, source: usage },

  { code: 'submitted', forms: 'submit submits submitted submitted', tail: String.raw`(?=\s[^.;]{2,160}?\sto\s)`, class: 'C4', addressee: 'by', effect: 'transmitted', followUp: 'reply', source: usage },
  { code: 'forwarded', forms: 'forward forwards forwarded forwarded', tail: String.raw`(?=\s[^.;]{2,160}?\sto\s)`, class: 'C4', addressee: 'by', effect: 'transmitted', followUp: 'reply', source: usage },
  { code: 'transmitted', forms: 'transmit transmits transmitted transmitted', tail: String.raw`(?=\s[^.;]{2,160}?\sto\s)`, class: 'C4', addressee: 'by', effect: 'transmitted', followUp: 'reply', source: usage },
  { code: 'tasked', forms: 'task tasks tasked tasked', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'directed', forms: 'direct directs directed directed', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'instructed', forms: 'instruct instructs instructed instructed', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'mandated', forms: 'mandate mandates mandated mandated', class: 'C5', addressee: 'object', followUp: 'track', source: taxonomy },
  { code: 'entrusted', forms: 'entrust entrusts entrusted entrusted', class: 'C5', addressee: 'object', followUp: 'track', source: usage },
  { code: 'assigned', forms: 'assign assigns assigned assigned', class: 'C5', addressee: 'object', followUp: 'track', source: usage },

  { code: 'charged', forms: 'charge charges charged charged', tail: String.raw`(?=\s[^.;]{2,120}?\s(?:with|to)\s+(?:the\s+|a\s+)?[a-z])`, class: 'C5', addressee: 'object', followUp: 'track', source: usage },
  { code: 'commissioned', forms: 'commission commissions commissioned commissioned', tail: String.raw`(?=\s[^.;]{2,120}?\sto\s+[a-z])`, class: 'C5', addressee: 'object', followUp: 'track', source: usage },
  { code: 'undertook', forms: 'undertake undertakes undertook undertaken', tail: String.raw`(?=\s+to\b)`, class: 'C5', addressee: 'all', followUp: 'plan', plain: true, source: usage },
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
  { code: 'set-up', forms: '- sets set set', tail: String.raw`\s+up\b`, class: 'C6', addressee: 'all', effect: 'body-established', followUp: 'record-date', source: usage },
  { code: 'set-limit', forms: '- sets set set', tail: String.raw`(?=\s+(?:the|an?|its|their|\w+ \w+ as the)\s+(?:[\w-]+\s+){0,3}(?:deadlines?|dates?|targets?|timelines?|time limits?|time frames?)\b)`, class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'created', forms: 'create creates created created', class: 'C6', addressee: 'all', effect: 'body-established', followUp: 'record-date', source: usage },
  { code: 'constituted', forms: 'constitute - constituted constituted', class: 'C6', addressee: 'all', effect: 'body-established', followUp: 'record-date', source: usage },
  { code: 'institutionalised', forms: 'institutionalise institutionalises institutionalised institutionalised', class: 'C6', addressee: 'all', effect: 'body-established', followUp: 'record-date', source: usage },
  { code: 'institutionalized', forms: 'institutionalize institutionalizes institutionalized institutionalized', class: 'C6', addressee: 'all', effect: 'body-established', followUp: 'record-date', source: usage },
  { code: 'admitted', forms: 'admit admits admitted admitted', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'granted', forms: 'grant grants granted granted', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'conferred', forms: 'confer confers conferred conferred', tail: String.raw`(?=\s[^.;]{2,120}?\son\b)`, class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'authorised', forms: 'authorise authorises authorised authorised', class: 'C6', addressee: 'all', followUp: 'plan', source: usage },
  { code: 'authorized', forms: 'authorize authorizes authorized authorized', class: 'C6', addressee: 'all', followUp: 'plan', source: usage },
  { code: 'allocated', forms: 'allocate allocates allocated allocated', class: 'C6', addressee: 'all', followUp: 'plan', source: usage },
  { code: 'nominated', forms: 'nominate nominates nominated nominated', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: usage },
  { code: 'selected', forms: 'select selects selected selected', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: usage },
  { code: 'designated', forms: 'designate designates designated designated', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: taxonomy },
  { code: 'appointed', forms: 'appoint appoints appointed appointed', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: usage },
  { code: 'elected', forms: 'elect elects elected elected', class: 'C6', addressee: 'all', effect: 'post-filled', followUp: 'record-date', source: usage },
  { code: 'extended', forms: 'extend extends extended extended', class: 'C6', addressee: 'all', effect: 'extended', followUp: 'record-date', source: taxonomy },
  { code: 'renewed', forms: 'renew renews renewed renewed', class: 'C6', addressee: 'all', effect: 'extended', followUp: 'record-date', doubtful: true, source: usage },
  { code: 'amended', forms: 'amend amends amended amended', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'revised', forms: 'revise revises revised revised', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'upgraded', forms: 'upgrade upgrades upgraded upgraded', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'elevated', forms: 'elevate elevates elevated elevated', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'renamed', forms: 'rename renames renamed renamed', class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'transferred', forms: 'transfer transfers transferred transferred', class: 'C6', addressee: 'all', effect: 'lead-transferred', followUp: 'record-date', source: taxonomy },
  { code: 'terminated', forms: 'terminate terminates terminated terminated', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: taxonomy },
  { code: 'abolished', forms: 'abolish abolishes abolished abolished', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: usage },
  { code: 'dissolved', forms: 'dissolve dissolves dissolved dissolved', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: usage },
  { code: 'disbanded', forms: 'disband disbands disbanded disbanded', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: usage },
  { code: 'discontinued', forms: 'discontinue discontinues discontinued discontinued', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: usage },
  { code: 'suspended', forms: 'suspend suspends suspended suspended', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: usage },
  { code: 'revoked', forms: 'revoke revokes revoked revoked', class: 'C6', addressee: 'all', effect: 'ended', followUp: 'record-date', source: usage },
  { code: 'issued', forms: 'issue - issued issued', tail: String.raw`(?=\s+(?:the|this|an?|their|its|our|two|three|several)\s+(?:[\w-]+\s+){0,4}(?:statements?|declarations?|communiqu|guidelines|appeals?|resolutions?)\w*)`, class: 'C6', addressee: 'all', effect: 'instrument-adopted', followUp: 'publish', source: usage },
  { code: 'launched', forms: 'launch launches launched launched', class: 'C6', addressee: 'all', followUp: 'record-date', doubtful: true, source: usage },
  { code: 'deferred', forms: 'defer defers deferred deferred', class: 'C6', addressee: 'all', effect: 'item-carried', followUp: 'carry', plain: true, source: taxonomy },
  { code: 'postponed', forms: 'postpone postpones postponed postponed', class: 'C6', addressee: 'all', effect: 'item-carried', followUp: 'carry', plain: true, source: usage },
  { code: 'remained-seized', forms: 'remain remains remained remained', tail: String.raw`\s+(?:actively\s+)?sei[zs]ed\b`, class: 'C6', addressee: 'all', effect: 'item-carried', followUp: 'carry', plain: true, source: taxonomy },
  { code: 'gave-approval-in-principle', forms: 'give gives gave given', tail: String.raw`\s+(?:[\w-]+\s+){0,2}(?:in-principle|provisional)\s+(?:approval|endorsement)`, class: 'C6', strength: '-', addressee: 'all', effect: 'in-principle', followUp: 'track', source: usage },
  { code: 'gave-approval', forms: 'give gives gave given', tail: String.raw`\s+(?:[\w-]+\s+){0,2}(?:approval|endorsement|consent)`, class: 'C6', addressee: 'all', followUp: 'record-date', source: usage },
  { code: 'reached-agreement', forms: 'reach reaches reached reached', tail: String.raw`\s+(?:an?\s+)?(?:[\w-]+\s+)?(?:agreement|consensus)\b`, class: 'C6', addressee: 'all', followUp: 'record-date', plain: true, source: usage },

  { code: 'signed', forms: 'sign signs signed signed', class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', source: taxonomy },
  { code: 'concluded-agreement', forms: 'conclude concludes concluded concluded', tail: String.raw`(?=\s+(?:the|an?|two|three)\s+(?:[\w-]+\s+){0,4}(?:agreement|treaty|convention|protocol|memorand(?:um|a)|arrangement)\b(?!\s+negotiations?))`, class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', doubtful: true, source: usage },
  { code: 'initialled', forms: 'initial initials initialled initialled', class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', source: usage },
  { code: 'witnessed-signing', forms: 'witness witnesses witnessed witnessed', tail: String.raw`\s+(?:the\s+)?sign(?:ing|ature)`, class: 'C7', addressee: 'all', effect: 'instrument-signed', followUp: 'ratify', source: taxonomy },
]
