/** Letters of invitation, circulars and their answers. */
export {}
