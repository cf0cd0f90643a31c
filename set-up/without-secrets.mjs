/** What only the product itself may know; packages, builders and installers are handed everything else. */
const SECRET = /^(?:ZHIBAN_MASTER_KEY(?:_FILE)?|DATABASE_URL|PGPASS\w*)$/;

/**
 * An environment for whatever is started and is not the product.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutSecrets(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET.test(name)));
}
