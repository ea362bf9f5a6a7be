import type { Module } from '../../kernel/module.ts'
import { commands } from './commands/index.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'

export const convocation: Module = { name: 'convocation', commands, messages: { en, th } }
