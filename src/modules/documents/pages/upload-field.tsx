import { formatNumber } from '../../../kernel/calendar.ts'
import type { Reply } from '../../../kernel/http.ts'
import { FileField } from '../../../ui/index.ts'
import { enFiles } from '../messages/files.en.ts'
import { thFiles } from '../messages/files.th.ts'
import { uploadsAt } from '../upload-tus.ts'
import { paperKinds } from '../rules/upload.ts'
import type { Upload } from '../queries/upload.ts'

const words = { en: enFiles, th: thFiles }

/**
 * A field for one file. Without JavaScript the file goes with the form; with it, it is sent at once in pieces, can be dragged here and
 * goes on after a break, and the form carries only its name (`<name>Upload`). `kept` is what came before a form that is shown again:
 * `listUploads` gives it.
 */
export function UploadField(props: { c: Reply; meeting: string; name: string; label: string; hint?: string | undefined; error?: string | undefined; kept?: Upload | undefined }) {
  const { lang, site } = props.c.var
  const m = words[lang]
  const mb = (bytes: number) => formatNumber(Math.floor(bytes / 1048576), lang)
  const kept = props.kept?.state === 'ready' || props.kept?.state === 'arriving' ? props.kept : undefined
  const say = { sending: m['upload.sending']('%'), checking: m['upload.checking'], paused: m['upload.paused'], broken: m['upload.broken'], 'gave-up': m['upload.gave-up'], found: m['upload.found'], pause: m['upload.pause'], resume: m['upload.resume'], remove: m['upload.remove'], wait: m['upload.wait'], drop: m['upload.drop'], large: m['upload.large'](mb(site.config.documentLimitBytes)) }
  return (
    <div class="mf-upload" data-behaviour="upload" data-endpoint={uploadsAt} data-meeting={props.meeting} data-name={props.name} data-limit={site.config.documentLimitBytes} data-say={JSON.stringify(say)}>
      <FileField name={props.name} label={props.label} hint={[props.hint, m['upload.hint'](mb(site.config.uploadLimitBytes), mb(site.config.documentLimitBytes))].filter(Boolean).join(' ')} error={props.error} accept={paperKinds.map((kind) => `.${kind}`).join(',')} />
      <input type="hidden" name={`${props.name}Upload`} value={kept?.id ?? ''} />
      {kept && <p class="mf-upload__kept small">{m['upload.kept'](kept.name)}</p>}
    </div>
  )
}
