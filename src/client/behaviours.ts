/**
 * A behaviour makes one element livelier; the page must work without it. It may return a function that undoes what it did
 * outside the element (a listener on the document, a timer): it is called before the page is replaced.
 */
export type Behaviour = (element: HTMLElement) => void | (() => void)

type Loaded = { default: Behaviour }

// Every file in behaviours/ is a behaviour of the same name, fetched only by a page that has data-behaviour="name".
const files = import.meta.glob<Loaded>('./behaviours/*.ts')
const started = new WeakSet<Element>()
const undo = new Set<() => void>()

/** Starts the behaviours named in `data-behaviour` (several are separated by spaces) that have not been started yet. */
export function startBehaviours(root: ParentNode) {
  for (const element of root.querySelectorAll<HTMLElement>('[data-behaviour]')) {
    if (started.has(element)) continue
    started.add(element)
    for (const name of (element.dataset.behaviour ?? '').split(/\s+/).filter(Boolean)) {
      const load = files[`./behaviours/${name}.ts`]
      if (load) void load().then((file) => begin(file.default, element))
      else console.warn(`no behaviour named "${name}"`)
    }
  }
}

/** Ends what the behaviours of the leaving page left running. */
export function endBehaviours() {
  for (const end of undo) end()
  undo.clear()
}

function begin(behaviour: Behaviour, element: HTMLElement) {
  if (!element.isConnected) return
  const end = behaviour(element)
  if (end) undo.add(end)
}
