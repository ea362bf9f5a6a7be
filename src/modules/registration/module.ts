import type { Module } from '../../kernel/module.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'

export const registration: Module = { name: 'registration', messages: { en, th } }
