import { isIP } from "node:net";

/** Where a request came to, and what it called that. */
export interface AskedHost {
  /** Without a port. */
  readonly hostname: string;
  readonly socket: { readonly localAddress?: string | undefined };
}

/**
 * Whether a request calls the house by a name of its own: one that it was given, one of this machine, or the address to which the request came. A page
 * of any other name can be made to point here, and would then be of one origin with us; nobody's page has our address.
 */
export function ownHosts(named: readonly string[]): (asked: AskedHost) => boolean {
  const given = new Set(named.map(plain));
  return ({ hostname, socket: { localAddress } }) => {
    const name = plain(hostname);
    return isLoopbackName(name) || given.has(name) || (name !== "" && name === plain(localAddress ?? ""));
  };
}

/** Of this machine alone. */
export function isLoopbackName(name: string): boolean {
  const address = plain(name);
  return address === "localhost" || isLoopback(address);
}

export function isLoopback(address: string): boolean {
  const own = plain(address);
  return own === "::1" || (isIP(own) === 4 && own.startsWith("127."));
}

/** However it was written. */
function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/^::ffff:(?=\d+\.)/, "");
}
