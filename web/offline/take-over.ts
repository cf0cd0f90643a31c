/** Said to a newer release of the screens that waits: it may take the place of the one that is shown. */
export const TAKE_OVER = "take-over";
