// Checks who uses whom. dependency-cruiser without a TypeScript it knows finds no modules and passes, so a floor is held too.
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const floor = 80
const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(['src'], options, undefined, { tsConfig: extractTSConfig('./tsconfig.json') })
const { totalCruised, violations } = output.summary
for (const { from, to, rule } of violations) console.error(`${rule.severity}: ${rule.name}: ${from} → ${to}`)
console.log(`${totalCruised} modules seen, ${violations.length} violations`)
if (totalCruised < floor) console.error(`fewer than ${floor} modules were seen: the check itself is broken`)
process.exit(violations.length === 0 && totalCruised >= floor ? 0 : 1)
