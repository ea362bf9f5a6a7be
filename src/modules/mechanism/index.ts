/** The mechanism as data: bodies, parties, cadence, rotation, priority areas and leads, all with dates of effect and sources. */
export { BodyCode, PartyCode, Slug, Level, levels } from './schema.ts'
export { citationFaults } from './record.ts'
export { saveDisagreements, findMechanism, listSources, listBodies, listParties, listCadences, listRotationRules, listAreas, listHolidays, listDisagreements } from './queries.ts'
export type { Area, Body, Cadence, KeptDisagreement, Lead, Party, RotationRule, Source } from './queries.ts'
