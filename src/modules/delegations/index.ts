/** Posts and who holds them, designations, nominations, credentials, registration, badges and the list of participants. */
export {}
