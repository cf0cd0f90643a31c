/** The connection went away under a statement: another try on another connection may do. */
export const lostConnection: ReadonlySet<string> = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
]);

/** The server is starting, stopping, or was told to end us; somebody holds a lock scope for too long; or there are no connections left. */
const away: ReadonlySet<string> = new Set([
  ...["55P03", "57P01", "57P02", "57P03", "53300"],
  ...["ECONNRESET", "ENOENT", "EPIPE"],
]);

/** PostgreSQL found no room on its disk (class 53): nothing was written, and what is there can be read. */
const noRoom: ReadonlySet<string> = new Set(["53100", "ENOSPC"]);

/** Whether something was not written since there is no room for it: sent again once there is, it will be. */
export function saysNoRoom(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (typeof code === "string" && noRoom.has(code)) || (cause !== undefined && saysNoRoom(cause));
}

/** Whether the driver, the socket or PostgreSQL says by this code that the database does not answer; class 08 is what went wrong with a connection. */
export function saysAway(code: string): boolean {
  return lostConnection.has(code) || away.has(code) || /^08\w{3}$/.test(code);
}
