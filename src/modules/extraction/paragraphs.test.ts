import { expect, it } from 'vitest'
import { lexicon } from './fixtures/lexicon.ts'
import { cutParagraphs, extractDecisions } from './index.ts'

const ornate = `
JOINT COMMUNIQUÉ OF THE TWENTY-SECOND ASEAN MINISTERIAL MEETING
ON TRANSNATIONAL CRIME (AMMTC)

Ha Noi, 29 November 2028

1.    We, the Ministers of the Member States of the Association of Southeast Asian
Nations (ASEAN) responsible for overseeing the prevention of transnational crime, held
our Twenty-Second Meeting on 29 November 2028 in a spirit of friendship.

Review of the Work Programme

2.    We noted with satisfaction the progress made, and, in this connection, unani-
mously endorsed the revised Work Programme¹ (2028-2030), which appears as AN-
NEX 1.

JOINT COMMUNIQUÉ 22                                                         Page 2 of 3

3.    The Meeting tasked SOMTC, in coordination with the ASEAN Secretariat and
relevant sectoral bodies, to:
      (a)  review the criteria for external parties;
      (b)  develop, before the next AMMTC:
           (i)   a reporting form; and
           (ii)  a table of contact points; and
      (c)  report to the 23rd AMMTC on
28 August 2029.

4.    We expressed our sincere appreciation to the Government and the people of
Viet Nam for the warm hospitality and the excellent arrangements made.
____________________
`

it('numbers, sub-items, headings and running heads are told apart', () => {
  const { paragraphs, headings } = cutParagraphs(ornate)
  expect(paragraphs.map((each) => each.number)).toEqual(['1', '2', '3', '3(a)', '3(b)', '3(b)(i)', '3(b)(ii)', '3(c)', '4'])
  expect(headings).toContain('Review of the Work Programme')
  expect(paragraphs[1]?.text).toContain('unanimously endorsed')
  expect(paragraphs[7]?.text).toBe('report to the 23rd AMMTC on 28 August 2029.')
})

it('R-2.6.1 items under "tasked SOMTC to:" carry the verb and the addressee of the opening', () => {
  const found = extractDecisions(ornate, { lexicon })
  expect(found.map((each) => `${each.paragraph} ${each.class} ${each.addressees.join()}`)).toEqual([
    '2 C1 ', '2 C6 all', '3(a) C5 SOMTC', '3(b)(i) C5 SOMTC', '3(b)(ii) C5 SOMTC', '3(c) C5 SOMTC', '4 C0 ',
  ])
  expect(found[3]).toMatchObject({ inherited: true, due: { kind: 'event', relation: 'before', body: 'AMMTC' } })
  expect(found[1]).toMatchObject({ modifiers: ['unanimously'] })
})

it('a text without numbers is counted, loose lines among numbers hang on the number before', () => {
  expect(cutParagraphs('The Meeting adopted it.\n\nWe tasked SOMTC.').paragraphs.map((each) => each.number)).toEqual(['1', '2'])
  expect(cutParagraphs('Opening words here.\n\n1. First.\n\nMore words.\n\n2. Second.').paragraphs.map((each) => each.number)).toEqual(['0+1', '1', '1+1', '2'])
})

it('a paragraph keeps its id while its words stand, and has another when they change', () => {
  const id = (text: string) => cutParagraphs(text).paragraphs[0]?.id
  expect(id('4. We endorsed\nthe plan.')).toBe(id('4.  We endorsed the  plan.'))
  expect(id('4. We endorsed the plan.')).not.toBe(id('4. We endorsed the plans.'))
})

it('Thai numerals number paragraphs too', () => {
  expect(cutParagraphs('๑. ที่ประชุมรับทราบรายงาน\n๒. ที่ประชุมเห็นชอบแผน').paragraphs.map((each) => each.number)).toEqual(['1', '2'])
})
