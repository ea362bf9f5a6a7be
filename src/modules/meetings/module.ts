import type { Module } from '../../kernel/module.ts'
import { sections } from './record.ts'

export const meetings: Module = { name: 'meetings', record: sections }
