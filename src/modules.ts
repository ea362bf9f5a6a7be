import type { Module } from './kernel/module.ts'
import { agenda } from './modules/agenda/module.ts'
import { convocation } from './modules/convocation/module.ts'
import { delegations } from './modules/delegations/module.ts'
import { documents } from './modules/documents/module.ts'
import { extraction } from './modules/extraction/module.ts'
import { mandates } from './modules/mandates/module.ts'
import { mechanism } from './modules/mechanism/module.ts'
import { meetings } from './modules/meetings/module.ts'
import { ministersReport } from './modules/ministers-report/module.ts'
import { people } from './modules/people/module.ts'
import { plans } from './modules/plans/module.ts'
import { portal } from './modules/portal/module.ts'
import { proceedings } from './modules/proceedings/module.ts'
import { registration } from './modules/registration/module.ts'
import { room } from './modules/room/module.ts'

/** The table of contents: every module is named here and nowhere else. A module's record is loaded, and its demonstration made, after those it refers to. */
export const modules: Module[] = [people, mechanism, meetings, documents, extraction, mandates, agenda, delegations, registration, convocation, room, proceedings, plans, ministersReport, portal]
