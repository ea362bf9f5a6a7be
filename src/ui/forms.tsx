import { type Children, useWords } from './language.tsx'

type FieldBase = {
  name: string
  label: Children
  /** Defaults to the name: what an error summary links to. */
  id?: string | undefined
  hint?: Children
  /** The fault, beside the field; what was typed stays. */
  error?: string | undefined
  /** Read out but not shown, where the place makes the label plain. */
  hiddenLabel?: boolean | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
}

export function Form(props: {
  action: string
  /** Goes along in a hidden field; without it only a form that changes nothing (`method="get"`) may be sent. */
  csrf?: string | undefined
  method?: 'post' | 'get' | undefined
  /** The version read, for forms that change a record: refuses to overwrite what someone else changed meanwhile. */
  version?: number | undefined
  /** True for a form with a `FileField`. */
  files?: boolean | undefined
  class?: string | undefined
  label?: string | undefined
  search?: boolean | undefined
  behaviour?: string | undefined
  children: Children
}) {
  return (
    <form
      method={props.method ?? 'post'}
      action={props.action}
      class={props.class ?? 'mf-form'}
      enctype={props.files ? 'multipart/form-data' : undefined}
      aria-label={props.label}
      role={props.search ? 'search' : undefined}
      data-behaviour={props.behaviour}
      novalidate
    >
      {props.csrf !== undefined && <Hidden name="csrf" value={props.csrf} />}
      {props.version !== undefined && <Hidden name="version" value={props.version} />}
      {props.children}
    </form>
  )
}

export function Hidden(props: { name: string; value: string | number }) {
  return <input type="hidden" name={props.name} value={props.value} />
}

