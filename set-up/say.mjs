const begun = Date.now();

/** One line of progress with the seconds since the start, on standard error. */
export function say(text) {
  console.error(`[${((Date.now() - begun) / 1000).toFixed(1)} s] ${text}`);
}
