import fc from 'fast-check'

// The same examples in every run: it says something of the change, not of luck. `SEED=random npm test` looks for others, `SEED=n` repeats one.
const seed = process.env['SEED'] ?? '20261128'
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })

export default fc
