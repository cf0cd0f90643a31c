/* What a drill makes of what it found once a program was killed, or ended: each answers in words, and nothing where it is well. */

/** What `verify` said when it did not end well. It says something even where it died without a word: silence is not wholeness. */
export function wordsOfVerify(error: unknown): string {
  const { stdout = "", stderr = "" } = Object(error) as { stdout?: string; stderr?: string };
  return `${stdout.slice(0, 600)} ${stderr.slice(0, 300)}`.trim() || `it ended without a word: ${String(error)}`;
}

/** Of what is there when all was stopped: processes that run still, and what `verify` says of the records. */
export function foundAfterwards({
  left,
  discrepancy,
}: {
  readonly left: readonly string[];
  readonly discrepancy?: string | undefined;
}): string[] {
  return [
    ...(discrepancy === undefined ? [] : [`verify: ${discrepancy}`]),
    ...left.map((each) => `left running: ${each}`),
  ];
}

/** Of a program whose PostgreSQL was killed: it said meanwhile that it was not ready, and lived on. `seen`: what `/readyz` answered. */
export function saidOfOutage({
  seen,
  outlived,
}: {
  readonly seen: readonly number[];
  readonly outlived: boolean;
}): string[] {
  return [
    ...(seen.includes(503) ? [] : [`PostgreSQL was killed and /readyz said ${[...new Set(seen)]}, never 503`]),
    ...(outlived ? [] : ["the program did not outlive its PostgreSQL"]),
  ];
}
