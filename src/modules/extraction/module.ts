import path from 'node:path'
import type { Module } from '../../kernel/module.ts'
import { extractCommand } from './cli.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'

export const extraction: Module = {
  name: 'extraction',
  messages: { en, th },
  cli: {
    // The lexicon is the mechanism's: its folder lies beside the program, wherever that was built to.
    extract: (args, { root }) => extractCommand(args.includes('--data') ? args : [...args, '--data', process.env['RECORD_DIR'] ?? path.join(root, 'data/asean-transnational-crime')], (line) => process.stdout.write(`${line}\n`), (line) => process.stderr.write(`${line}\n`)),
  },
}
