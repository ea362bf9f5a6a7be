import type { Module } from '../../kernel/module.ts'
import { sections } from './record.ts'

export const mechanism: Module = { name: 'mechanism', record: sections }
