/** Registration, accreditation, badges, the door, manifests and the list of participants. */
export {}
