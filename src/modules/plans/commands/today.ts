import { dayInZone } from '../../../kernel/calendar.ts'
import type { Tx } from '../../../kernel/db.ts'
import { findMechanism } from '../../mechanism/index.ts'

/** The day it is where the mechanism's days are counted: in the morning there it is still yesterday in UTC. */
export const todayOf = async (tx: Tx, now: string): Promise<string> => dayInZone(now, (await findMechanism(tx))?.zone ?? 'UTC')
