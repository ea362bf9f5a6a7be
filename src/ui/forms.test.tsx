import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Checkboxes, DateField, ErrorSummary, Form, InLang, Radios, Select, TextArea, TextField } from './index.ts'

const evil = '"><script>alert(1)</script>'

describe('a form', () => {
  it('keeps what was typed, says the fault beside the field, and the summary leads to that field', () => {
    const html = renderToString(
      <>
        <ErrorSummary errors={[{ field: 'due', message: 'Write the year in full' }]} />
        <Form action="/x" csrf="t"><DateField name="due" label="Due" value="12/1/256" error="Write the year in full" /></Form>
      </>,
    )
    expect(html).toContain('<a href="#due">Write the year in full</a>')
    expect(html).toMatch(/<input[^>]*id="due"[^>]*value="12\/1\/256"/)
    expect(html).toContain('aria-describedby="due-hint due-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('name="csrf" value="t"')
  })

  it('the summary of a group of choices leads to its first choice', () => {
    const html = renderToString(<Radios name="kind" label="Kind" error="Choose one" options={[{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }]} value="b" />)
    expect(html).toMatch(/<input[^>]*id="kind"[^>]*value="a"/)
    expect(html).toMatch(/<input[^>]*id="kind-2"[^>]*value="b"[^>]*checked/)
  })

  it('never runs what was typed', () => {
    const html = renderToString(
      <Form action="/x" csrf={evil}>
        <TextField name="a" label={evil} value={evil} hint={evil} error={evil} />
        <TextArea name="b" label="b" value={`</textarea>${evil}`} />
        <Select name="c" label="c" options={[{ value: evil, label: evil }]} value={evil} />
        <Checkboxes name="d" label="d" options={[{ value: evil, label: evil }]} values={[evil]} />
      </Form>,
    )
    expect(html).not.toContain('<script')
    expect(html.match(/<\/textarea>/g)).toHaveLength(1)
  })

  it('speaks the language of its page', () => {
    const html = renderToString(<InLang lang="th"><ErrorSummary errors={[{ message: 'x' }]} /></InLang>)
    expect(html).toContain('มีข้อที่ต้องแก้ไข')
  })
})
