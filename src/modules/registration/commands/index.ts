export { addPerson, nameOfficer, registerLogistics, registerPerson, requestLate, setTerms, validateRegistration } from './register.ts'
export { issueBadge, loseBadge, printSheet, reissueBadge, returnBadge, revokeBadge, setQuota, vetBadge } from './badges.ts'
