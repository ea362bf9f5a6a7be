import './theme.scss'
import '@hotwired/turbo'
import { endBehaviours, startBehaviours } from './behaviours.ts'
import { startControls } from './controls.ts'
import { tendPacks } from './packs.ts'

function begin() {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  startControls(document)
  startBehaviours(document)
  void tendPacks()
}

document.addEventListener('turbo:before-render', endBehaviours)
// turbo:render also comes after a form's answer with an error status, where turbo:load does not; frames come on their own.
document.addEventListener('turbo:render', begin)
document.addEventListener('turbo:frame-load', begin)
document.addEventListener('turbo:load', begin)
