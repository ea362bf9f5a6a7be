import type { Module } from '../../kernel/module.ts'
import { sections } from './record.ts'

export const documents: Module = { name: 'documents', record: sections }
