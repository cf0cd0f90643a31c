/** How many characters somebody may write at once, by what it is. Limits of decency, of no regulation: a line is not a book. */
export const longest = { reason: 500, text: 2000, summary: 4000 } as const;

/** How many photos go with one line, or with one fault. */
export const mostPhotos = 9;
