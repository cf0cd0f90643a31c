import { isIPv6 } from "node:net";

/** Groups of an IPv6 address (RFC 4291), how many of them one machine is given, and how many a household or an office (RFC 6177). */
const ofAddress = { groups: 8, ofHost: 4, ofNetwork: 3 };

/** Of an IPv6 address the first four groups, of which one machine is given all that follow; an IPv4 address as it is. Two that differ are two places. */
export function hostOf(address: string): string {
  const plain = withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%")[0] ?? "").toLowerCase().split("::");
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const between = Array<string>(Math.max(0, ofAddress.groups - before.length - after.length)).fill("0");
  const groups = tail === undefined ? before : [...before, ...between, ...after];
  return `${groups
    .slice(0, ofAddress.ofHost)
    .map((each) => each.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** Some proxies write the port of the connection behind the address (RFC 7239, section 6); whoever comes again has another one. */
function withoutPort(address: string): string {
  return address.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}

/** What belongs together: of IPv4 addresses those that differ in their last number alone, of IPv6 addresses those that begin with the same 48 bits. */
export function networkOf(address: string): string {
  const place = hostOf(address);
  if (place.includes(":")) return `${place.split(":").slice(0, ofAddress.ofNetwork).join(":")}::/48`;
  return `${place.split(".").slice(0, -1).join(".")}.0/24`;
}

/** The last group of an IPv6 address may be written as an IPv4 address, which is two. */
function groupsOf(part: string): string[] {
  return part === "" ? [] : part.split(":").flatMap((each) => (each.includes(".") ? [each, each] : [each]));
}
