import { readFileSync } from 'node:fs'
import { openDatabase } from '../src/kernel/db.ts'
import { generateRegister } from './generate.ts'
const db = openDatabase(readFileSync('/tmp/mb/url','utf8'), { max: 4 })
await generateRegister(db); await db.destroy()
