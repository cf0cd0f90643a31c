/** What a program of PostgreSQL may need: where programs and libraries are, where files of the moment go, how words and times are written. */
const WANTED = /^(?:PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|ICU_DATA|(?:LD|DYLD)_LIBRARY_PATH)$/;

/**
 * As much of our environment as PostgreSQL gets. The master key and passwords stand in it; the database must not know them, and where it runs
 * under another account, that account could read them from the process.
 */
export function bareEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => WANTED.test(name)));
}
