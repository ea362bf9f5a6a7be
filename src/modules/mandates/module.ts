import type { Module } from '../../kernel/module.ts'
import { sections } from './record.ts'

export const mandates: Module = { name: 'mandates', record: sections }