export function TextField(props: FieldBase & {
  value?: string | undefined
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'tel' | undefined
  autocomplete?: string | undefined
  inputmode?: 'numeric' | 'text' | 'email' | undefined
  placeholder?: string | undefined
  /** In characters; the whole line where absent. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined
  spellcheck?: boolean | undefined
}) {
  const id = props.id ?? props.name
  return (
    <Group {...props} id={id}>
      <input
        class={`govuk-input${props.width ? ` govuk-input--width-${props.width}` : ''}${props.error ? ' govuk-input--error' : ''}`}
        id={id}
        name={props.name}
        // Preact types inputs apart by this attribute; what stands here is the same for all of them.
        type={(props.type ?? 'text') as 'text'}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        placeholder={props.placeholder}
        spellcheck={props.spellcheck}
        {...state(props, id)}
      />
    </Group>
  )
}

/** One field for a date in either era, or an event where the page allows it: native pickers cannot show the Buddhist era. */
export function DateField(props: FieldBase & { value?: string | undefined }) {
  const words = useWords()
  return <TextField {...props} hint={props.hint ?? words.eraHint} width={20} autocomplete="off" spellcheck={false} />
}

export function TextArea(props: FieldBase & { value?: string | undefined; rows?: number | undefined; lang?: string | undefined; class?: string | undefined }) {
  const id = props.id ?? props.name
  return (
    <Group {...props} id={id}>
      <textarea
        class={`govuk-textarea${props.error ? ' govuk-textarea--error' : ''}${props.class ? ` ${props.class}` : ''}`}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        lang={props.lang}
        {...state(props, id)}
      >
        {props.value}
      </textarea>
    </Group>
  )
}

export type Option = { value: string; label: string }

export function Select(props: FieldBase & { options: readonly Option[]; value?: string | undefined; /** A first, empty choice. */ none?: string | undefined }) {
  const id = props.id ?? props.name
  return (
    <Group {...props} id={id}>
      <select class={`govuk-select${props.error ? ' govuk-select--error' : ''}`} id={id} name={props.name} {...state(props, id)}>
        {props.none !== undefined && <option value="" selected={!props.value}>{props.none}</option>}
        {props.options.map((option) => <option value={option.value} selected={option.value === props.value}>{option.label}</option>)}
      </select>
    </Group>
  )
}

export function FileField(props: FieldBase & { accept?: string | undefined; multiple?: boolean | undefined }) {
  const id = props.id ?? props.name
  return (
    <Group {...props} id={id}>
      <input
        class={`govuk-file-upload${props.error ? ' govuk-file-upload--error' : ''}`}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        {...state(props, id)}
      />
    </Group>
  )
}

export type Choice = Option & {
  hint?: Children
  disabled?: boolean | undefined
  /** Fields that belong to this choice; the theme shows them when it is made. */
  more?: Children
}

export function Radios(props: FieldBase & { options: readonly Choice[]; value?: string | undefined; inline?: boolean | undefined; small?: boolean | undefined }) {
  return <Choices {...props} kind="radio" chosen={props.value === undefined ? [] : [props.value]} />
}

export function Checkboxes(props: FieldBase & { options: readonly Choice[]; values?: readonly string[] | undefined; small?: boolean | undefined }) {
  return <Choices {...props} kind="checkbox" chosen={props.values ?? []} />
}

function Choices(props: FieldBase & {
  kind: 'radio' | 'checkbox'
  options: readonly Choice[]
  chosen: readonly string[]
  inline?: boolean | undefined
  small?: boolean | undefined
}) {
  const id = props.id ?? props.name
  const css = props.kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes'
  return (
    <div class={`govuk-form-group${props.error ? ' govuk-form-group--error' : ''}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(props, id)}>
        <legend class={`govuk-fieldset__legend govuk-label${props.hiddenLabel ? ' vh' : ''}`}>{props.label}</legend>
        <HintAndError {...props} id={id} />
        <div class={`${css}${props.inline ? ` ${css}--inline` : ''}${props.small ? ` ${css}--small` : ''}`}>
          {props.options.map((option, index) => {
            const own = index === 0 ? id : `${id}-${index + 1}`
            return (
              <>
                <div class={`${css}__item`}>
                  <input
                    class={`${css}__input`}
                    id={own}
                    name={props.name}
                    type={props.kind}
                    value={option.value}
                    checked={props.chosen.includes(option.value)}
                    disabled={option.disabled ?? props.disabled}
                    aria-describedby={option.hint ? `${own}-hint` : undefined}
                  />
                  <label class={`govuk-label ${css}__label`} for={own}>{option.label}</label>
                  {option.hint && <div class={`govuk-hint ${css}__hint`} id={`${own}-hint`}>{option.hint}</div>}
                </div>
                {option.more && <div class={`${css}__conditional`} id={`${own}-more`}>{option.more}</div>}
              </>
            )
          })}
        </div>
      </fieldset>
    </div>
  )
}

export function Button(props: {
  kind?: 'primary' | 'secondary' | 'warning' | undefined
  small?: boolean | undefined
  /** A link that looks like a button. */
  href?: string | undefined
  name?: string | undefined
  value?: string | undefined
  formaction?: string | undefined
  disabled?: boolean | undefined
  /** The single key that does the same, shown on the button. */
  hotkey?: string | undefined
  /** Read out after the label, so that “Review” says of what. */
  about?: string | undefined
  children: Children
}) {
  const css = `govuk-button${props.kind && props.kind !== 'primary' ? ` govuk-button--${props.kind}` : ''}${props.small ? ' govuk-button--small' : ''}`
  const content = (
    <>
      {props.children}
      {props.about && <span class="vh">: {props.about}</span>}
      {props.hotkey && <kbd aria-hidden="true">{props.hotkey}</kbd>}
    </>
  )
  if (props.href !== undefined) return <a class={css} href={props.href} data-hotkey={props.hotkey}>{content}</a>
  return (
    <button
      class={css}
      name={props.name}
      value={props.value}
      formaction={props.formaction}
      disabled={props.disabled}
      data-hotkey={props.hotkey}
      data-module="govuk-button"
      data-prevent-double-click="true"
    >
      {content}
    </button>
  )
}

/** Buttons and links that end a form. */
export function Actions(props: { children: Children }) {
  return <div class="mf-actions">{props.children}</div>
}

/** One line: a field and its button. */
export function SearchForm(props: {
  action: string
  label: string
  button: string
  name?: string | undefined
  id?: string | undefined
  value?: string | undefined
  placeholder?: string | undefined
  big?: boolean | undefined
  hiddenLabel?: boolean | undefined
  /** Kept along, such as the filters in force. */
  hidden?: readonly { name: string; value: string }[] | undefined
  children?: Children
}) {
  const id = props.id ?? props.name ?? 'q'
  return (
    <form role="search" aria-label={props.label} method="get" action={props.action} class={`mf-searchform${props.big ? ' mf-searchform--big' : ''}`}>
      <label class={props.hiddenLabel ? 'vh' : 'govuk-label small'} for={id}>{props.label}</label>
      {props.hidden?.map((field) => <Hidden {...field} />)}
      <div class={`mf-search${props.big ? ' mf-search--big' : ''}`}>
        <input class="govuk-input" id={id} name={props.name ?? 'q'} type="search" value={props.value} placeholder={props.placeholder} />
        <button class={`govuk-button${props.big ? '' : ' govuk-button--secondary'}`}>{props.button}</button>
      </div>
      {props.children && <div class="hint small muted">{props.children}</div>}
    </form>
  )
}

function Group(props: FieldBase & { id: string; children: Children }) {
  return (
    <div class={`govuk-form-group${props.error ? ' govuk-form-group--error' : ''}`}>
      <label class={props.hiddenLabel ? 'vh' : 'govuk-label'} for={props.id}>{props.label}</label>
      <HintAndError {...props} />
      {props.children}
    </div>
  )
}

function HintAndError(props: FieldBase & { id: string }) {
  const words = useWords()
  return (
    <>
      {props.hint && <div class="govuk-hint" id={`${props.id}-hint`}>{props.hint}</div>}
      {props.error && <p class="govuk-error-message" id={`${props.id}-error`}><span class="vh">{words.error} </span>{props.error}</p>}
    </>
  )
}

function describedBy(props: FieldBase, id: string) {
  return [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

function state(props: FieldBase, id: string) {
  return {
    'aria-describedby': describedBy(props, id),
    'aria-invalid': props.error ? ('true' as const) : undefined,
    required: props.required,
    disabled: props.disabled,
  }
}
