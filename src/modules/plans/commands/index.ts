export { describeActivity, flagRisk, fundActivity, linkActivity, moveDue, proposeActivity, stepActivity } from './activities.ts'
export { addProvisionOf, carryOver, closeProgramme, extendProgramme, mapProvision, supersedePlan } from './cycle.ts'
export { refuseEvidence, sendEvidence, verifyEvidence } from './evidence.ts'
export { acceptReport, closeRound, openRound, returnReport, saveReport, submitReport } from './reports.ts'
